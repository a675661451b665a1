"""When a series is held: days from a rule, moments from days. Plain calculation over plain data."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from .bank_holidays import is_bank_holiday

LONDON = ZoneInfo("Europe/London")
MOST_DATES = 60
NEVER = "never"
LAST_IN_MONTH = 5


@dataclass(frozen=True, order=True)
class Slot:
    """One time at which an event is held: aware moments."""

    start: datetime
    end: datetime


def days(
    rule: str,
    first: date,
    until: date,
    *,
    skipped: Collection[date] = (),
    skip_bank_holidays: bool = False,
    cap: int = MOST_DATES,
) -> list[date]:
    """The days of a series from `first` to `until`, both included; `cap` of them at most.

    `rule` is one of `Repeats`. Monthly by date on the 29th to 31st leaves out months without that day. Monthly by
    weekday takes the same weekday in the same week of the month; from the fifth, which most months lack, the last.
    Days left out and bank holidays are not made up for, and the first day is no exception. What never repeats is held
    on `first` whatever day that is.
    """
    if rule == NEVER:
        return [first]
    kept = (day for day in _days_of(rule, first, until) if day not in skipped)
    return list(islice((day for day in kept if not (skip_bank_holidays and is_bank_holiday(day))), cap))


def slots(
    first: Slot,
    *,
    rule: str = NEVER,
    until: date | None = None,
    times: Iterable[time] = (),
    skipped: Collection[date] = (),
    skip_bank_holidays: bool = False,
    cap: int = MOST_DATES,
) -> list[Slot]:
    """Every slot of an event, in order, `cap` at most: each day of the rule at the time of `first` and at `times`.

    Times are those on the wall in London: 07:30 stays 07:30 when the clocks change (see `at`). All last as long as the
    first; one that runs into another day ends at the same time on the wall.
    """
    first = Slot(first.start.astimezone(UTC), first.end.astimezone(UTC))
    begin = _wall(first.start)
    chosen = days(
        rule, begin.date(), until or begin.date(), skipped=skipped, skip_bank_holidays=skip_bank_holidays, cap=cap
    )
    found = {_slot(day, moment, first) for day in chosen for moment in {begin.time(), *times}}
    if begin.date() in chosen:  # exactly as given, even in the hour that the clocks show twice
        found = {slot for slot in found if _wall(slot.start) != begin} | {first}
    return sorted(found)[:cap]


def at(day: date, moment: time) -> datetime:
    """That time in London on that day. A time that the clocks skip in March is an hour later (01:30 becomes 02:30);
    of one that they show twice in October the first is meant."""
    return _real(datetime.combine(day, moment))


def shifted(moment: datetime, by: timedelta) -> datetime:
    """`moment` moved on London's clocks: a week later at 07:30 is at 07:30, whatever the clocks did between."""
    return _real(_wall(moment) + by)


def wall_shift(before: datetime, after: datetime) -> timedelta:
    """How far apart two moments are on London's clocks."""
    return _wall(after) - _wall(before)


def _days_of(rule, first, until):
    last_week = weekday(first.weekday())(-1)
    nth = (first.day - 1) // 7 + 1
    same_week = last_week if nth == LAST_IN_MONTH else weekday(first.weekday())(nth)
    rules = {
        "weekly": {"freq": WEEKLY},
        "fortnightly": {"freq": WEEKLY, "interval": 2},
        "monthly_date": {"freq": MONTHLY, "bymonthday": first.day},
        "monthly_weekday": {"freq": MONTHLY, "byweekday": same_week},
    }
    begin, last = datetime.combine(first, time()), datetime.combine(until, time())
    return (moment.date() for moment in rrule(dtstart=begin, until=last, **rules[rule]))


def _slot(day, moment, first):
    start = at(day, moment)
    if _wall(first.start).date() == _wall(first.end).date():
        return Slot(start, start + (first.end - first.start))
    return Slot(start, shifted(start, wall_shift(first.start, first.end)))


def _wall(moment):
    return moment.astimezone(LONDON).replace(tzinfo=None, fold=0)


def _real(wall):
    """An hour that is skipped reads as GMT still, an hour shown twice as BST still (PEP 495, fold=0)."""
    return wall.replace(tzinfo=LONDON).astimezone(UTC)
