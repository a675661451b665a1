"""The letter that answers an idea."""

from django.urls import reverse

from hub.notices.letters import Letter, NoLongerRight, register

from .models import EventPage, Suggestion


def register_letters() -> None:
    register("events/email/suggestion_answered", _write)


def _write(notice) -> Letter:
    suggestion = Suggestion.objects.select_related("person").filter(pk=notice.context["suggestion"]).first()
    if suggestion is None or suggestion.state == Suggestion.State.NEW:
        raise NoLongerRight("The idea has no answer any more.")
    if not suggestion.person.is_active:
        raise NoLongerRight("The recipient has left.")
    event = _event_of(suggestion)
    if suggestion.state == Suggestion.State.PLANNED and event is None:
        raise NoLongerRight("The event is not published, or the recipient may not see it.")
    path = event.get_url() if event else reverse("events:suggest")
    return Letter({"suggestion": suggestion, "event": event, "path": path or "/"}, [])


def _event_of(suggestion):
    events = EventPage.objects.live().visible_to(suggestion.person)
    return events.filter(pk=suggestion.event_id).first() if suggestion.event_id else None
