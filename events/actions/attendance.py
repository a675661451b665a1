"""Who came. Marks are made on the day, by organisers or by people themselves at the door, and can be put right later.

Walk-ins: somebody who is in the room is in the room. A walk-in is a confirmed row like any other, so it takes a place:
the tallies count it, and nobody else is let in on the chair it sits on. It is the one way over a limit, it never
changes the limit, and it opens so late that the waiting list has nothing more to give. So of those who were *given* a
place (confirmed rows that are not walk-ins) there are never more than the limit.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from events.models import Mode, Occurrence, PlaceChange, Signup, new_door_code

from .deciding import SignupRefused, deciding, locked
from .organising import begin_again, check_may_come, not_their_doing, signup_of
from .places import held, recount, release

MARKING_OPENS = timedelta(minutes=60)  # before the start
DOOR_OPENS, DOOR_CLOSES = timedelta(minutes=30), timedelta(hours=2)  # before the start, after the end
WALK_INS_END = timedelta(hours=12)  # after the end

CANCELLED = "This event has been cancelled."
TOO_EARLY_TO_MARK = "You can mark who came from an hour before the start."
TOO_EARLY = "Check-in opens 30 minutes before the start."
TOO_LATE = "Check-in for this event has closed."
NOT_STARTED = "The event has not started yet, so people may still come."

UNKNOWN, ATTENDED, ABSENT = Signup.Attendance.UNKNOWN, Signup.Attendance.ATTENDED, Signup.Attendance.ABSENT
HOW = Signup.CheckIn


def mark(signup: Signup, attendance, *, by, now: datetime | None = None) -> Signup:
    """Say of one person that they came, did not come, or (undone) nothing yet. The last mark holds.

    "Came" makes a walk-in of somebody without a place. Any other mark takes a walk-in off the list again: without
    having come there is nothing to say of them. Raises SignupRefused earlier than an hour before the start.
    """
    with deciding():
        occurrence, signup = held(signup)
        now = now or timezone.now()
        _check_marking(occurrence, now=now)
        if not signup.is_confirmed:
            return _walk_in(occurrence, signup, by=by, how=HOW.ORGANISER, now=now) if attendance == ATTENDED else signup
        if signup.is_walk_in and attendance != ATTENDED:
            release(signup, occurrence, now=now)
            not_their_doing(signup)
            return signup
        return _set(signup, attendance, how=HOW.ORGANISER, now=now)


def check_in(occurrence: Occurrence, *, person, now: datetime | None = None) -> Signup:
    """`person` says at the door that they are here; without a place they are a walk-in. Twice is harmless.

    Open from 30 minutes before the start to two hours after the end. Raises SignupRefused.
    """
    with deciding():
        occurrence = locked(occurrence.pk)
        now = now or timezone.now()
        _check_window(occurrence, until=DOOR_CLOSES, now=now)
        check_may_come(occurrence, person)
        return _arrive(occurrence, person, by=person, how=HOW.DOOR, now=now)


def add_walk_in(occurrence: Occurrence, *, person, by, now: datetime | None = None) -> Signup:
    """An organiser says that `person`, who had no place, is here. Somebody with a place is marked as here.

    Open from 30 minutes before the start to 12 hours after the end. Raises SignupRefused.
    """
    with deciding():
        occurrence = locked(occurrence.pk)
        now = now or timezone.now()
        _check_window(occurrence, until=WALK_INS_END, now=now)
        check_may_come(occurrence, person)
        return _arrive(occurrence, person, by=by, how=HOW.ORGANISER, now=now)


def set_head_count(occurrence: Occurrence, number: int, *, now: datetime | None = None) -> None:
    """How many people came who have no account, or who were only counted."""
    _check_marking(occurrence, now=now or timezone.now())
    Occurrence.objects.filter(pk=occurrence.pk).update(head_count=number)


def mark_everybody_else_absent(occurrence: Occurrence, *, now: datetime | None = None) -> int:
    """Everybody with a place of whom nothing is said yet did not come. Returns how many."""
    with deciding():
        occurrence = locked(occurrence.pk)
        now = now or timezone.now()
        _check_marking(occurrence, now=now)
        if now < occurrence.start:
            raise SignupRefused(NOT_STARTED)
        return occurrence.signups.confirmed().filter(attendance=UNKNOWN).update(attendance=ABSENT)


def renew_door_code(occurrence: Occurrence) -> None:
    """A new code on the door; the old one leads nowhere from now on."""
    Occurrence.objects.filter(pk=occurrence.pk).update(door_code=new_door_code())


def door_opens(occurrence) -> datetime:
    return occurrence.start - DOOR_OPENS


def why_door_closed(occurrence, *, now: datetime) -> str:
    """In plain words why nobody can check in at the door just now, or nothing when they can."""
    return _why_no_window(occurrence, until=DOOR_CLOSES, now=now)


def why_no_walk_ins(occurrence, *, now: datetime) -> str:
    """The same of walk-ins that an organiser adds."""
    return _why_no_window(occurrence, until=WALK_INS_END, now=now)


def why_no_marking(occurrence, *, now: datetime) -> str:
    """The same of marks: they are open for ever once they have opened."""
    if occurrence.is_cancelled():
        return CANCELLED
    return TOO_EARLY_TO_MARK if now < occurrence.start - MARKING_OPENS else ""


def _why_no_window(occurrence, *, until, now):
    if occurrence.is_cancelled():
        return CANCELLED
    if now < door_opens(occurrence):
        return TOO_EARLY
    return TOO_LATE if now >= occurrence.end + until else ""


def _check_window(occurrence, *, until, now):
    if refusal := _why_no_window(occurrence, until=until, now=now):
        raise SignupRefused(refusal)


def _check_marking(occurrence, *, now):
    if refusal := why_no_marking(occurrence, now=now):
        raise SignupRefused(refusal)


def _arrive(occurrence, person, *, by, how, now):
    signup = signup_of(occurrence, person)
    if not signup.is_confirmed:
        return _walk_in(occurrence, signup, by=by, how=how, now=now)
    return _set(signup, ATTENDED, how=how, now=now)


def _walk_in(occurrence, signup, *, by, how, now):
    _check_window(occurrence, until=WALK_INS_END, now=now)
    if not signup.is_waiting:
        begin_again(signup, signup.mode, now=now)
    signup.mode = next(iter(occurrence.modes), Mode.IN_PERSON)  # the room, if there is one
    signup.state, signup.is_walk_in = Signup.State.CONFIRMED, True
    signup.attendance, signup.checked_in_at, signup.checked_in_how = ATTENDED, now, how
    signup.save()
    if by != signup.person:
        signup.changes.create(what=PlaceChange.What.ADDED, at=now, by=by, reason="Came without a place.")
    recount(occurrence)
    return signup


def _set(signup, attendance, *, how, now):
    """When somebody came is said once; a second tap does not make them late."""
    if attendance != signup.attendance:
        came = attendance == ATTENDED
        signup.attendance = attendance
        signup.checked_in_at, signup.checked_in_how = (now, how) if came else (None, HOW.NONE)
        signup.save(update_fields=["attendance", "checked_in_at", "checked_in_how"])
    return signup
