"""Ideas for events: making one, and the one answer that it gets."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.models import EventPage, Suggestion
from hub.notices import outbox
from hub.people.models import User
from hub.people.roles import is_library_team

A_DAY = 10
TOO_MANY = f"You have sent {A_DAY} ideas in the last 24 hours. Thank you! Please send more tomorrow."
NOT_YOURS = "The library team answers suggestions."


class IdeaRefused(Exception):
    """Why an idea cannot be sent or answered. The text is fit to show."""


@transaction.atomic
def suggest(*, kind, title, details="", person, now: datetime | None = None) -> Suggestion:
    """Keep an idea. The same words again while the first waits return the first. Raises IdeaRefused past ten a day."""
    # One at a time for each person, so that two clicks count as one.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    now = now or timezone.now()
    mine = Suggestion.objects.filter(person=person)
    same = mine.filter(kind=kind, title=title, details=details, state=Suggestion.State.NEW).first()
    if same:
        return same
    if mine.filter(made_at__gt=now - timedelta(days=1)).count() >= A_DAY:
        raise IdeaRefused(TOO_MANY)
    return Suggestion.objects.create(kind=kind, title=title, details=details, person=person, made_at=now)


@transaction.atomic
def decline_suggestion(suggestion: Suggestion, *, by, answer: str, now: datetime | None = None) -> Suggestion:
    """Say "not now" and why; the person is told. An idea that has its answer keeps it. Raises IdeaRefused."""
    _refuse_others(by)
    suggestion = _locked(suggestion)
    if suggestion.state == Suggestion.State.NEW:
        _answer(suggestion, Suggestion.State.DECLINED, by=by, answer=answer, now=now)
    return suggestion


@transaction.atomic
def answer_with_event(suggestion: Suggestion, event: EventPage, *, by, now: datetime | None = None) -> Suggestion:
    """Tie the idea to the event that came of it. Its author is told when the event is published, not before."""
    _refuse_others(by)
    suggestion = _locked(suggestion)
    if suggestion.state == Suggestion.State.NEW and suggestion.event_id is None:
        suggestion.event_id = event.pk
        suggestion.answered_by = by
        suggestion.save(update_fields=["event", "answered_by"])
        if event.live:
            tell_of_published(event, now=now)
    return suggestion


@transaction.atomic
def tell_of_published(event: EventPage, *, now: datetime | None = None) -> int:
    """An event is published: whoever had the idea for it is told, once. Returns how many."""
    told = 0
    ideas = Suggestion.objects.filter(event=event.pk, state=Suggestion.State.NEW).order_by("pk")
    for suggestion in ideas.select_for_update(of=("self",), no_key=True).select_related("answered_by"):
        _answer(suggestion, Suggestion.State.PLANNED, by=suggestion.answered_by, now=now)
        told += 1
    return told


def _answer(suggestion, state, *, by, answer="", now=None) -> None:
    suggestion.state, suggestion.answer = state, answer
    suggestion.answered_by, suggestion.answered_at = by, now or timezone.now()
    suggestion.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    outbox.post(
        recipient=suggestion.person,
        template="events/email/suggestion_answered",
        context={"suggestion": suggestion.pk},
        dedupe_key=f"suggestion:{suggestion.key}:answered",
    )


def _refuse_others(by) -> None:
    if not is_library_team(by):
        raise IdeaRefused(NOT_YOURS)


def _locked(suggestion) -> Suggestion:
    return Suggestion.objects.select_for_update(of=("self",), no_key=True).get(pk=suggestion.pk)


def withdraw_offers(person) -> int:
    """Somebody leaves: their open offers to speak go with them, their topics stay. Returns how many went."""
    return Suggestion.objects.filter(person=person, kind=Suggestion.Kind.SPEAKER, state=Suggestion.State.NEW).delete()[
        0
    ]


def erase_ideas(person) -> int:
    """An idea is personal by its author and by what they wrote about it: the details and the answer go, the topic
    stays. Returns how many changed."""
    return Suggestion.objects.filter(person=person).update(details="", answer="")


def export_ideas(person) -> list[dict]:
    return [
        {
            "what": idea.get_kind_display(),
            "title": idea.title,
            "details": idea.details,
            "made_at": idea.made_at.isoformat(),
            "state": idea.get_state_display(),
            "answer": idea.answer,
        }
        for idea in Suggestion.objects.filter(person=person).order_by("made_at", "pk")
    ]
