from django import forms

from events.feeds import pages_with_feeds, topics_with_feeds


class FeedChoiceForm(forms.Form):
    """Which calendar to show the address of. What it does not know is no choice."""

    calendar = forms.ChoiceField(label="Community or topic", required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        pages = [(f"page:{page.pk}", page.title) for page in pages_with_feeds(person)]
        topics = [(f"topic:{topic.slug}", topic.name) for topic in topics_with_feeds(person)]
        groups = [("Communities", pages), ("Topics", topics)]
        self.fields["calendar"].choices = [("", "Choose one"), *[group for group in groups if group[1]]]
        self.is_empty = not pages and not topics
        self.names = dict([*pages, *topics])
