"""The list of events: what the reader may see, narrowed by their choices, a page at a time; and its week and month."""

from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.formats import date_format

from hub.topics.models import Topic

from . import diary
from .kinds import KIND_CHOICES
from .standing import place_line

PER_PAGE = 20
FEW = 5
WHERE = {"in_person": ~Q(place=None), "online": ~Q(online_link="")}
COMING, PAST = "coming", "past"
LIST, WEEK, MONTH = "list", "week", "month"
NARROWING = ("kind", "topic", "where", "free", "mine")
HEAVY = ("body", "search_description", "questions", "aims")
MINE = {"confirmed": ("You have a place", "green"), "waiting": ("You are on the waiting list", "yellow")}


class ChoicesForm(forms.Form):
    """What to narrow the list by. A choice it does not know narrows nothing, so an old link still works."""

    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *KIND_CHOICES])
    topic = forms.ChoiceField(label="Topic", required=False)
    where = forms.ChoiceField(
        label="Where",
        required=False,
        choices=[("", "In person and online"), ("in_person", "In person"), ("online", "Online")],
    )
    free = forms.BooleanField(label="Only with free places", required=False)
    mine = forms.BooleanField(label="Only those I signed up for", required=False)
    view = forms.ChoiceField(
        required=False, choices=[(LIST, "List"), (WEEK, "Week"), (MONTH, "Month")], widget=forms.HiddenInput
    )
    when = forms.ChoiceField(required=False, choices=[(COMING, "Coming"), (PAST, "Past")], widget=forms.HiddenInput)
    on = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", "All topics"), *topics]


def listing(dates, request, *, now):
    """The context of the list, the week or the month. `dates` are the occurrences that this reader may see."""
    topics = list(Topic.objects.current().order_by("name").values_list("slug", "name"))
    chosen = _chosen(ChoicesForm(request.GET or None, topics=topics))
    view = chosen.get("view") or LIST
    kept = {name: request.GET[name] for name in NARROWING if chosen.get(name)}
    narrowed = _narrow(dates, chosen, request.user).with_places_tallied().with_state_of(request.user)
    show = {LIST: _list, WEEK: _week, MONTH: _month}[view]
    context = show(with_their_events(narrowed), request, chosen, kept, now)
    frame = context["frame"]
    return {
        **context,
        "view": view,
        "filters": ChoicesForm(initial={**chosen, **frame}, topics=topics),
        "narrowed": bool(kept),
        "chosen": len(kept),
        "clear_url": address(frame) if kept else "",
        "tabs": _tabs(view, context["on"], kept),
    }


def _list(dates, request, chosen, kept, now):
    past = chosen.get("when") == PAST
    dates = dates.past(now=now) if past else dates.coming(now=now)
    page_obj = Paginator(dates, PER_PAGE).get_page(request.GET.get("page"))
    page_obj.object_list = [card(date, now=now) for date in page_obj.object_list]
    frame = {"when": PAST} if past else {}
    return {
        "frame": frame,
        "on": timezone.localdate(now),
        "when": PAST if past else COMING,
        "other_when": address({**kept, **({} if past else {"when": PAST})}),
        "page_obj": page_obj,
        "query": address({**kept, **frame})[1:],
    }


def _week(dates, request, chosen, kept, now):
    today = timezone.localdate(now)
    on = diary.day_from(chosen.get("on"), today=today)
    days, is_cut = diary.week_of(on, dates, card=lambda date: card(date, now=now), today=today)
    return {
        "frame": {"view": WEEK, "on": on.isoformat()},
        "on": on,
        "heading": f"Week of {date_format(days[0]['day'], 'j F Y')}",
        "days": days,
        "is_cut": is_cut,
        "most": diary.MOST,
        "steps": _steps(WEEK, diary.steps_of_week(on, today), kept),
    }


def _month(dates, request, chosen, kept, now):
    today = timezone.localdate(now)
    on = diary.day_from(chosen.get("on"), today=today)
    weeks, is_cut = diary.month_of(on, dates, card=lambda date: card(date, now=now), today=today)
    for day in (day for week in weeks for day in week):
        day["week_url"] = f"{address({**kept, 'view': WEEK, 'on': day['day'].isoformat()})}#day-{day['day']:%Y-%m-%d}"
    return {
        "frame": {"view": MONTH, "on": f"{on:%Y-%m}"},
        "on": on,
        "heading": date_format(on, "F Y"),
        "is_empty": not any(day["cards"] for week in weeks for day in week if not day["is_outside"]),
        "weeks": weeks,
        "weekdays": [day["day"] for day in weeks[0]],
        "is_cut": is_cut,
        "most": diary.MOST,
        "steps": _steps(MONTH, diary.steps_of_month(on, today), kept),
    }


