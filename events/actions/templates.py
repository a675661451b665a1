"""Keeping what an event is made of, so that others can begin from it."""

from django.db import transaction
from django.utils import timezone

from events import description
from events.models import EventPage, EventTemplate
from hub.people.roles import is_editor

from .planning import PlanningRefused


def may_keep_templates(user) -> bool:
    return is_editor(user)


@transaction.atomic
def save_as_template(event: EventPage, *, name: str, by) -> EventTemplate:
    """A template of the event's words, length and places. The online link stays with the event: it may be one-off."""
    if not may_keep_templates(by):
        raise PlanningRefused("Editors and the library team keep templates.")
    template, _ = EventTemplate.objects.get_or_create(name=name, defaults={**_words(event), "made_by": by})
    return template


def _words(event) -> dict:
    same = ["intro", "aims", "room", "in_person_capacity", "online_capacity", "catering", "drop_in"]
    start, length = timezone.localtime(event.starts_at), event.ends_at - event.starts_at
    return {
        **{name: getattr(event, name) for name in same},
        "kind": event.specific_class._meta.model_name,
        "title": event.title[:160],
        "description": (description.to_text(event.body) or "")[:4000],
        "minutes": min(int(length.total_seconds() // 60), 32767),
        "usual_start": start.time(),
    }
