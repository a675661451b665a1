"""Changes to when and where an event is held."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.models import EventPage, Occurrence, Signup

from .deciding import SignupRefused, kinds_of_place, locked
from .places import promote, recount
from .telling import raise_sequence, tell, tell_of_change


@transaction.atomic
def synchronise_occurrence(event: EventPage, *, now: datetime | None = None) -> Occurrence | None:
    """Bring the event's date up to what is published, and tell people only if time or place changed.

    Sign-ups stay as they are: more places promote those who wait, fewer remove nobody. A cancelled date stays so.
    """
    if event.alias_of_id:
        return None
    now = now or timezone.now()
    EventPage.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    occurrence = Occurrence.objects.select_for_update(of=("self",), no_key=True).filter(event=event.pk).first()
    if occurrence is None:
        return Occurrence.objects.create(event=event, slot=event.starts_at, **_published(event))
    changed = {name for name, value in _published(event).items() if getattr(occurrence, name) != value}
    if not changed:
        return occurrence
    for name in changed:
        setattr(occurrence, name, _published(event)[name])
    moved = bool(changed & {"start", "end", "place_id"})
    occurrence.sequence += moved
    occurrence.slot = occurrence.start
    occurrence.save(update_fields=[*changed, "sequence", "slot"])
    occurrence.event = event
    if not occurrence.is_cancelled() and not occurrence.is_over(now=now):
        tell_of_change(occurrence, everyone=moved, online="online_link" in changed, now=now)
        for mode in kinds_of_place():
            promote(occurrence, mode, now=now)
    recount(occurrence)
    return occurrence


@transaction.atomic
def cancel_event(occurrence: Occurrence, *, by, reason="", now: datetime | None = None) -> Occurrence:
    """Call the event off: one notice to everybody who has a place or waits, then silence. Twice is harmless."""
    occurrence = locked(occurrence.pk)
    now = now or timezone.now()
    if occurrence.is_cancelled():
        return occurrence
    if occurrence.is_over(now=now):
        raise SignupRefused("This event is over and cannot be cancelled any more.")
    occurrence.state = Occurrence.State.CANCELLED
    occurrence.cancelled_at, occurrence.cancelled_because = now, reason
    occurrence.sequence += 1
    occurrence.save(update_fields=["state", "cancelled_at", "cancelled_because", "sequence"])
    coming = occurrence.signups.exclude(state=Signup.State.CANCELLED)
    raise_sequence(coming.confirmed(), to=occurrence.sequence)
    for signup in coming.select_related("person"):
        tell(signup, "event_cancelled", at=now)
    log(instance=occurrence.event, action="events.cancel", user=by)
    return occurrence


def _published(event):
    """What the page says of its one date."""
    return {
        "start": event.starts_at,
        "end": event.ends_at,
        "place_id": event.room_id,
        "in_person_capacity": event.in_person_capacity,
        "online_link": event.online_link,
        "online_capacity": event.online_capacity,
    }
