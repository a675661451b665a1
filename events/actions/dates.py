"""Changes to when and where an event is held. Locks are taken in one order: the event, then its dates by key."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.date_plan import plan
from events.models import EventPage, Occurrence, Signup
from events.recurrence import MOST_DATES, Slot, slots

from . import news
from .deciding import SignupRefused, kinds_of_place, lock, locked
from .places import promote, recount

WHEN = {"start", "end"}
MOVES = WHEN | {"place_id"}
FROM_THE_PAGE = ("in_person_capacity", "online_capacity", "online_link")
NOT_PLANNED = "This date is no longer planned."


def wanted_slots(event: EventPage, *, cap=MOST_DATES) -> list[Slot]:
    """Every slot that the page's own rule makes, `cap` at most."""
    return slots(
        Slot(event.starts_at, event.ends_at),
        rule=event.repeats,
        until=event.repeat_until,
        times=[time.starts for time in event.times.all()],
        skipped={skipped.day for skipped in event.skipped_dates.all()},
        skip_bank_holidays=event.skip_bank_holidays,
        cap=cap,
    )


@transaction.atomic
def synchronise_dates(event: EventPage, *, now: datetime | None = None) -> list[Occurrence]:
    """Bring the event's dates up to what is published, and tell people once, only if time or place changed for them.

    Sign-ups stay as they are: more places promote those who wait, fewer remove nobody. A cancelled date stays so. In a
    series past dates are never touched; a date that the rule has no more is cancelled, or deleted when nobody ever
    signed up for it. What was set for one date alone stays. `events.date_plan` says which date takes which slot.
    """
    if event.alias_of_id:
        return []
    now = now or timezone.now()
    dates, wanted = dates_of(event), wanted_slots(event)
    is_single = len(dates) == 1 and len(wanted) == 1
    planned = plan(dates, wanted, now=now)
    lines = []
    for date, slot in planned.kept:
        if is_single or not date.is_over(now=now):
            lines += put(date, _as_published(event, date, slot, is_single), now=now, slot=slot.start)
    for date in planned.gone:
        lines += _take_away(date, now=now)
    Occurrence.objects.bulk_create([_new(event, slot) for slot in planned.new])
    news.spread(lines, event=event, at=now)
    return list(event.occurrences.all())


@transaction.atomic
def cancel_event(occurrence: Occurrence, *, by, reason="", now: datetime | None = None) -> Occurrence:
    """Call one date off: one notice to everybody who has a place or waits, then silence. Twice is harmless."""
    occurrence = locked(occurrence.pk)
    now = now or timezone.now()
    if occurrence.is_cancelled():
        return occurrence
    if occurrence.is_over(now=now):
        raise SignupRefused("This event is over and cannot be cancelled any more.")
    news.spread(_call_off(occurrence, reason, now=now), event=occurrence.event, at=now)
    log(instance=occurrence.event, action="events.cancel", user=by)
    return occurrence


@transaction.atomic
def cancel_following(occurrence: Occurrence, *, by, reason="", now: datetime | None = None) -> list[Occurrence]:
    """Call this date off and all that follow it, with one letter a person. Returns those that were still on."""
    now = now or timezone.now()
    event = occurrence.event
    occurrence, *later = following(dates_of(event), occurrence.pk, now=now)
    still_on = [date for date in (occurrence, *later) if not date.is_cancelled() and not date.is_over(now=now)]
    lines = [line for date in still_on for line in _call_off(date, reason, now=now)]
    news.spread(lines, event=event, at=now)
    if still_on:
        log(instance=event, action="events.cancel", user=by)
    return still_on


# For the other actions on dates. Each is called under the locks.


def dates_of(event) -> list[Occurrence]:
    """Every date of the event, locked, each with `has_signups`: whether anybody ever signed up for it or came."""
    EventPage.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    dates = list(lock(Occurrence.objects.filter(event=event.pk)).order_by("pk"))
    used = set(Signup.objects.filter(occurrence__in=dates).order_by().values_list("occurrence", flat=True).distinct())
    for date in dates:
        date.event, date.has_signups = event, date.pk in used or date.head_count > 0
    return dates


def following(dates, pk, *, now) -> list[Occurrence]:
    """The date with this key, then those after it that are still on."""
    first = next(date for date in dates if date.pk == pk)
    later = [date for date in dates if (date.start, date.pk) > (first.start, first.pk)]
    still_on = [date for date in later if not date.is_cancelled() and not date.is_over(now=now)]
    return [first, *sorted(still_on, key=lambda date: (date.start, date.pk))]


def put(date, values, *, now, slot=None) -> list:
    """Set these fields of a date. Returns the lines that tell the people whom it reaches."""
    changed = {name for name, value in values.items() if getattr(date, name) != value}
    if not changed and date.slot == (slot or date.slot):
        return []
    for name in changed:
        setattr(date, name, values[name])
    moved = bool(changed & MOVES)
    date.sequence += moved
    date.slot = slot or date.slot
    date.save(update_fields=[*changed, "sequence", "slot"])
    lines = []
    if changed and not date.is_cancelled() and not date.is_over(now=now):
        for mode in kinds_of_place():
            promote(date, mode, now=now)
        lines = news.of_change(date, everyone=moved, online="online_link" in changed, now=now)
    recount(date)
    return lines


def _as_published(event, date, slot, is_single):
    """What the page says of this date, but for what was set for the date alone. The only date of an event that an
    editor moves on the page goes there, also if it had been moved by itself before."""
    values = {"start": slot.start, "end": slot.end, "place_id": event.room_id}
    values |= {name: getattr(event, name) for name in FROM_THE_PAGE}
    alone = set(date.kept_alone)
    if is_single and date.slot != slot.start and alone & WHEN:
        alone -= WHEN
        values["kept_alone"] = sorted(alone)
    return {name: value for name, value in values.items() if name not in alone}


def _new(event, slot):
    values = {"slot": slot.start, "start": slot.start, "end": slot.end, "place_id": event.room_id}
    return Occurrence(event_id=event.pk, **values, **{name: getattr(event, name) for name in FROM_THE_PAGE})


def _take_away(date, *, now):
    if not date.has_signups:
        date.delete()
        return []
    return [] if date.is_cancelled() else _call_off(date, NOT_PLANNED, now=now)


def _call_off(date, reason, *, now):
    date.state = Occurrence.State.CANCELLED
    date.cancelled_at, date.cancelled_because = now, reason
    date.sequence += 1
    date.save(update_fields=["state", "cancelled_at", "cancelled_because", "sequence"])
    return news.of_cancelling(date)
