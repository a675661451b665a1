import json

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.tags import TagField
from wagtail.admin.widgets import AdminTagWidget

from . import actions, names
from .models import Topic

TAGGIT_HINT = gettext_lazy("A comma-separated list of tags.")
PARTS_WORDS = "A comma or a quotation mark parts topics from each other. Leave it out."


class TopicWidget(AdminTagWidget):
    """Wagtail's box for tags, which suggests topics by any word for them."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["help_text"] = "Type any word for it, such as “slips and trips”. Only topics of the Hub can be chosen."
        widget["attrs"]["data-w-tag-url-value"] = reverse("topics_admin:autocomplete")
        # Free typing is let through to the form, which knows aliases and says what is wrong with the rest.
        options = {"allowSpaces": True, "tagLimit": None, "autocompleteOnly": False}
        widget["attrs"]["data-w-tag-options-value"] = json.dumps(options)
        return context


class TopicField(TagField):
    """Topics typed by name, by alias or by the name of a topic that was merged."""

    widget = TopicWidget

    def __init__(self, *args, help_text="", **kwargs):
        """Without taggit's own hint: the box says better what to type."""
        own = "" if help_text == TAGGIT_HINT else help_text
        super().__init__(*args, help_text=own, **kwargs)

    def clean(self, value):
        words = names.split_words(forms.CharField.clean(self, value))
        found, unknown = names.find_topics(words)
        if unknown:
            problem = "“{}” is not a topic. Choose one from the list, or ask the library to add it."
            raise ValidationError([problem.format(word) for word in unknown])
        return [topic.name for topic in found]


class TopicForm(WagtailAdminModelForm):
    """A topic with its aliases. No word leads to two topics."""

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        _refuse_parting_characters(name)
        actions.check_name(name, topic=self.instance)
        return name

    def clean(self):
        cleaned = super().clean()
        taken = {str(cleaned.get("name", "")).lower()}
        for form in self.formsets["aliases"].forms:
            if form.is_valid() and form.has_changed() | bool(form.instance.pk) and not form.cleaned_data.get("DELETE"):
                self._check_alias(form, taken)
        return cleaned

    def _check_alias(self, form, taken):
        name = " ".join(form.cleaned_data["name"].split())
        try:
            _refuse_parting_characters(name)
            if name.lower() in taken:
                raise ValidationError("This topic has this word already.")
            actions.check_alias(name, topic=self.instance)
        except ValidationError as error:
            form.add_error("name", error)
        taken.add(name.lower())


class MergeForm(forms.Form):
    """Which topic everything goes to."""

    into = forms.ModelChoiceField(
        Topic.objects.none(), label="Merge into", empty_label="Choose a topic", widget=forms.Select
    )

    def __init__(self, *args, topic, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Topic.objects.current().exclude(pk=topic.pk)


def _refuse_parting_characters(name):
    if "," in name or '"' in name:
        raise ValidationError(PARTS_WORDS)
