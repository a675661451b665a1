"""What one change to the dates of an event means for people: each is told once, however many dates it touches.

A line is (sign-up, letter). Lines are gathered date by date under the locks and posted together at the end.
"""

from events.models import Mode, Signup
from hub.notices import outbox

from .telling import raise_sequence, tell

SERIES_CHANGED = "events/email/series_changed"


def of_change(occurrence, *, everyone, online, now) -> list:
    """Lines for those whom the change reaches. A new link is news to people with an online place alone.

    Whoever got a place at this very moment is told so, with the new facts, by that letter.
    """
    if not everyone and not online:
        return []
    coming = _coming(occurrence)
    if not everyone:
        coming = coming.confirmed().filter(mode=Mode.ONLINE)
    coming = coming.exclude(promoted_at=now)
    raise_sequence(coming.confirmed(), to=occurrence.sequence)
    people = coming.select_related("person")
    return [(signup, "event_changed" if signup.is_confirmed else "event_changed_waiting") for signup in people]


def of_cancelling(occurrence) -> list:
    """Lines for everybody who has a place or waits."""
    coming = _coming(occurrence)
    raise_sequence(coming.confirmed(), to=occurrence.sequence)
    return [(signup, "event_cancelled") for signup in coming.select_related("person")]


def spread(lines, *, event, at) -> int:
    """Post one letter a person: that of the date, or one about all of theirs. Returns how many people are told."""
    by_person = {}
    for signup, letter in lines:
        by_person.setdefault(signup.person_id, []).append((signup, letter))
    for theirs in by_person.values():
        if len(theirs) == 1:
            tell(*theirs[0], at=at)
        else:
            post_series(SERIES_CHANGED, theirs, event=event, at=at)
    return len(by_person)


def post_series(template, lines, *, event, at, had_place=()) -> None:
    """One letter to one person about several of their dates. `had_place`: keys of sign-ups that had one until now."""
    person = lines[0][0].person
    outbox.post(
        recipient=person,
        template=template,
        context={"event": event.pk, "lines": [_line(signup, what, had_place) for signup, what in lines]},
        dedupe_key=f"{template}:{event.pk}:{person.pk}:{at.isoformat()}",
    )


def _line(signup, what, had_place):
    return {
        "signup": signup.pk,
        "what": what,
        "sequence": signup.told_sequence,
        "round": signup.signed_up_at.isoformat(),
        "place": signup.is_confirmed or signup.key in had_place,
    }


def _coming(occurrence):
    return occurrence.signups.exclude(state=Signup.State.CANCELLED)
