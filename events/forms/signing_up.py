from django import forms

from events.models import Signup

WHO_SEES = "Only the host of the event sees this. It is deleted {days} days after the event."
LONGEST = 500


class SignupForm(forms.Form):
    """What a person says when they sign up: nothing that the event does not need."""

    mode = forms.ChoiceField(
        label="How will you come?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you will come."},
    )
    dietary = forms.CharField(
        label="Dietary needs",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Dietary needs must be {LONGEST} characters or fewer."},
    )
    access = forms.CharField(
        label="Access needs",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Access needs must be {LONGEST} characters or fewer."},
    )

    def __init__(self, *args, places, catering, days_kept, **kwargs):
        super().__init__(*args, **kwargs)
        who_sees = WHO_SEES.format(days=days_kept)
        self.fields["access"].help_text = f"For example a hearing loop or step-free access. {who_sees}"
        self.fields["dietary"].help_text = f"Food is provided. {who_sees}"
        self._offer(places)
        if not catering:
            del self.fields["dietary"]

    def _offer(self, places):
        """One kind of place is no question."""
        field = self.fields["mode"]
        field.choices = [(place["mode"].value, place["label"]) for place in places]
        field.choice_hints = {place["mode"].value: _hint(place) for place in places}
        if len(places) == 1:
            field.widget = forms.HiddenInput()
            field.initial = places[0]["mode"].value

    def clean_mode(self):
        return Signup.Mode(self.cleaned_data["mode"])


def _hint(place):
    return "Full: you would join the waiting list" if place["left"] == 0 else place["words"].capitalize()
