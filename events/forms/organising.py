from django import forms

LONGEST_REASON = 300
TOO_LONG = f"The reason must be {LONGEST_REASON} characters or fewer."


class CancelEventForm(forms.Form):
    """Calling an event off. The reason goes to everybody who signed up."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="One sentence. Everybody who signed up will read it.",
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": TOO_LONG},
    )


class NameForm(forms.Form):
    """A GET form that looks for people by name."""

    q = forms.CharField(
        label="Name or email",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    def words(self) -> str:
        return " ".join(self.cleaned_data.get("q", "").split()) if self.is_valid() else ""


class ChoosePersonForm(forms.Form):
    """One of the people who were found. `found`: pairs of a person and what to say of them."""

    person = forms.ChoiceField(
        label="Who?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a person", "invalid_choice": "Look for the person again"},
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(person.key): person for person, _ in found}
        field = self.fields["person"]
        field.choices = [(key, person.get_full_name()) for key, person in self.found.items()]
        field.choice_hints = {str(person.key): hint for person, hint in found if hint}
        if len(found) == 1:
            field.initial = next(iter(self.found))

    def clean_person(self):
        return self.found[self.cleaned_data["person"]]


class AddPersonForm(ChoosePersonForm):
    """Signing somebody up. `places`: the lines of `standing.place_line`."""

    mode = forms.ChoiceField(
        label="How will they come?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they will come"},
    )
    reason = forms.CharField(
        label="A word to them",
        help_text="They read it in the email that tells them.",
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["mode"]
        field.choices = [(place["mode"].value, place["label"]) for place in places]
        field.choice_hints = {place["mode"].value: self._hint(place) for place in places}
        if len(places) == 1:
            field.initial = places[0]["mode"].value

    @staticmethod
    def _hint(place):
        return "Full: they would join the waiting list" if place["left"] == 0 else place["words"].capitalize()


class ReasonForm(forms.Form):
    """Why somebody loses their place or gets another."""

    reason = forms.CharField(
        label="Why?",
        help_text="One or two sentences. The person reads them in the email that tells them.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give a reason: the person reads it.", "max_length": TOO_LONG},
    )


class MovePersonForm(ReasonForm):
    """`places`: what can be chosen, by value: (date, mode, words)."""

    where = forms.ChoiceField(label="Where to?", error_messages={"required": "Choose where to move them"})
    field_order = ["where", "reason"]

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        choices = [(value, words) for value, (_, _, words) in places.items()]
        self.fields["where"].choices = choices if len(choices) == 1 else [("", "Choose a place"), *choices]

    def clean_where(self):
        return self.places[self.cleaned_data["where"]][:2]
