"""Finding a date as the person who asks, and what every page about one date is given."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from events.models import EventPage, Occurrence
from events.permissions import may_organise


def visible_date(request, key, events=None) -> Occurrence:
    """The date with this key, if the reader may see its event; else 404. `events` narrows which events count."""
    events = EventPage.objects.all() if events is None else events
    dates = Occurrence.objects.of_events(events.visible_to(request.user))
    return get_object_or_404(dates.select_related("event", "place").with_places_taken(), key=key)


def organised_date(request, key) -> Occurrence:
    """The same for those who organise it; everybody else who may see it gets 403."""
    date = visible_date(request, key)
    if not may_organise(request.user, date.event):
        raise PermissionDenied
    return date


def own_signup(request, date):
    """The reader's sign-up for this date, or None. It may be cancelled."""
    return date.signups.filter(person=request.user).first()


def address_of(date) -> str:
    """The event's page, opened at this date; the front page if it stands outside every site."""
    return date.get_absolute_url()


def common(request, date) -> dict:
    """What every page about one date is given."""
    address = address_of(date)
    return {"event": date.event, "occurrence": date, "event_url": address, "crumbs": [(date.event.title, address)]}
