from django import forms

from events.models import Suggestion


class SuggestionForm(forms.Form):
    """An idea for an event, or an offer to speak."""

    kind = forms.ChoiceField(
        label="What would you like to do?",
        choices=Suggestion.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you suggest a topic or offer to speak"},
    )
    title = forms.CharField(
        label="What about?",
        help_text="A few words, such as “Safer handover at night”.",
        max_length=120,
        error_messages={"required": "Enter what it is about"},
    )
    details = forms.CharField(
        label="Why does it matter, and what else should we know?",
        help_text="Leave out anything about patients. The library team reads it, nobody else.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choice_hints = {
            Suggestion.Kind.TOPIC.value: "You would like to hear about it, or to talk it over with colleagues.",
            Suggestion.Kind.SPEAKER.value: "You have something to tell. You need no slides.",
        }


class NotNowForm(forms.Form):
    answer = forms.CharField(
        label="Why not now?",
        help_text="A friendly sentence or two. The person reads it.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter a reason, so that the person knows why"},
    )
