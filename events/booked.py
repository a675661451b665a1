"""Who holds a place at an event's coming dates: whom a change reaches, and where there are more people than places."""

from django.db.models import Count, Q
from django.utils import timezone

from .models import Mode, Occurrence, Signup


def who_is_told(event, *, now) -> dict:
    """How many people have a place (`confirmed`) or wait (`waiting`) for dates that are still to come."""
    coming = Signup.objects.filter(occurrence__event=event.pk, occurrence__end__gt=now, occurrence__state="scheduled")
    return coming.aggregate(
        confirmed=Count("person", distinct=True, filter=Q(state="confirmed")),
        waiting=Count("person", distinct=True, filter=Q(state="waiting")),
    )


def overbooked(event, *, now=None) -> list[str]:
    """One line for each kind of place and coming date that has more people than places. Nobody is removed."""
    dates = list(Occurrence.objects.filter(event=event.pk, state="scheduled").coming(now=now).with_places_taken())
    return [
        _line(date, mode, capacity, several=len(dates) > 1)
        for date in dates
        for mode in Mode
        if (capacity := date.capacity(mode)) is not None and date.places_taken(mode) > capacity
    ]


def is_past(event, *, now=None) -> bool:
    """Whether every date of a published event is over already."""
    dates = Occurrence.objects.filter(event=event.pk)
    return dates.exists() and not dates.filter(end__gt=now or timezone.now()).exists()


def _line(date, mode, capacity, *, several) -> str:
    day = f" on {timezone.localtime(date.start):%-d %B %Y}" if several else ""
    return (
        f"{date.places_taken(mode)} people have a place ({mode.label.lower()}){day}, "
        f"more than the limit of {capacity}. Nobody has been removed."
    )
