"""The first step of planning, the date of a copy, and the name of a template."""

from datetime import datetime

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone

from events.about import ABOUT
from events.kinds import KINDS
from events.models import EventTemplate
from events.near import near


class StartForm(forms.Form):
    """What kind of event, from which template, and where it stands. It is sent by GET: nothing is kept yet."""

    kind = forms.ChoiceField(
        label="What kind of event?", required=False, choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    template = forms.ModelChoiceField(
        EventTemplate.objects.all(),
        label="Or begin from a template",
        help_text="It fills in most of the form. You can change everything.",
        required=False,
        to_field_name="key",
        empty_label="No template",
        error_messages={"invalid_choice": "This template is not there any more. Choose another"},
    )
    under = forms.TypedChoiceField(
        label="Where should it be listed?",
        help_text="Under a community, only people who can see that community see the event.",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the event is listed"},
    )

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.parents = {page.pk: page for page in parents}
        self.fields["kind"].choice_hints = ABOUT
        self.fields["under"].choices = [(page.pk, page.title) for page in parents]
        if len(parents) == 1:
            self.fields["under"].widget = forms.HiddenInput()
        if not self.fields["template"].queryset.exists():
            del self.fields["template"]

    def clean(self):
        given = super().clean()
        if not given.get("kind") and not given.get("template") and not self.errors:
            self.add_error("kind", "Choose a kind of event or a template")
        return given

    def chosen(self):
        """Kind, template or None, and the page above; of a valid form."""
        template = self.cleaned_data.get("template")
        kind = template.kind if template else self.cleaned_data["kind"]
        return kind, template, self.parents[self.cleaned_data["under"]]


class CopyForm(forms.Form):
    """When the copy is held."""

    day = forms.DateField(
        label="Day", widget=forms.DateInput, validators=[near], error_messages={"required": "Enter the day"}
    )
    start = forms.TimeField(
        label="Starts at", widget=forms.TimeInput, error_messages={"required": "Enter the time at which it starts"}
    )

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        try:
            given["starts_at"] = from_current_timezone(datetime.combine(given["day"], given["start"]))
        except forms.ValidationError:
            self.add_error("start", "The clocks change at this time on that day. Choose another time")
            return given
        if given["starts_at"] < timezone.now():
            self.add_error("day", "This time is past. Choose one that is still to come")
        return given


class TemplateNameForm(forms.Form):
    """What a template is called where organisers choose it."""

    name = forms.CharField(label="Name of the template", help_text="Organisers choose it by this name.", max_length=120)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if EventTemplate.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError("There is a template of this name. Choose another name")
        return name
