"""How a decision about places is made: one lock on the date's row, taken first and kept short."""

from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from events.models import EventPage, Mode, Occurrence

BUSY = "The Hub is busy just now. Please try again in a moment."
OUT_OF_SIGHT = "You cannot sign up for this event."
LOCK_TIMEOUT = "3s"


class SignupRefused(Exception):
    """Why something about places cannot be done. The text is fit to show."""


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


def why_not(occurrence, mode) -> str:
    if mode not in occurrence.modes:
        return "This event has no places of that kind. Please choose another."
    return ""


def waiting_list_stops_at(occurrence) -> datetime:
    """The moment from which nobody is moved up from the waiting list by surprise."""
    return occurrence.queue_stops_at


@contextmanager
def deciding():
    """One transaction that waits three seconds for a lock at most, then asks the person to try again."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise SignupRefused(BUSY) from error
        raise


def locked(pk) -> Occurrence:
    """The date with its event, its row held until the transaction ends, so that the last place is not taken twice."""
    return lock(Occurrence.objects.select_related("event")).get(pk=pk)


def lock(occurrences):
    return occurrences.select_for_update(of=("self",), no_key=True)


def has_room(occurrence, mode) -> bool:
    """Whether a place of this kind is free. Ask it under the lock."""
    capacity = occurrence.capacity(mode)
    return capacity is None or occurrence.signups.confirmed().filter(mode=mode).count() < capacity


def may_see(occurrence, person) -> bool:
    return EventPage.objects.visible_to(person).filter(pk=occurrence.event_id).exists()


def next_sequence(signup, occurrence) -> int:
    """Calendars take an update only with a SEQUENCE higher than the last they saw."""
    return max(signup.told_sequence + 1, occurrence.sequence)


def kinds_of_place():
    return list(Mode)
