"""Whether somebody has signed up for two things at once."""

from datetime import datetime


def clash_of(date) -> dict | None:
    """`title`, `start` and `end` of what the reader has at the same time, if `date` comes from a queryset
    `with_clash_of` or `with_signup_of` them; else None. No query."""
    found = getattr(date, "clash", None)
    return _told(found) if found else None


def find_clash(date, person) -> dict | None:
    """The same for a date that was read without it. One query."""
    found = type(date).objects.with_clash_of(person).values_list("clash", flat=True).get(pk=date.pk)
    return _told(found) if found else None


def _told(found):
    return {**found, "start": datetime.fromisoformat(found["start"]), "end": datetime.fromisoformat(found["end"])}
