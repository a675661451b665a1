"""Organisers change one date, or it and all that follow, and add dates that the page's rule does not have."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.date_plan import EXTRA
from events.models import EventPage, Mode, Occurrence, Signup
from events.recurrence import MOST_DATES, shifted, wall_shift

from . import news
from .dates import MOVES, WHEN, dates_of, following, put
from .deciding import SignupRefused

LIMITS = {"in_person_capacity": Mode.IN_PERSON, "online_capacity": Mode.ONLINE}
MOST_TO_COME = 2 * MOST_DATES  # those of the rule and as many that are added: every page of the event reads them all
TOO_MANY = f"An event has {MOST_TO_COME} dates to come at most. Plan a second event for more."
FIELDS = ("start", "end", "place_id", "in_person_capacity", "online_link", "online_capacity")


@dataclass
class Effect:
    """What a change would do: how many dates change and people are told, how many who wait get a place, and where
    there would be fewer places than bookings."""

    dates: int
    told: int
    over_booked: list
    without_place: int
    moved_up: int


@transaction.atomic
def change_date(
    occurrence: Occurrence, *, values: dict, all_following=False, by, now: datetime | None = None
) -> list[Occurrence]:
    """Set `values` (of FIELDS) for this date alone; publishing the page leaves them from then on.

    `all_following`: what was changed here is set on every later date too, and those move by as much on London's clocks
    as this one does. Fewer places remove nobody, more promote. Each person is told once, if time or place changed for
    them. Returns the dates that changed. Raises SignupRefused.
    """
    now = now or timezone.now()
    event = occurrence.event
    changes = _changes(dates_of(event), occurrence.pk, values, all_following, now=now)
    lines = []
    for date, new in changes:
        alone = {*date.kept_alone, *(WHEN if WHEN & new.keys() else ()), *new}
        lines += put(date, {**new, "kept_alone": sorted(alone)}, now=now)
    news.spread(lines, event=event, at=now)
    if changes:
        log(instance=event, action="events.change_dates", user=by)
    return [date for date, _ in changes]


def effect_of(occurrence: Occurrence, *, values: dict, all_following=False, now: datetime | None = None) -> Effect:
    """What `change_date` would do, without doing it."""
    now = now or timezone.now()
    dates = list(occurrence.event.occurrences.with_places_taken())
    changes = _changes(dates, occurrence.pk, values, all_following, now=now)
    coming = Signup.objects.exclude(state=Signup.State.CANCELLED)
    moved = [date.pk for date, new in changes if new.keys() & MOVES]
    relinked = [date.pk for date, new in changes if "online_link" in new]
    told = coming.filter(occurrence__in=moved) | coming.confirmed().filter(occurrence__in=relinked, mode=Mode.ONLINE)
    return Effect(
        dates=len(changes),
        told=told.order_by().values("person").distinct().count(),
        over_booked=[date for date, new in changes if _is_over_booked(date, new)],
        without_place=sum(date.places_taken(mode) for date, new in changes for mode in _modes_lost(date, new)),
        moved_up=sum(_moved_up(date, new, now=now) for date, new in changes if new.keys() & LIMITS.keys()),
    )


@transaction.atomic
def add_date(event: EventPage, *, values: dict, by, now: datetime | None = None) -> Occurrence:
    """One more date, which stays whatever the page's rule says. Adding the same twice is harmless.

    Raises SignupRefused for a date that is past, and when there are too many to come.
    """
    now = now or timezone.now()
    if values["start"] <= now:
        raise SignupRefused("A new date must be in the future.")
    dates = dates_of(event)
    same = [date for date in dates if EXTRA in date.kept_alone and date.start == values["start"]]
    if same:
        return same[0]
    if sum(not date.is_over(now=now) for date in dates) >= MOST_TO_COME:
        raise SignupRefused(TOO_MANY)
    date = Occurrence.objects.create(
        event=event, slot=_free_slot(dates, values["start"]), kept_alone=sorted([EXTRA, *FIELDS]), **values
    )
    log(instance=event, action="events.change_dates", user=by)
    return date


def _free_slot(dates, start):
    """A slot tells dates apart; an added one gives way by a moment to a date that was planned for the same time."""
    taken = {date.slot for date in dates}
    while start in taken:
        start += timedelta(microseconds=1)
    return start


def _changes(dates, pk, values, all_following, *, now):
    """[(date, what is new for it)], for each date for which anything is."""
    first, *later = following(dates, pk, now=now)
    if first.is_cancelled():
        raise SignupRefused("This date has been cancelled.")
    if first.is_over(now=now):
        raise SignupRefused("This date is over.")
    new = {name: value for name, value in values.items() if getattr(first, name) != value}
    changes = [(first, new)]
    if all_following:
        by = {name: wall_shift(getattr(first, name), values[name]) for name in WHEN if WHEN & new.keys()}
        changes += [(date, _the_same(date, new, by)) for date in later]
    return [(date, new) for date, new in changes if new]


def _the_same(date, new, by):
    moved = {name: shifted(getattr(date, name), shift) for name, shift in by.items()}
    wanted = {**{name: value for name, value in new.items() if name not in WHEN}, **moved}
    return {name: value for name, value in wanted.items() if getattr(date, name) != value}


def _is_over_booked(date, new):
    limits = [(mode, new.get(name)) for name, mode in LIMITS.items()]
    return any(limit is not None and limit < date.places_taken(mode) for mode, limit in limits)


def _moved_up(date, new, *, now):
    """How many of those who wait would get a place."""
    stops_at = new.get("start", date.start) - timedelta(hours=date.event.promotion_stops_hours)
    waiting = Counter(date.signups.waiting().values_list("mode", flat=True)) if now < stops_at else {}
    return sum(min(waiting.get(LIMITS[name], 0), _free(date, new, name)) for name in LIMITS.keys() & new.keys())


def _free(date, new, name):
    return inf if new[name] is None else max(new[name] - date.places_taken(LIMITS[name]), 0)


def _modes_lost(date, new):
    gone = {Mode.IN_PERSON: "place_id", Mode.ONLINE: "online_link"}
    return [mode for mode, name in gone.items() if name in new and not new[name]]
