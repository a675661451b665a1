"""What organisers do about other people's places. Each deed leaves a line in the log and a letter to the person."""

from datetime import datetime

from django.utils import timezone

from events.models import Occurrence, PlaceChange, Signup

from .deciding import SignupRefused, deciding, has_room, locked, may_see, next_sequence, why_not
from .places import held, promote, recount, release
from .telling import tell

REASON_MISSING = "Give a reason: the person reads it."
What = PlaceChange.What


def add_person(occurrence: Occurrence, *, person, mode, by, reason="", now: datetime | None = None) -> Signup:
    """Give `person` a place of kind `mode`, or a spot on its waiting list while those places are taken.

    It works before sign-up opens and after it closes, until the event ends, and never goes over a limit. Adding
    somebody twice is harmless; somebody who waits gets a place that is free. Raises SignupRefused.
    """
    with deciding():
        occurrence = locked(occurrence.pk)
        now = now or timezone.now()
        _check(occurrence, person, mode, now=now)
        signup = signup_of(occurrence, person)
        room = has_room(occurrence, mode)
        if signup.is_confirmed or (signup.is_waiting and not room):
            return signup
        if not signup.is_waiting:
            begin_again(signup, mode, now=now)
        if room:
            _give_place(signup, occurrence, mode, now=now)
        signup.save()
        _log_and_tell(signup, What.ADDED, "added" if room else "added_waiting", by=by, reason=reason, now=now)
        recount(occurrence)
        return signup


def remove_person(signup: Signup, *, by, reason, now: datetime | None = None) -> Signup:
    """Take somebody off the list and tell them why; a place that comes free goes to the first in the queue.

    Removing twice is harmless. It never counts as cancelled late: that is what people do themselves.
    """
    _check_reason(reason)
    with deciding():
        occurrence, signup = held(signup)
        now = now or timezone.now()
        if signup.is_cancelled:
            return signup
        _check_open(occurrence, now=now)
        had_place = signup.is_confirmed
        release(signup, occurrence, now=now)
        not_their_doing(signup)
        _log_and_tell(signup, What.REMOVED, "removed", by=by, reason=reason, now=now, had_place=had_place)
        return signup


def move_person(
    signup: Signup, *, by, reason, mode=None, to_date: Occurrence | None = None, now: datetime | None = None
) -> Signup:
    """Give somebody a place of another kind, on another date of the same event, or up from the waiting list.

    They keep what they have when there is no room (SignupRefused). Returns the sign-up that holds the place. Moving
    twice is harmless.
    """
    _check_reason(reason)
    with deciding():
        here, there, signup = _held_for_a_move(signup, to_date)
        now, mode = now or timezone.now(), mode or signup.mode
        target = signup if there is here else signup_of(there, signup.person)
        if target.is_confirmed and target.mode == mode and (target is signup or signup.is_cancelled):
            return target
        _check_move(signup, target, here, there, mode, now=now)
        if target is signup:
            return _move_within(signup, here, mode, by=by, reason=reason, now=now)
        return _move_between(signup, target, here, there, mode, by=by, reason=reason, now=now)


# For the other actions of this room. Each is called under the date's lock.


def signup_of(occurrence, person) -> Signup:
    """The sign-up of this person, locked, as it stands; or a new one that is not saved yet."""
    rows = occurrence.signups.select_for_update(of=("self",), no_key=True).filter(person=person)
    signup = rows.first() or Signup(occurrence=occurrence)
    signup.occurrence, signup.person = occurrence, person
    return signup


def begin_again(signup, mode, *, now) -> None:
    """A new sign-up, or a cancelled one that comes alive: nothing of the last time stays."""
    signup.mode, signup.state, signup.signed_up_at = mode, Signup.State.WAITING, now
    signup.cancelled_at = signup.promoted_at = signup.checked_in_at = None
    signup.cancelled_late = signup.is_walk_in = False
    signup.attendance, signup.checked_in_how = Signup.Attendance.UNKNOWN, Signup.CheckIn.NONE


