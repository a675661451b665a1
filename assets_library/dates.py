"""When something is looked at again."""

from datetime import date

from django.utils import timezone


def in_twelve_months(today: date | None = None) -> date:
    """The same day next year; 29 February becomes 28 February."""
    today = today or timezone.localdate()
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return today.replace(year=today.year + 1, day=28)
