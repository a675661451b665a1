"""How far off an event can be. A day in the year 202 or 9999 is a slip, and calculating with it goes over the edge."""

from django.core.exceptions import ValidationError
from django.utils import timezone

EARLIEST, YEARS = 2000, 10
FAR = f"Choose a day within the next {YEARS} years"


def is_far(day) -> bool:
    """Of a day or a moment: whether no event is planned for it."""
    return not EARLIEST <= day.year <= timezone.localdate().year + YEARS


def near(day) -> None:
    """Validator: raise ValidationError for such a day."""
    if is_far(day):
        raise ValidationError(FAR)
