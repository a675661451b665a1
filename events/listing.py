"""The list of events: what the reader may see, narrowed by their choices, a page at a time."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q

from hub.topics.models import Topic

from .kinds import KIND_CHOICES
from .standing import place_line

PER_PAGE = 20
FEW = 5
WHERE = {"in_person": ~Q(place=None), "online": ~Q(online_link="")}
COMING, PAST = "coming", "past"


class ChoicesForm(forms.Form):
    """What to narrow the list by. A choice it does not know narrows nothing, so an old link still works."""

    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *KIND_CHOICES])
    topic = forms.ChoiceField(label="Topic", required=False)
    where = forms.ChoiceField(
        label="Where",
        required=False,
        choices=[("", "In person and online"), ("in_person", "In person"), ("online", "Online")],
    )
    when = forms.ChoiceField(required=False, choices=[(COMING, "Coming"), (PAST, "Past")], widget=forms.HiddenInput)

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", "All topics"), *topics]


def listing(dates, request, *, now):
    """The context of the list. `dates` are the occurrences that this reader may see."""
    topics = list(Topic.objects.current().order_by("name").values_list("slug", "name"))
    form = ChoicesForm(request.GET or None, topics=topics)
    chosen = _chosen(form)
    when = chosen.get("when") or COMING
    narrowed_by_reader = any(chosen.get(name) for name in ("kind", "topic", "where"))
    dates = dates.past(now=now) if when == PAST else dates.coming(now=now)
    narrowed = _narrow(dates, chosen).with_places_taken().with_state_of(request.user)
    page_obj = Paginator(with_their_events(narrowed), PER_PAGE).get_page(request.GET.get("page"))
    page_obj.object_list = [card(date) for date in page_obj.object_list]
    return {
        "filters": ChoicesForm(initial=chosen, topics=topics),
        "when": when,
        "narrowed": narrowed_by_reader,
        "clear_url": f"?when={when}" if narrowed_by_reader else "",
        "page_obj": page_obj,
        "query": _query_without_page(request),
        "tabs": _tabs(request, when == PAST),
    }


def with_their_events(dates):
    """With all that a card shows, in a number of queries that does not grow."""
    events = dates.model._meta.get_field("event").related_model
    topic_items = events._meta.get_field("topic_items").related_model.objects.select_related("tag")
    dates = dates.select_related("event", "place").defer("event__body", "event__search_description")
    return dates.prefetch_related(Prefetch("event__topic_items", topic_items))


def card(date):
    """One date as a template shows it."""
    event = date.event
    return {
        "title": event.title,
        "url": event.get_url(),
        "kind": event.cached_content_type.model_class()._meta.verbose_name,
        "start": date.start,
        "end": date.end,
        "place": date.place,
        "online": bool(date.online_link),
        "intro": event.intro,
        "topics": [item.tag for item in event.topic_items.all()],
        "tags": _tags(date),
        "occurrence": date,
    }


def _tags(date):
    """What is worth knowing before opening the event: called off, mine, full, nearly full."""
    if date.is_cancelled():
        return [{"text": "Cancelled", "colour": "red"}]
    mine = {"confirmed": ("You have a place", "green"), "waiting": ("You are waiting", "yellow")}.get(date.my_state)
    tags = [mine] if mine else []
    if not date.is_over():
        tags += filter(None, [_scarcity([place_line(date, mode) for mode in date.modes])])
    return [{"text": text, "colour": colour} for text, colour in tags]


def _scarcity(places):
    left = [place["left"] for place in places]
    if not left or None in left or sum(left) > FEW:
        return None
    total = sum(left)
    return (f"{total} place{'s' * (total != 1)} left", "orange") if total else ("Full", "grey")


def _chosen(form):
    """What was chosen and is known; each field stands by itself."""
    form.is_valid()
    return getattr(form, "cleaned_data", {})


def _narrow(dates, chosen):
    if chosen.get("kind"):
        dates = dates.filter(event__content_type__model=chosen["kind"])
    if chosen.get("topic"):
        dates = dates.filter(event__topic_items__tag__slug=chosen["topic"])
    if chosen.get("where"):
        dates = dates.filter(WHERE[chosen["where"]])
    return dates


def _query_without_page(request):
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _tabs(request, past):
    """Coming and past; the other choices are carried along."""

    def address(when):
        query = request.GET.copy()
        query.pop("page", None)
        query["when"] = when
        return f"?{query.urlencode()}"

    return [
        {"title": "Coming", "url": address(COMING), "current": not past},
        {"title": "Past", "url": address(PAST), "current": past},
    ]
