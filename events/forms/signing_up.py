from django import forms

from events import questions as own_questions
from events.models import Signup

WHO_SEES = "Only the host of the event sees this. It is deleted {days} days after the event."
LONGEST = 500


class SignupForm(forms.Form):
    """What a person says when they sign up, or changes later: nothing that the event does not need."""

    mode = forms.ChoiceField(
        label="How will you come?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you will come", "invalid_choice": "Choose one of the kinds of place"},
    )
    dietary = forms.CharField(
        label="Dietary needs",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Dietary needs must be {LONGEST} characters or fewer"},
    )
    access = forms.CharField(
        label="Access needs",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Access needs must be {LONGEST} characters or fewer"},
    )
    listed = forms.BooleanField(
        label="Show my name to colleagues who look at this event",
        required=False,
        help_text="If you do not tick this, you are only counted.",
    )

    def __init__(self, *args, places, event, days_kept, signup=None, **kwargs):
        super().__init__(*args, initial=_said_before(signup), **kwargs)
        self.questions = list(event.questions)
        who_sees = WHO_SEES.format(days=days_kept)
        self.fields["access"].help_text = f"For example a hearing loop or step-free access. {who_sees}"
        self.fields["dietary"].help_text = f"Food is provided. {who_sees}"
        self._offer(places)
        if not event.catering:
            del self.fields["dietary"]
        self._ask(signup, who_sees)

    def _offer(self, places):
        """One kind of place is no question."""
        field = self.fields["mode"]
        field.choices = [(place["mode"].value, place["label"]) for place in places]
        field.choice_hints = {place["mode"].value: _hint(place) for place in places}
        if len(places) == 1:
            field.widget = forms.HiddenInput()
            field.initial = self.initial["mode"] = places[0]["mode"].value

    def _ask(self, signup, who_sees):
        fields = own_questions.fields_of(self.questions, signup.answers if signup else ())
        for field in fields.values():
            field.help_text = who_sees
        self.fields.update(fields)
        self.order_fields([*(name for name in self.fields if name != "listed"), "listed"])

    def clean_mode(self):
        return Signup.Mode(self.cleaned_data["mode"])

    def said(self) -> dict:
        """What the actions want of a valid form."""
        cleaned = self.cleaned_data
        return {
            "mode": cleaned["mode"],
            "dietary": cleaned.get("dietary", ""),
            "access": cleaned["access"],
            "listed": cleaned["listed"],
            "answers": own_questions.answers_from(self.questions, cleaned),
        }


def _said_before(signup):
    if signup is None:
        return {}
    return {
        "mode": signup.mode,
        "dietary": signup.dietary_needs,
        "access": signup.access_needs,
        "listed": signup.is_listed,
    }


def _hint(place):
    return "Full: you would join the waiting list" if place["left"] == 0 else place["words"].capitalize()
