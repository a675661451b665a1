"""Signing up, giving up, moving and cancelling: every rule about places is decided here, under one row lock."""

from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from psycopg.errors import LockNotAvailable, UniqueViolation
from wagtail.log_actions import log

from hub.notices import outbox

from .models import EventPage, Occurrence, Signup

BUSY = "The Hub is busy just now. Please try again in a moment."


class SignupRefused(Exception):
    """Why a sign-up cannot be made or given up. The text is fit to show."""


def sign_up(occurrence: Occurrence, *, person, mode, dietary="", access="", now: datetime | None = None) -> Signup:
    """Give `person` a place of kind `mode`, or a spot on its waiting list once those places are taken.

    Signing up twice is harmless: the second call returns the first sign-up. Raises SignupRefused.
    """
    with _deciding():
        occurrence = _hold(occurrence, [mode], seen_by=person)
        now = now or timezone.now()
        refusal = why_closed(occurrence, now=now) or _why_not(occurrence, mode)
        if refusal:
            raise SignupRefused(refusal)
        signup = occurrence.signups.filter(person=person).first()
        if signup and not signup.is_cancelled:
            return signup
        signup = signup or Signup(occurrence=occurrence, person=person)
        signup.mode, signup.signed_up_at, signup.cancelled_at, signup.promoted_at = mode, now, None, None
        signup.dietary_needs = dietary if occurrence.event.catering else ""
        signup.access_needs = access
        room = _has_room(occurrence, mode)
        if room:
            signup.state, signup.told_sequence = Signup.State.CONFIRMED, _next_sequence(signup, occurrence)
        else:
            signup.state = Signup.State.WAITING
        return _keep(signup)


def cancel_signup(signup: Signup, *, now: datetime | None = None) -> Signup:
    """Give up a place or a spot on the waiting list. A place that comes free goes to the first in the queue at once.

    Cancelling twice is harmless. Raises SignupRefused once the event is over.
    """
    with _deciding():
        occurrence = _hold(signup.occurrence, Signup.Mode)
        signup = (
            occurrence.signups.select_for_update(of=("self",), no_key=True).select_related("person").get(pk=signup.pk)
        )
        now = now or timezone.now()
        if signup.is_cancelled:
            return signup
        if occurrence.is_over(now=now):
            raise SignupRefused("This event is over, so there is no place left to give up.")
        _give_up(signup, occurrence, now=now)
        return signup


@transaction.atomic
def synchronise_occurrence(event: EventPage, *, now: datetime | None = None) -> Occurrence | None:
    """Bring the event's date up to what is published, and tell people only if time or place changed.

    Sign-ups stay as they are: more places promote those who wait, fewer remove nobody. A cancelled date stays so.
    """
    if event.alias_of_id:
        return None
    now = now or timezone.now()
    EventPage.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    occurrence = Occurrence.objects.select_for_update(of=("self",), no_key=True).filter(event=event.pk).first()
    if occurrence is None:
        return Occurrence.objects.create(event=event, **_published(event))
    changed = {name for name, value in _published(event).items() if getattr(occurrence, name) != value}
    if not changed:
        return occurrence
    for name in changed:
        setattr(occurrence, name, _published(event)[name])
    moved = bool(changed & {"start", "end", "place_id"})
    occurrence.sequence += moved
    occurrence.save(update_fields=[*changed, "sequence"])
    if not occurrence.is_cancelled() and not occurrence.is_over(now=now):
        _tell_of_change(occurrence, everyone=moved, online="online_link" in changed, now=now)
        for mode in Signup.Mode:
            _promote(occurrence, mode, now=now)
    return occurrence


@transaction.atomic
def cancel_event(occurrence: Occurrence, *, by, reason="", now: datetime | None = None) -> Occurrence:
    """Call the event off: one notice to everybody who has a place or waits, then silence. Twice is harmless."""
    occurrence = _locked(occurrence.pk)
    now = now or timezone.now()
    if occurrence.is_cancelled():
        return occurrence
    if occurrence.is_over(now=now):
        raise SignupRefused("This event is over and cannot be cancelled any more.")
    occurrence.state = Occurrence.State.CANCELLED
    occurrence.cancelled_at, occurrence.cancelled_because = now, reason
    occurrence.sequence += 1
    occurrence.save(update_fields=["state", "cancelled_at", "cancelled_because", "sequence"])
    coming = occurrence.signups.exclude(state=Signup.State.CANCELLED)
    _raise_sequence(coming.confirmed(), to=occurrence.sequence)
    for signup in coming.select_related("person"):
        _tell(signup, "event_cancelled", at=now)
    log(instance=occurrence.event, action="events.cancel", user=by)
    return occurrence


def give_up_places_out_of_sight(person, *, now: datetime | None = None) -> int:
    """Cancel what `person` signed up for and may not see any more. Call it when somebody leaves a circle.

    Returns how many places and spots were given up.
    """
    return _give_up_all(person, except_for=EventPage.objects.visible_to(person), now=now)


def give_up_everything(person, *, now: datetime | None = None) -> int:
    """Cancel all that `person` signed up for and that is still to come: they are leaving."""
    return _give_up_all(person, except_for=EventPage.objects.none(), now=now)


def erase_needs(signups) -> int:
    """Forget what these sign-ups say about diet and access. Returns how many were changed."""
    return signups.update(dietary_needs="", access_needs="")


def why_closed(occurrence: Occurrence, *, now: datetime) -> str:
    """In plain words why nobody can sign up just now, or nothing when they can."""
    event = occurrence.event
    if not event.live:
        return "This event is not published, so sign-up is closed."
    if occurrence.is_cancelled():
        return "This event has been cancelled."
    if occurrence.is_over(now=now):
        return "This event is over."
    if event.signup_opens_at and now < event.signup_opens_at:
        return "Sign-up has not opened yet."
    if now >= (event.signup_closes_at or occurrence.start):
        return "Sign-up for this event has closed."
    return ""


