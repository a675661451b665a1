"""The parts of the planning form that come several times: questions, speakers, times and days."""

import re
from datetime import datetime, time

from django import forms
from django.utils.dateparse import parse_date

QUESTIONS, SPEAKERS, TIMES = 5, 4, 5
KINDS = [("text", "A short answer"), ("yes_no", "Yes or no"), ("choice", "One of several")]
DAY_FORMS = ["%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y"]
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$", re.IGNORECASE)


class LinesField(forms.CharField):
    """Several values, one to a line. `read` makes a value of a line or raises ValueError."""

    def __init__(self, *, read, wrong, most, too_many, **kwargs):
        super().__init__(**{"required": False, "widget": forms.Textarea(attrs={"rows": 3}), **kwargs})
        self.read, self.wrong, self.most, self.too_many = read, wrong, most, too_many

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found = [self._read(line) for line in lines]
        if len(found) > self.most:
            raise forms.ValidationError(self.too_many)
        return sorted(set(found))

    def _read(self, line):
        try:
            return self.read(line)
        except ValueError as error:
            raise forms.ValidationError(self.wrong.format(line=line[:40])) from error


def read_time(line: str) -> time:
    """9:15, 09.15, 2pm or 2:30 pm."""
    found = _CLOCK.match(line)
    if not found:
        raise ValueError(line)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(line)
    return time(hour % 12 + 12 * (half == "pm") if half else hour, minute)


def read_day(line: str):
    """24/12/2026, 24 December 2026 or 2026-12-24."""
    if day := parse_date(line):
        return day
    for form in DAY_FORMS:
        try:
            return datetime.strptime(line, form).date()  # noqa: DTZ007 -- a day of the calendar has no zone
        except ValueError:
            continue
    raise ValueError(line)


def question_fields(number: int) -> dict:
    """The fields of one question, by name."""
    return {
        f"question_{number}_id": forms.CharField(required=False, max_length=36, widget=forms.HiddenInput),
        f"question_{number}": forms.CharField(label="The question", required=False, max_length=160),
        f"question_{number}_kind": forms.ChoiceField(
            label="How is it answered?", choices=KINDS, required=False, initial="text"
        ),
        f"question_{number}_choices": forms.CharField(
            label="Answers to choose from",
            help_text="One to a line, two to eight. Only for one of several.",
            required=False,
            max_length=700,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        f"question_{number}_required": forms.BooleanField(label="It must be answered", required=False),
    }


def question_values(questions) -> dict:
    """Initial values of the fields of these questions."""
    values = {}
    for number, one in enumerate(questions, 1):
        values[f"question_{number}"] = one["question"]
        values[f"question_{number}_choices"] = "\n".join(one["choices"])
        values |= {f"question_{number}_{name}": one[name] for name in ("id", "kind", "required")}
    return values


def read_questions(form) -> list[dict]:
    """The questions that were filled in. What is wrong is added to the form."""
    return [one for number in range(1, QUESTIONS + 1) if (one := _read_question(form, number))]


def _read_question(form, number):
    given = form.cleaned_data
    text = given.get(f"question_{number}", "")
    kind = given.get(f"question_{number}_kind") or "text"
    choices = [line.strip() for line in given.get(f"question_{number}_choices", "").splitlines() if line.strip()]
    if not text:
        if choices:
            form.add_error(f"question_{number}", f"Enter question {number}, or take its answers out")
        return None
    if kind == "choice" and not 2 <= len(set(choices)) <= 8:
        form.add_error(f"question_{number}_choices", f"Give two to eight different answers to question {number}")
    if any(len(choice) > 80 for choice in choices):
        form.add_error(f"question_{number}_choices", "Each answer must be 80 characters or fewer")
    return {
        "id": given.get(f"question_{number}_id", ""),
        "kind": kind,
        "question": text,
        "required": given.get(f"question_{number}_required", False),
        "choices": list(dict.fromkeys(choices)) if kind == "choice" else [],
    }


def speaker_fields(number: int) -> dict:
    return {
        f"speaker_{number}": forms.CharField(label="Name", required=False, max_length=120),
        f"speaker_{number}_role": forms.CharField(label="Job title and team", required=False, max_length=160),
    }


def speaker_values(speakers) -> dict:
    values = {}
    for number, one in enumerate(speakers, 1):
        values |= {f"speaker_{number}": one["name"], f"speaker_{number}_role": one["role"]}
    return values


def read_speakers(form, how_many: int) -> list[dict]:
    speakers = []
    for number in range(1, how_many + 1):
        name, role = (form.cleaned_data.get(field, "") for field in (f"speaker_{number}", f"speaker_{number}_role"))
        if role and not name:
            form.add_error(f"speaker_{number}", f"Enter the name of speaker {number}")
        if name:
            speakers.append({"name": name, "role": role})
    return speakers
