"""Signing up, giving up, switching and moving up in the queue."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.models import EventPage, Occurrence, PlaceChange, Signup

from . import storm
from .deciding import (
    OUT_OF_SIGHT,
    SignupRefused,
    deciding,
    has_room,
    locked,
    may_see,
    next_sequence,
    waiting_list_stops_at,
    why_closed,
    why_not,
)
from .telling import tell

FREED = "A place came free and this person was first in the queue."


def sign_up(
    occurrence: Occurrence,
    *,
    person,
    mode,
    dietary="",
    access="",
    answers=(),
    listed=False,
    quietly=False,
    now: datetime | None = None,
) -> Signup:
    """Give `person` a place of kind `mode`, or a spot on its waiting list once those places are taken.

    Signing up twice is harmless: the second call returns the first sign-up; only somebody who waits beside a place
    that nobody was moved up to, so late that the waiting list has stopped, gets it. `answers`: {id, question, answer}
    each. `quietly`: the caller tells the person. Raises SignupRefused.
    """
    signup = Signup(
        occurrence=occurrence,
        person=person,
        mode=mode,
        dietary_needs=dietary if occurrence.event.catering else "",
        access_needs=access,
        answers=list(answers),
        is_listed=listed,
    )
    kept = storm.keep(signup, quietly=quietly, now=now)
    if kept is None:
        raise SignupRefused(_why_refused(occurrence, person, mode, now=now or timezone.now()))
    if kept is signup:
        return kept
    refusal = why_closed(kept.occurrence, now=now or timezone.now())
    if refusal:
        raise SignupRefused(refusal)
    signup = _take_a_free_place(kept, mode, now=now) if kept.is_waiting else kept
    signup.stood_already = signup.state == kept.state
    return signup


def cancel_signup(signup: Signup, *, now: datetime | None = None) -> Signup:
    """Give up a place or a spot on the waiting list. A place that comes free goes to the first in the queue at once.

    Cancelling twice is harmless. Raises SignupRefused once the event is over.
    """
    with deciding():
        occurrence, signup = held(signup)
        now = now or timezone.now()
        if signup.is_cancelled:
            return signup
        if occurrence.is_over(now=now):
            raise SignupRefused("This event is over, so there is no place left to give up.")
        had_place = signup.is_confirmed
        release(signup, occurrence, now=now)
        if not occurrence.is_cancelled():
            tell(signup, "cancelled_by_you", at=now, had_place=had_place)
        return signup


def switch_mode(signup: Signup, mode, *, now: datetime | None = None) -> Signup:
    """Change between a place in the room and one online; what was left goes to the first in its queue.

    Somebody with a place keeps it while the other kind is full (SignupRefused). Somebody who waits takes a free place
    of the other kind, or joins the end of its queue.
    """
    with deciding():
        occurrence, signup = held(signup)
        now = now or timezone.now()
        if signup.is_cancelled:
            raise SignupRefused("You are not signed up, so there is nothing to change.")
        if signup.mode == mode:
            return signup
        refusal = why_closed(occurrence, now=now) or why_not(occurrence, mode)
        room = has_room(occurrence, mode)
        if not refusal and signup.is_confirmed and not room:
            refusal = "Those places are full, so you keep the place that you have."
        if refusal:
            raise SignupRefused(refusal)
        left = signup.mode
        signup.mode, signup.signed_up_at = mode, now
        if room:
            _confirm(signup, occurrence)
        signup.save(update_fields=["mode", "signed_up_at", "state", "told_sequence"])
        tell(signup, "confirmed" if room else "waiting", at=now)
        promote(occurrence, left, now=now)
        recount(occurrence)
        return signup


def change_signup(
    signup: Signup, *, mode, dietary="", access="", answers=(), listed=False, now: datetime | None = None
) -> Signup:
    """Change what a person said when they signed up, and how they come. All or nothing; raises SignupRefused."""
    with transaction.atomic():
        signup = switch_mode(signup, mode, now=now)
        signup.dietary_needs = dietary if signup.occurrence.event.catering else ""
        signup.access_needs, signup.answers, signup.is_listed = access, list(answers), listed
        signup.save(update_fields=["dietary_needs", "access_needs", "answers", "is_listed"])
        return signup


def give_up_places_out_of_sight(person, *, now: datetime | None = None) -> int:
    """Cancel what `person` signed up for and may not see any more. Call it when somebody leaves a circle.

    Returns how many places and spots were given up.
    """
    return _give_up_all(person, except_for=EventPage.objects.visible_to(person), now=now)


def give_up_everything(person, *, now: datetime | None = None) -> int:
    """Cancel all that `person` signed up for and that is still to come: they are leaving."""
    return _give_up_all(person, except_for=EventPage.objects.none(), now=now)


def erase_needs(signups) -> int:
    """Forget what these sign-ups say about diet and access and in answer to questions. Returns how many changed."""
    return signups.update(dietary_needs="", access_needs="", answers=[])


def recount_tallies(*, now: datetime | None = None) -> int:
    """Set right any tally of a coming date that does not say how many places are given. Returns how many were wrong."""
    wrong = 0
    for pk in Occurrence.objects.coming(now=now).values_list("pk", flat=True):
        with transaction.atomic():
            occurrence = locked(pk)
            before = occurrence.in_person_tally, occurrence.online_tally
            recount(occurrence)
            wrong += before != (occurrence.in_person_tally, occurrence.online_tally)
    return wrong


# For the other actions of this room. Each is called under the date's lock.


def held(signup):
    """The date under its lock, and the sign-up as it stands now, locked too."""
    occurrence = locked(signup.occurrence_id)
    signups = occurrence.signups.select_for_update(of=("self",), no_key=True).select_related("person")
    signup = signups.get(pk=signup.pk)
    signup.occurrence = occurrence
    return occurrence, signup


def release(signup, occurrence, *, now) -> None:
    """Cancel one sign-up and hand a freed place on. The caller tells the person why."""
    had_place = signup.is_confirmed
    signup.state, signup.cancelled_at = Signup.State.CANCELLED, now
    signup.dietary_needs = signup.access_needs = ""
    signup.answers, signup.is_listed, signup.attendance = [], False, Signup.Attendance.UNKNOWN
    signup.told_sequence += had_place
    signup.cancelled_late = had_place and now >= occurrence.start - timedelta(hours=settings.HUB_LATE_CANCEL_HOURS)
    signup.save()
    promote(occurrence, signup.mode, now=now)
    recount(occurrence)


def promote(occurrence, mode, *, now) -> None:
    """Confirm the first in the queue for each free place. Nobody is once the waiting list has stopped."""
    if occurrence.is_cancelled() or now >= waiting_list_stops_at(occurrence):
        return
    for signup in occurrence.signups.waiting().filter(mode=mode).select_related("person").iterator(chunk_size=50):
        if not has_room(occurrence, mode):
            return
        if not may_see(occurrence, signup.person):
            continue  # they may not see the event any more: the place goes to the next
        _confirm(signup, occurrence)
        signup.promoted_at = now
        signup.save(update_fields=["state", "promoted_at", "told_sequence"])
        signup.changes.create(
            what=PlaceChange.What.PROMOTED, at=now, reason="First in the queue when a place came free."
        )
        tell(signup, "promoted", at=now)


def recount(occurrence) -> None:
    """Bring the date's tallies up to the places that are given."""
    given = occurrence.signups.confirmed()
    occurrence.in_person_tally = given.filter(mode=Signup.Mode.IN_PERSON).count()
    occurrence.online_tally = given.filter(mode=Signup.Mode.ONLINE).count()
    occurrence.save(update_fields=["in_person_tally", "online_tally"])


