from django import forms

from hub.circles.models import Circle
from hub.people.models import User


class AskToJoinForm(forms.Form):
    note = forms.CharField(
        label="Why would you like to join?",
        help_text="Optional. The facilitators read it, nobody else. Leave out anything about patients.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    """Admit or decline. Declining needs a reason that the person is told."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("admit", "Let them in"), ("decline", "Decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to let them in or to decline"},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Needed when you decline. The person sees it.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "decline" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Enter a reason, so that the person knows why")
        return cleaned


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label="Why are you removing this person?",
        help_text="They are told.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter a reason, so that the person knows why"},
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="Email address of the person",
        help_text="Somebody who has an account in the Hub.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the email address of the person you want to invite",
            "invalid": "Enter an email address in the right format, like name@example.nhs.uk",
        },
    )
    ends_on = forms.DateField(
        label="Last day of membership",
        help_text="Only for guests from other organisations, who always need one.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_email(self):
        person = User.objects.active().filter(email=self.cleaned_data["email"].lower()).first()
        if person is None:
            raise forms.ValidationError("Nobody with this email has an account. Ask the library to add them first")
        self.person = person
        return person.email

    def clean(self):
        cleaned = super().clean()
        person = getattr(self, "person", None)
        if person and person.kind == User.Kind.GUEST and not cleaned.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", "Enter the last day of membership: guests always need one")
        return cleaned


class SettingsForm(forms.Form):
    policy = forms.ChoiceField(label="Who can join?", choices=Circle.Policy, widget=forms.RadioSelect)
    listing = forms.ChoiceField(label="Who knows of it?", choices=Circle.Listing, widget=forms.RadioSelect)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("policy") == Circle.Policy.OPEN and cleaned.get("listing") == Circle.Listing.HIDDEN:
            self.add_error("listing", "An open community cannot be hidden. List it, or choose another way to join")
        return cleaned


class DirectoryForm(forms.Form):
    """Filters of the directory."""

    q = forms.CharField(label="Name or purpose", max_length=100, required=False)
    topic = forms.SlugField(label="Topic", required=False)
    mine = forms.BooleanField(label="Only my communities", required=False)
