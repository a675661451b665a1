import re

from django import forms
from django.conf import settings

from hub.core.identifiers import find_identifiers

from .kinds import SIGNPOST
from .models import Question

# Signs that are not seen, or that turn round the text beside them. Line breaks and tabs stay.
_UNSEEN = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class PlainTextField(forms.CharField):
    """Words and line breaks, nothing else. A line break counts as one character, as on the screen."""

    def to_python(self, value):
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(_UNSEEN.sub("", text))

    def validate(self, value):
        super().validate(value)
        found = find_identifiers(value, hospital_number_pattern=settings.HUB_HOSPITAL_NUMBER_PATTERN)
        if found:
            labels = " and a ".join(dict.fromkeys(finding.label for finding in found))
            raise forms.ValidationError(f"This looks as if it holds a {labels}. Take it out, then send again")


class QuestionsForm(forms.Form):
    """The questions of one set, each a field of its own."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        for question in questions:
            make = _rating if question.form == Question.Form.RATING else _text
            self.fields[question.name] = make(question)


def _rating(question) -> forms.Field:
    return forms.TypedChoiceField(
        label=question.wording,
        required=question.required,
        choices=[(step, words) for step, words in enumerate(question.scale, start=1)],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": f"Choose an answer to “{question.wording}”"},
    )


def _text(question) -> forms.Field:
    return PlainTextField(
        label=question.wording,
        required=question.required,
        max_length=question.longest,
        help_text=SIGNPOST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={"max_length": f"Your answer must be {question.longest:,} characters or fewer"},
    )
