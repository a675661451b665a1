"""What events give to the registries of lower rooms."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from hub.core.templatetags.hub_core import clock, gmt_or_bst

from .listing import card, with_their_events
from .models import EventPage, EventTopic, Occurrence
from .permissions import facilitating

IN_A_TAB = 20


def visible_events(user):
    return EventPage.objects.live().visible_to(user)


def coming_dates(events, user, *, now=None):
    """Coming dates of these events as cards are made from them: with places, the reader's standing and topics."""
    dates = Occurrence.objects.of_events(events).coming(now=now).with_places_tallied().with_state_of(user)
    return with_their_events(dates)


def events_of_topic(topic, user, limit):
    tagged = EventTopic.objects.filter(tag=topic).values("content_object")
    dates = Occurrence.objects.of_events(visible_events(user).filter(pk__in=tagged)).coming().filter(state="scheduled")
    return [
        {"title": date.event.title, "url": date.get_absolute_url(), "note": _when(date)}
        for date in dates.select_related("event").defer("event__body")[:limit]
    ]


def community_events(circle, page, user, request):
    """The tab of a circle's page: what is coming below that page, as far as the reader may see it."""
    below = visible_events(user).descendant_of(page)
    return {
        "events": [card(date) for date in coming_dates(below, user)[:IN_A_TAB]],
        "plan_under": page.pk if facilitating(user, page.pk).exists() else None,
    }


def _when(date):
    start = localtime(date.start)
    return f"{date_format(start, 'l j F Y')}, {clock(start)} {gmt_or_bst(start)}"
