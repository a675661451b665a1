"""The dates of one event, for its organisers: all of them, one changed, one added, the rest called off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from events import actions
from events.date_plan import EXTRA
from events.forms.dates import CancelFollowingForm, ChangeDateForm, DateForm, first_values
from events.models import EventPage, Repeats, Signup
from events.permissions import may_organise
from events.recurrence import MOST_DATES
from events.standing import place_line
from events.totals import attendance_total

from .finding import common, organised_date

PER_PAGE = 60


@require_GET
def dates(request, pk):
    event = organised_event(request, pk)
    now = timezone.now()
    page_obj = Paginator(_coming_first(event, now), PER_PAGE).get_page(request.GET.get("page"))
    rows = page_obj.object_list = [_row(date, now) for date in page_obj.object_list]
    still_on = [row for row in rows if not row["over"] and not row["date"].is_cancelled()]
    for row in still_on[-1:]:
        row["is_last"] = not page_obj.has_next() or rows[-1]["over"]
    context = {"page_obj": page_obj, "total": attendance_total(event), "most": MOST_DATES, "is_cut": _is_cut(event)}
    return render(request, "events/dates.html", {**_of_event(event), **context})


@require_http_methods(["GET", "POST"])
def change_date(request, key):
    """What it would do is told first; the second press does it."""
    date = organised_date(request, key)
    if date.is_cancelled() or date.is_over():
        return _refused(request, date, "A date that is over or cancelled cannot be changed.")
    later = _later(date).count()
    first = first_values(date)
    form = ChangeDateForm(request.POST or None, initial=first, following=later, held=(date.start, date.end))
    if request.method == "GET" or not form.is_valid() or "back" in request.POST:
        return _form_again(request, date, form, editing="back" in request.POST)
    asked = {"values": form.values(), "all_following": form.all_following}
    try:
        effect = actions.effect_of(date, **asked)
        if effect.dates and "confirmed" not in request.POST:
            return _ask(request, date, form, effect)
        changed = actions.change_date(date, **asked, by=request.user)
    except actions.SignupRefused as refusal:
        return _refused(request, date, str(refusal))
    messages.success(request, _changed(len(changed)))
    return redirect("events:dates", pk=date.event_id)


@require_http_methods(["GET", "POST"])
def add_date(request, pk):
    event = organised_event(request, pk)
    latest = event.occurrences.last()
    form = DateForm(request.POST or None, initial={**first_values(latest), "day": None} if latest else {})
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/dates_add.html", {**_of_event(event, _crumb(event)), "form": form})
    try:
        actions.add_date(event, values=form.values(), by=request.user)
    except actions.SignupRefused as refusal:
        form.add_error("day", str(refusal))
        return render(request, "events/dates_add.html", {**_of_event(event, _crumb(event)), "form": form})
    messages.success(request, "The date is added.")
    return redirect("events:dates", pk=event.pk)


@require_http_methods(["GET", "POST"])
def cancel_following(request, key):
    date = organised_date(request, key)
    form = CancelFollowingForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        context = {**common(request, date), "form": form, "count": 1 + _later(date).count()}
        return render(request, "events/dates_cancel.html", context)
    cancelled = actions.cancel_following(date, by=request.user, reason=form.cleaned_data["reason"])
    if cancelled:
        number = len(cancelled)
        said = f"{number} date{'s are' if number != 1 else ' is'} cancelled. Everybody who signed up gets one email."
        messages.success(request, said)
    else:
        messages.error(request, "These dates are over or cancelled already.")
    return redirect("events:dates", pk=date.event_id)


def organised_event(request, pk) -> EventPage:
    """The event, if the reader sees it and organises it; 404 and 403 otherwise."""
    event = get_object_or_404(EventPage.objects.filter(alias_of=None).visible_to(request.user), pk=pk)
    if not may_organise(request.user, event):
        raise PermissionDenied
    return event


def _is_cut(event):
    """Whether the rule would make more dates than a series may have."""
    return event.repeats != Repeats.NEVER and len(actions.wanted_slots(event, cap=MOST_DATES + 1)) > MOST_DATES


def _coming_first(event, now):
    """What is to come, soonest first, then what is over, latest first."""
    is_past = Case(When(end__lte=now, then=Value(1)), default=Value(0))
    soonest = Case(When(end__gt=now, then=F("start")))
    queue = Signup.objects.filter(occurrence=OuterRef("pk"), state=Signup.State.WAITING).order_by()
    waiting = queue.values("occurrence").annotate(number=Count("pk")).values("number")
    dates = event.occurrences.select_related("place").with_places_taken()
    return dates.annotate(waiting=Coalesce(Subquery(waiting), 0)).order_by(is_past, soonest, "-start", "pk")


def _row(date, now):
    return {
        "date": date,
        "over": date.is_over(now=now),
        "changed_alone": bool(set(date.kept_alone) - {EXTRA}) and EXTRA not in date.kept_alone,
        "added": EXTRA in date.kept_alone,
        "places": [
            {**place_line(date, mode), "taken": date.places_taken(mode), "capacity": date.capacity(mode)}
            for mode in date.modes
        ],
    }


def _later(date):
    """Dates after this one that are still on."""
    coming = date.event.occurrences.coming().filter(state="scheduled", start__gte=date.start).exclude(pk=date.pk)
    return coming.exclude(start=date.start, pk__lt=date.pk)


def _form_again(request, date, form, *, editing=False):
    """`editing`: back from the question whether it is meant, with what was typed and nothing called wrong."""
    context = {**common(request, date), "form": form, "editing": editing}
    return render(request, "events/dates_change.html", context)


def _ask(request, date, form, effect):
    values = form.values()
    context = {
        "effect": effect,
        "starts": values["start"],
        "ends": values["end"],
        "news": _news(date, form),
        "sent": _sent(request),
    }
    return render(request, "events/dates_change_check.html", {**common(request, date), **context})


def _news(date, form):
    """What else changes: (label, what it was, what it will be)."""
    was = {**first_values(date), "room": date.place}
    given = form.cleaned_data
    return [
        (form.fields[name].label, _told(name, was[name]), _told(name, given[name]))
        for name in ("room", "in_person_capacity", "online_link", "online_capacity")
        if was[name] != given[name]
    ]


def _told(name, value):
    if value in ("", None):
        return "no limit" if name.endswith("capacity") else "none"
    return value


def _sent(request):
    """What was typed, to be sent once more."""
    return [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]


def _refused(request, date, words):
    messages.error(request, words)
    return redirect("events:dates", pk=date.event_id)


def _changed(number):
    if not number:
        return "Nothing was changed."
    return "The date is changed." if number == 1 else f"{number} dates are changed."


def _of_event(event, *crumbs):
    address = event.get_url() or "/"
    return {"event": event, "event_url": address, "crumbs": [(event.title, address), *crumbs]}


def _crumb(event):
    return "Dates", reverse("events:dates", args=[event.pk])
