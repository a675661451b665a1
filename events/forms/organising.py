from django import forms


class CancelEventForm(forms.Form):
    """Calling an event off. The reason goes to everybody who signed up."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="One sentence. Everybody who signed up will read it.",
        required=False,
        max_length=300,
        error_messages={"max_length": "The reason must be 300 characters or fewer."},
    )
