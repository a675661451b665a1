from django import forms

from events.models import Signup


class MarkForm(forms.Form):
    """One tap: came, did not come, or neither."""

    attendance = forms.ChoiceField(choices=Signup.Attendance.choices, required=False)


class HeadCountForm(forms.Form):
    """People who came and have no account, or whom nobody had the time to look for."""

    number = forms.IntegerField(
        label="People here who are not on the list",
        help_text="For people without an account, or when a count is enough. Names are better where you can.",
        min_value=0,
        max_value=5000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter a number. 0 is a number too.",
            "invalid": "Enter a whole number, such as 12.",
            "min_value": "The number must be 0 or more.",
            "max_value": "The number must be 5,000 or less.",
        },
    )
