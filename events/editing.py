"""What editors see of events in the admin: the listing with date, places and queue, and the panel of this week."""

from datetime import datetime, time, timedelta

from django.db.models import Count, OuterRef, Subquery, URLField
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageViewSet

from hub.core.templatetags.hub_core import clock

from .models import EventPage, EventsIndexPage, EventTemplate, Occurrence, Signup
from .organised import words


class EventListingView(ExplorableIndexView):
    """The list of events in the explorer: two queries more than Wagtail's own, however many rows."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        remember_dates(context["object_list"], now=timezone.now())
        return context


class EventViewSet(PageViewSet):
    """How the children of the list of events are listed. Events below other pages keep the stock listing."""

    model = EventPage
    parent_models = [EventsIndexPage]
    index_view_class = EventListingView
    columns = [
        *ExplorableIndexView.base_columns[:2],
        Column("date", label="Date", accessor=lambda page: date_words(page)),
        Column("places", label="Places", accessor=lambda page: place_words(page)),
        Column("queue", label="Waiting", accessor=lambda page: queue_words(page)),
        *ExplorableIndexView.base_columns[2:],
    ]


class ThisWeek(Component):
    """Events from Monday to Sunday that this editor may see."""

    name = "events_this_week"
    order = 20
    template_name = "events/admin/this_week.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        today = timezone.localdate()
        monday = timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), time.min))
        dates = with_queue(Occurrence.objects.of_events(EventPage.objects.live().visible_to(self.user)))
        dates = dates.filter(start__gte=monday, start__lt=monday + timedelta(days=7)).order_by("start", "pk")
        dates = dates.select_related("event", "place").defer("event__body", "event__questions")
        return {"rows": [_row(date) for date in dates[:20]]}


class TemplateViewSet(ModelViewSet):
    """Templates of events. Deleting one changes no event."""

    model = EventTemplate
    name = "event_templates"
    url_prefix = "event-templates"
    icon = "calendar-alt"
    menu_label = "Event templates"
    menu_order = 330
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "kind", "minutes", "drop_in", "catering"]
    list_filter = ["kind"]
    search_fields = ["name", "title"]
    form_fields = [
        "name",
        "kind",
        "title",
        "intro",
        "description",
        "aims",
        "minutes",
        "usual_start",
        "room",
        "in_person_capacity",
        "online_link",
        "online_capacity",
        "catering",
        "drop_in",
    ]

    def formfield_for_dbfield(self, db_field, **kwargs):
        """An address typed without a scheme means https."""
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, **kwargs)


def remember_dates(pages, *, now) -> None:
    """Put on each event among `pages` its next date, or its last when all are over, as `date_shown`."""
    events = {page.pk: page for page in pages if isinstance(page, EventPage)}
    dates = with_queue(Occurrence.objects.filter(event__in=events)).order_by("event", "start", "pk")
    for date in dates.filter(end__gt=now).distinct("event"):
        events[date.event_id].date_shown = date
    over = [pk for pk, event in events.items() if not hasattr(event, "date_shown")]
    last = with_queue(Occurrence.objects.filter(event__in=over)).order_by("event", "-start", "-pk").distinct("event")
    for date in last:
        events[date.event_id].date_shown = date


def with_queue(dates):
    """With places taken, and how many `wait`."""
    waiting = Signup.objects.filter(occurrence=OuterRef("pk"), state="waiting").order_by().values("occurrence")
    number = Subquery(waiting.annotate(number=Count("pk")).values("number"))
    return dates.with_places_taken().annotate(wait=Coalesce(number, 0))


def date_words(page) -> str:
    date = getattr(page, "date_shown", None)
    start = timezone.localtime(date.start if date else page.starts_at) if isinstance(page, EventPage) else None
    called_off = ", cancelled" if date and date.is_cancelled() else ""
    return f"{start:%-d %B %Y}, {clock(start)}{called_off}" if start else ""


def place_words(page) -> str:
    date = getattr(page, "date_shown", None)
    return ", ".join(words(date, mode) for mode in date.modes) if date else ""


def queue_words(page) -> str:
    date = getattr(page, "date_shown", None)
    return str(date.wait) if date and date.wait else ""


def _row(date) -> dict:
    return {
        "date": date,
        "title": date.event.title,
        "places": [words(date, mode) for mode in date.modes],
    }