def _confirm(signup, occurrence):
    signup.state, signup.told_sequence = Signup.State.CONFIRMED, next_sequence(signup, occurrence)


def _take_a_free_place(signup, mode, *, now):
    """Only after the waiting list has stopped is a place free beside somebody who waits."""
    with deciding():
        occurrence, signup = held(signup)
        now = now or timezone.now()
        free = signup.is_waiting and mode in occurrence.modes and has_room(occurrence, mode)
        if not free or why_closed(occurrence, now=now) or not may_see(occurrence, signup.person):
            return signup
        signup.mode, signup.promoted_at = mode, now
        _confirm(signup, occurrence)
        signup.save(update_fields=["mode", "state", "promoted_at", "told_sequence"])
        tell(signup, "confirmed", at=now)
        recount(occurrence)
        return signup


def _why_refused(occurrence, person, mode, *, now):
    """What the statement that keeps sign-ups did not say."""
    occurrence = Occurrence.objects.select_related("event").filter(pk=occurrence.pk).first()
    if occurrence is None or not may_see(occurrence, person):
        return OUT_OF_SIGHT
    return why_closed(occurrence, now=now) or why_not(occurrence, mode) or OUT_OF_SIGHT


def _give_up_all(person, *, except_for, now):
    now = now or timezone.now()
    signups = Signup.objects.exclude(state=Signup.State.CANCELLED).filter(person=person, occurrence__end__gt=now)
    signups = signups.exclude(occurrence__event__in=except_for.order_by().values("pk")).select_related("occurrence")
    given_up = list(signups.order_by("occurrence_id"))  # one order of locks for everybody
    for signup in given_up:
        cancel_signup(signup, now=now)
    return len(given_up)
