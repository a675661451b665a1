"""Signing up for every date of an event at once, and giving all of them up."""

from datetime import datetime

from django.utils import timezone

from events.models import EventPage, Occurrence, Signup

from . import news
from .deciding import BUSY, SignupRefused, deciding
from .places import held, release, sign_up

CONFIRMED = "events/email/series_confirmed"
GIVEN_UP = "events/email/series_given_up"
NOTHING_OPEN = "There is no date just now that you could sign up for."


def open_dates(event: EventPage, *, now: datetime):
    """Coming dates of the event for which sign-up is open."""
    if not event.live or (event.signup_opens_at and now < event.signup_opens_at):
        return Occurrence.objects.none()
    dates = Occurrence.objects.filter(event=event.pk, state=Occurrence.State.SCHEDULED)
    if event.signup_closes_at is None:
        return dates.filter(start__gt=now)
    return dates.filter(end__gt=now) if now < event.signup_closes_at else dates.none()


def sign_up_for_all(event: EventPage, *, person, mode, now: datetime | None = None, **said) -> list[Signup]:
    """Give `person` a place, or a spot on the waiting list, for every open date that has places of kind `mode`.

    All or nothing, with one letter. Dates that they are signed up for already stay as they are. `said` as in `sign_up`.
    Returns the new sign-ups, none if there was nothing left to do. Raises SignupRefused.
    """
    at = now or timezone.now()
    with deciding():
        mine = Signup.objects.filter(person=person).exclude(state=Signup.State.CANCELLED)
        dates = list(open_dates(event, now=at).select_related("event").order_by("pk"))
        held_already = set(mine.filter(occurrence__in=dates).values_list("occurrence", flat=True))
        made = [
            _one(date, person, mode, said, now=now)
            for date in dates
            if date.pk not in held_already and mode in date.modes
        ]
        made = [signup for signup in made if signup is not None]
        if not made and not held_already:
            raise SignupRefused(NOTHING_OPEN)
        if made:
            made.sort(key=lambda signup: signup.occurrence.start)
            news.post_series(CONFIRMED, [(signup, "kept") for signup in made], event=event, at=at)
    return made


def give_up_all(event: EventPage, *, person, now: datetime | None = None) -> list[Signup]:
    """Give up every coming place and spot of `person` at this event, with one letter. Twice is harmless."""
    at = now or timezone.now()
    with deciding():
        coming = Signup.objects.exclude(state=Signup.State.CANCELLED).filter(person=person, occurrence__event=event.pk)
        coming = coming.filter(occurrence__end__gt=at).order_by("occurrence_id")
        given_up, had_place, lines = [], set(), []
        for signup in coming:
            occurrence, signup = held(signup)
            if signup.is_cancelled:
                continue
            had_place |= {signup.key} if signup.is_confirmed else set()
            release(signup, occurrence, now=at)
            given_up.append(signup)
            lines += [] if occurrence.is_cancelled() else [(signup, "given_up")]
        if lines:
            news.post_series(GIVEN_UP, lines, event=event, at=at, had_place=had_place)
    return given_up


def _one(date, person, mode, said, *, now):
    """A date that closed a moment ago is left out; a Hub that is busy is asked again for all of them."""
    try:
        return sign_up(date, person=person, mode=mode, quietly=True, now=now, **said)
    except SignupRefused as refusal:
        if str(refusal) == BUSY:
            raise
        return None
