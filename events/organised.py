"""My planned events: what is coming, what is not published yet, what is over and wants a word of thanks."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q

from .models import Occurrence, WrapUp
from .where import organised_by

PER_PAGE, SOME = 20, 20


def organised(user, asked, *, now) -> dict:
    """The context of the list. The number of queries does not depend on how many events there are."""
    events = organised_by(user)
    dates = Occurrence.objects.of_events(events).select_related("event", "place")
    dates = dates.defer("event__body", "event__questions", "event__search_description")
    coming = dates.coming(now=now).with_places_taken()
    page_obj = Paginator(with_waiting(coming), PER_PAGE).get_page(asked.get("page"))
    page_obj.object_list = [line(date) for date in page_obj.object_list]
    unfinished = events.filter(Q(live=False) | Q(has_unpublished_changes=True))
    drafts = unfinished.defer("body", "questions").order_by("starts_at", "pk")
    past = dates.past(now=now).filter(state="scheduled").with_places_taken()
    return {
        "page_obj": page_obj,
        "query": "",
        "drafts": drafts[:SOME],
        "to_wrap_up": [line(date) for date in past.exclude(pk__in=_thanked())[:SOME]],
        "some": SOME,
    }


def with_waiting(dates):
    """Each with `somebody_waits`."""
    waiting = Occurrence._meta.get_field("signups").related_model.objects.filter(
        occurrence=OuterRef("pk"), state="waiting"
    )
    return dates.annotate(somebody_waits=Exists(waiting))


def line(date) -> dict:
    """One date as a row shows it."""
    return {
        "date": date,
        "event": date.event,
        "url": date.event.get_url() or "/",
        "places": [words(date, mode) for mode in date.modes],
        "waiting": getattr(date, "somebody_waits", False),
    }


def words(date, mode) -> str:
    """ "12 of 20 places taken in person"; without a limit "12 signed up in person" """
    capacity, taken = date.capacity(mode), date.places_taken(mode)
    where = "online" if mode == "online" else "in person"
    if capacity is None:
        return f"{taken} signed up {where}"
    return f"{taken} of {capacity} place{'s' * (capacity != 1)} taken {where}"


def _thanked():
    return WrapUp.objects.filter(thanked_at__isnull=False).values("occurrence")