def not_their_doing(signup) -> None:
    """What `release` wrote, without the marks of somebody who gave up a place or came."""
    signup.cancelled_late = signup.is_walk_in = False
    signup.checked_in_at, signup.checked_in_how = None, Signup.CheckIn.NONE
    signup.save(update_fields=["cancelled_late", "is_walk_in", "checked_in_at", "checked_in_how"])


def check_may_come(occurrence, person) -> None:
    """Raise SignupRefused for somebody who could not have signed up at any time."""
    if not occurrence.event.live:
        raise SignupRefused("This event is not published, so nobody can be added.")
    if not person.is_active or not may_see(occurrence, person):
        raise SignupRefused(f"{person.get_full_name()} may not see this event, so they cannot come to it.")


def _check(occurrence, person, mode, *, now):
    _check_open(occurrence, now=now)
    check_may_come(occurrence, person)
    if refusal := why_not(occurrence, mode):
        raise SignupRefused(refusal)


def _check_open(occurrence, *, now):
    if occurrence.is_cancelled():
        raise SignupRefused("This event has been cancelled.")
    if occurrence.is_over(now=now):
        raise SignupRefused("This event is over.")


def _check_reason(reason):
    if not reason.strip():
        raise SignupRefused(REASON_MISSING)


def _held_for_a_move(signup, to_date):
    """Both dates under their locks, taken in one order by everybody, and the sign-up as it stands."""
    keys = [signup.occurrence_id, to_date.pk if to_date else signup.occurrence_id]
    dates = {pk: locked(pk) for pk in sorted(set(keys))}
    here, there = (dates[pk] for pk in keys)
    signup = here.signups.select_for_update(of=("self",), no_key=True).select_related("person").get(pk=signup.pk)
    signup.occurrence = here
    return here, there, signup


def _check_move(signup, target, here, there, mode, *, now):
    name = signup.person.get_full_name()
    if here.event_id != there.event_id:
        raise SignupRefused("People can be moved between the dates of one event only.")
    if signup.is_cancelled:
        raise SignupRefused(f"{name} is not signed up any more.")
    if here.is_over(now=now):
        raise SignupRefused("This event is over.")
    _check(there, signup.person, mode, now=now)
    if target is not signup and target.is_confirmed:
        raise SignupRefused(f"{name} has a place on that date already.")
    if not has_room(there, mode):
        raise SignupRefused(f"Those places are full, so {name} was not moved.")


def _move_within(signup, occurrence, mode, *, by, reason, now):
    left = signup.mode
    _give_place(signup, occurrence, mode, now=now)
    signup.save(update_fields=["mode", "state", "promoted_at", "told_sequence"])
    _log_and_tell(signup, What.MOVED, "moved", by=by, reason=reason, now=now)
    promote(occurrence, left, now=now)
    recount(occurrence)
    return signup


def _move_between(signup, target, here, there, mode, *, by, reason, now):
    """What the person said when they signed up goes with them."""
    kept = {name: getattr(signup, name) for name in ("dietary_needs", "access_needs", "answers", "is_listed")}
    had_place = signup.is_confirmed
    release(signup, here, now=now)
    not_their_doing(signup)
    if not target.is_waiting:
        begin_again(target, mode, now=now)
    for name, value in kept.items():
        setattr(target, name, value)
    _give_place(target, there, mode, now=now)
    target.save()
    recount(there)
    if had_place:
        _log_and_tell(signup, What.MOVED, "moved_away", by=by, reason=reason, now=now, had_place=True)
    else:
        signup.changes.create(what=What.MOVED, at=now, by=by, reason=reason)
    _log_and_tell(target, What.MOVED, "moved", by=by, reason=reason, now=now)
    return target


def _give_place(signup, occurrence, mode, *, now):
    if signup.is_waiting and signup.signed_up_at != now:  # they waited before this moment
        signup.promoted_at = now
    signup.mode, signup.state = mode, Signup.State.CONFIRMED
    signup.told_sequence = next_sequence(signup, occurrence)


def _log_and_tell(signup, what, letter, *, by, reason, now, had_place=None):
    change = signup.changes.create(what=what, at=now, by=by, reason=reason)
    tell(signup, letter, at=now, had_place=had_place, change=change.pk)
