"""The editor's form, and the filters of the public lists."""

from django import forms
from django.utils import timezone

from hub.review.publishing import HeldPageForm
from hub.topics.models import Topic

from .dates import in_twelve_months
from .words import NO_OWNER, NO_PICTURE_TEXT, NO_REVIEW_DATE, NO_TOPIC


class KeptPageForm(HeldPageForm):
    """Says what to do about everything that publishing requires. A draft may be saved without."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self._offer_what_is_usual()
        for name, problem in (("content_owner", NO_OWNER), ("review_on", NO_REVIEW_DATE)):
            if name in self.fields:
                self.fields[name].error_messages["required"] = problem

    def _offer_what_is_usual(self):
        """A new page is owned by whoever writes it, issued today and looked at again in a year."""
        usual = {"content_owner": self.for_user, "issued_on": timezone.localdate(), "review_on": in_twelve_months()}
        for name, value in usual.items():
            if name in self.fields and not self.initial.get(name):
                self.initial[name] = value.pk if hasattr(value, "pk") else value

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        if "topics" in self.fields and not cleaned.get("topics") and "topics" not in self.errors:
            self.add_error("topics", NO_TOPIC)
        picture = cleaned.get("picture")
        if picture and not picture.description.strip():
            self.add_error("picture", NO_PICTURE_TEXT)
        return cleaned


class LibraryFilterForm(forms.Form):
    """Topic, kind and words. Anything unknown is ignored: a link to a list never breaks."""

    topic = forms.ChoiceField(required=False, label="Topic")
    kind = forms.ChoiceField(required=False, label="Kind")
    words = forms.CharField(required=False, max_length=100, label="Words in the title or summary")

    def __init__(self, *args, topics: list[Topic], kinds: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {topic.slug: topic for topic in topics}
        self.fields["topic"].choices = [("", "All topics"), *((topic.slug, topic.name) for topic in topics)]
        self.fields["kind"].choices = [("", "All kinds"), *kinds]

    def chosen(self) -> dict:
        """The filters that are filled in and known."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if "topic" in chosen:
            chosen["topic"] = self.topics[chosen["topic"]]
        return chosen