def _why_not(occurrence, mode):
    if mode not in occurrence.modes:
        return "This event has no places of that kind. Please choose another."
    return ""


def _hold(occurrence, modes, *, seen_by=None):
    """The date, locked if places of these kinds are limited: without a limit nothing is scarce and nobody queues.

    An event called off in the same moment as an unlimited sign-up is caught when the letter is written.
    """
    held = Occurrence.objects.select_related("event").filter(pk=occurrence.pk)
    if seen_by:
        held = held.of_events(EventPage.objects.visible_to(seen_by))
    limited = _is_limited(occurrence, modes)
    held = (_lock(held) if limited else held).first()
    if held is None:
        raise SignupRefused("You cannot sign up for this event.")
    if not limited and _is_limited(held, modes):
        held = _locked(held.pk)  # a limit was set since the caller looked
    return held


def _is_limited(occurrence, modes):
    return any(occurrence.capacity(mode) is not None for mode in modes)


def _locked(pk):
    return _lock(Occurrence.objects.select_related("event")).get(pk=pk)


def _lock(occurrences):
    """Hold the date's own row, so the last place cannot be taken twice."""
    return occurrences.select_for_update(of=("self",), no_key=True)


@contextmanager
def _deciding():
    """One transaction that waits three seconds for a lock at most, then asks the person to try again."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise SignupRefused(BUSY) from error
        raise


def _has_room(occurrence, mode):
    capacity = occurrence.capacity(mode)
    return capacity is None or occurrence.signups.confirmed().filter(mode=mode).count() < capacity


def _keep(signup):
    """Save the sign-up and tell the person. The unique constraint has the last word on a double click."""
    try:
        with transaction.atomic():
            signup.save()
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        return Signup.objects.get(occurrence=signup.occurrence_id, person=signup.person_id)
    _tell(signup, "confirmed" if signup.is_confirmed else "waiting", at=signup.signed_up_at)
    return signup


def _next_sequence(signup, occurrence):
    """Calendars take an update only with a SEQUENCE higher than the last they saw."""
    return max(signup.told_sequence + 1, occurrence.sequence)


def _give_up(signup, occurrence, *, now):
    """Cancel one sign-up under the lock, tell the person, and hand a freed place on."""
    had_place = signup.is_confirmed
    signup.state, signup.cancelled_at = Signup.State.CANCELLED, now
    signup.dietary_needs = signup.access_needs = ""
    signup.told_sequence += had_place
    signup.save(update_fields=["state", "cancelled_at", "dietary_needs", "access_needs", "told_sequence"])
    if not occurrence.is_cancelled():
        _tell(signup, "cancelled_by_you", at=now, had_place=had_place)
        _promote(occurrence, signup.mode, now=now)


def _promote(occurrence, mode, *, now):
    """Confirm the first in the queue for each free place. Nobody is promoted once the event has started."""
    if occurrence.is_cancelled() or occurrence.start <= now:
        return
    for signup in occurrence.signups.waiting().filter(mode=mode).select_related("person").iterator(chunk_size=50):
        if not _has_room(occurrence, mode):
            return
        if not EventPage.objects.visible_to(signup.person).filter(pk=occurrence.event_id).exists():
            continue  # they may not see the event any more: the place goes to the next
        signup.state, signup.promoted_at = Signup.State.CONFIRMED, now
        signup.told_sequence = _next_sequence(signup, occurrence)
        signup.save(update_fields=["state", "promoted_at", "told_sequence"])
        _tell(signup, "promoted", at=now)


def _give_up_all(person, *, except_for, now):
    now = now or timezone.now()
    signups = Signup.objects.exclude(state=Signup.State.CANCELLED).filter(person=person, occurrence__end__gt=now)
    signups = signups.exclude(occurrence__event__in=except_for.order_by().values("pk")).select_related("occurrence")
    given_up = list(signups.order_by("occurrence_id"))  # one order of locks for everybody
    for signup in given_up:
        cancel_signup(signup, now=now)
    return len(given_up)


def _published(event):
    """What the page says of its one date."""
    return {
        "start": event.starts_at,
        "end": event.ends_at,
        "place_id": event.room_id,
        "in_person_capacity": event.in_person_capacity,
        "online_link": event.online_link,
        "online_capacity": event.online_capacity,
    }


def _tell_of_change(occurrence, *, everyone, online, now):
    """One notice each to those whom the change reaches. A new link is news to people with an online place alone."""
    if not everyone and not online:
        return
    coming = occurrence.signups.exclude(state=Signup.State.CANCELLED)
    if not everyone:
        coming = coming.confirmed().filter(mode=Signup.Mode.ONLINE)
    _raise_sequence(coming.confirmed(), to=occurrence.sequence)
    for signup in coming.select_related("person"):
        _tell(signup, "event_changed" if signup.is_confirmed else "event_changed_waiting", at=now)


def _raise_sequence(signups, *, to):
    """The same as `_next_sequence` for many, in one statement."""
    signups.update(told_sequence=Greatest(F("told_sequence") + 1, Value(to)))


def _tell(signup, letter, *, at, had_place=None):
    outbox.post(
        recipient=signup.person,
        template=f"events/email/{letter}",
        context={
            "signup": signup.pk,
            "sequence": signup.told_sequence,
            "round": signup.signed_up_at.isoformat(),
            "place": signup.is_confirmed if had_place is None else had_place,
        },
        dedupe_key=f"signup:{signup.key}:{letter}:{at.isoformat()}",
    )
