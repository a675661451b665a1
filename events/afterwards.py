"""What a date leaves behind, for those who may see its event."""

from django.db.models import Q
from django.utils import timezone

from .models import Occurrence, Signup, WrapUp


def material_of(event, *, now=None) -> list[WrapUp]:
    """Slides and recordings of the dates that are over, latest first; for a page the reader may see. At most one query,
    and none for an event that lies ahead."""
    now = now or timezone.now()
    if event.pk is None or event.starts_at > now:
        return []
    given = WrapUp.objects.filter(Q(slides__isnull=False) | ~Q(recording_link=""), occurrence__event=event.pk)
    held = given.filter(occurrence__end__lte=now, occurrence__state=Occurrence.State.SCHEDULED)
    return list(held.select_related("occurrence", "slides").order_by("-occurrence__start", "-pk"))


def wrap_up_of(occurrence) -> WrapUp:
    """What is kept of this date already, or an empty one that is not."""
    rows = WrapUp.objects.select_related("slides", "asset", "thanked_by")
    return rows.filter(occurrence=occurrence).first() or WrapUp(occurrence=occurrence)


def came_to(occurrence) -> int:
    """How many people with a place are marked as having come."""
    return occurrence.signups.filter(attendance=Signup.Attendance.ATTENDED).count()