def with_their_events(dates):
    """With all that a card shows, in a number of queries that does not grow."""
    events = dates.model._meta.get_field("event").related_model
    topic_items = events._meta.get_field("topic_items").related_model.objects.select_related("tag")
    others = dates.model.objects.filter(event=OuterRef("event")).exclude(pk=OuterRef("pk"))
    dates = dates.select_related("event", "place").defer(*[f"event__{name}" for name in HEAVY])
    return dates.annotate(is_one_of_several=Exists(others)).prefetch_related(
        Prefetch("event__topic_items", topic_items)
    )


def card(date, *, now=None):
    """One date as a template shows it."""
    event = date.event
    return {
        "title": event.title,
        "url": f"{event.get_url()}?date={date.key}" if date.is_one_of_several else event.get_url(),
        "kind": event.cached_content_type.model_class()._meta.verbose_name,
        "start": date.start,
        "end": date.end,
        "place": date.place,
        "online": bool(date.online_link),
        "intro": event.intro,
        "topics": [item.tag for item in event.topic_items.all()],
        "tags": _tags(date, now=now or timezone.now()),
        "cancelled": date.is_cancelled(),
        "occurrence": date,
    }


def _tags(date, *, now):
    """What is worth knowing before opening the event: called off, mine, or whether there is room."""
    if date.is_cancelled():
        tags = [("Cancelled", "red")]
    elif date.my_state in MINE:
        tags = [_mine(date, now)]
    else:
        tags = [_room_in(date, now)]
    return [{"text": text, "colour": colour} for text, colour in filter(None, tags)]


def _mine(date, now):
    """Where the reader stands. Nobody waits for what is over."""
    if date.is_over(now=now):
        return ("You had a place", "grey") if date.my_state == "confirmed" else None
    return MINE[date.my_state]


def _room_in(date, now):
    """Whether one may still come, in words."""
    event = date.event
    if date.is_over(now=now):
        return None
    if event.drop_in:
        return "Drop in", "blue"
    if event.signup_opens_at and now < event.signup_opens_at:
        return "Sign-up is not open yet", "grey"
    if now >= (event.signup_closes_at or date.start):
        return "Sign-up has closed", "grey"
    return _scarcity([place_line(date, mode)["left"] for mode in date.modes])


def _scarcity(left):
    if not left or None in left:
        return None
    total = sum(left)
    if not total:
        return "Full: join the waiting list", "grey"
    return f"{total} place{'s' * (total != 1)} left", "orange" if total <= FEW else "white"


def _chosen(form):
    """What was chosen and is known; each field stands by itself."""
    form.is_valid()
    return getattr(form, "cleaned_data", {})


def _narrow(dates, chosen, reader):
    if chosen.get("kind"):
        dates = dates.filter(event__content_type__model=chosen["kind"])
    if chosen.get("topic"):
        dates = dates.filter(event__topic_items__tag__slug=chosen["topic"])
    if chosen.get("where"):
        dates = dates.filter(WHERE[chosen["where"]])
    if chosen.get("free"):
        dates = dates.with_free_places()
    return dates.of_person(reader) if chosen.get("mine") else dates


def address(choices) -> str:
    """The same page with these choices."""
    return f"?{urlencode(choices)}"


def _tabs(view, on, kept):
    """List, week and month; the filters and the day are carried along."""
    addresses = {
        LIST: address(kept),
        WEEK: address({**kept, "view": WEEK, "on": on.isoformat()}),
        MONTH: address({**kept, "view": MONTH, "on": f"{on:%Y-%m}"}),
    }
    titles = {LIST: "List", WEEK: "Week", MONTH: "Month"}
    return [{"title": titles[name], "url": addresses[name], "current": name == view} for name in titles]


def _steps(view, steps, kept):
    """The way to the week or month before and after, and to today."""
    return [{"title": title, "url": address({**kept, "view": view, "on": on})} for title, on in steps]
