"""The organisers' screens of one date: who comes, and what organisers change about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from events import actions, attendance
from events.actions.attendance import why_no_marking
from events.actions.deciding import waiting_list_stops_at
from events.forms.organising import AddPersonForm, CancelEventForm, MovePersonForm, NameForm, ReasonForm
from events.models import Occurrence, Signup
from events.permissions import may_read_needs
from events.standing import place_line
from hub.core.spreadsheets import stream_csv, stream_xlsx
from hub.core.templatetags.hub_core import time_range

from .finding import common, organised_date
from .finding_people import found_people

A_PAGE = 50
PARTS = {"": "Coming", "waiting": "Waiting", "late": "Cancelled late", "changes": "Changes"}


@require_GET
def people(request, key):
    """Everything for one date."""
    date, now = organised_date(request, key), timezone.now()
    part = request.GET.get("show", "")
    if part not in PARTS:
        raise Http404
    search, needs = NameForm(request.GET), may_read_needs(request.user, date.event)
    words, tallies = search.words(), attendance.tallies(date)
    context = _part(part, date, words, tallies, request.GET.get("page"), needs=needs)
    context |= {
        "tallies": tallies,
        "counts": attendance.places(date),
        "search": search,
        "words": words,
        "part": part,
        "tabs": _tabs(part, tallies),
        "query": urlencode({name: value for name, value in (("show", part), ("q", words)) if value}),
        "with_needs": needs,
        "needs_kept_days": attendance.needs_kept_days(),
        "queue_stops_at": waiting_list_stops_at(date),
        "queue_has_stopped": now >= waiting_list_stops_at(date),
        "can_mark": not why_no_marking(date, now=now),
        "can_change": not date.is_cancelled() and not date.is_over(now=now),
    }
    return render(request, "events/people.html", {**organisers_page(request, date, here=False), **context})


def _part(part, date, words, tallies, number, *, needs):
    """The rows of one tab. Coming shows the head of the queue too: most events are small."""
    if part == "changes":
        changes = attendance.changes(date).filter(attendance.named_like(words, "signup__person"))
        return {"page_obj": Paginator(changes, A_PAGE).get_page(number)}
    if part == "waiting":
        queue = attendance.in_the_queue(date, words=words, needs=needs)
        return {"page_obj": _page(queue, number, None if words else tallies["waiting"])}
    if part == "late":
        late = attendance.cancelled_late(date).filter(attendance.named_like(words))
        return {"page_obj": _page(late, number, None if words else tallies["late"])}
    coming = attendance.with_a_place(date, needs=needs).filter(attendance.named_like(words))
    page_obj = _page(coming, number, None if words else tallies["confirmed"])
    waiting = attendance.in_the_queue(date, words=words, needs=needs)
    return {"page_obj": page_obj, "confirmed": list(page_obj), "waiting": list(waiting[:A_PAGE])}


def _page(rows, number, how_many):
    """`how_many`: what the tallies said already."""
    paginator = Paginator(rows, A_PAGE)
    if how_many is not None:
        paginator.count = how_many
    return paginator.get_page(number)


def _tabs(part, tallies):
    counts = {"": tallies["confirmed"], "waiting": tallies["waiting"], "late": tallies["late"]}
    return [
        {"title": title, "url": f"?show={name}" if name else "?", "current": name == part, "count": counts.get(name)}
        for name, title in PARTS.items()
    ]


@require_GET
def people_csv(request, key):
    return _download(request, key, stream_csv)


@require_GET
def people_xlsx(request, key):
    return _download(request, key, stream_xlsx)


def _download(request, key, stream):
    date = organised_date(request, key)
    header, rows = attendance.table(date, with_needs=may_read_needs(request.user, date.event))
    return stream(f"{date.event.slug}-{timezone.localdate(date.start)}-people", header, rows)


@require_GET
def sign_in_sheet(request, key):
    date = organised_date(request, key)
    context = {"signups": attendance.sign_in_list(date), "empty_lines": range(8)}
    return render(request, "events/sign_in_sheet.html", {**organisers_page(request, date), **context})


@require_GET
def catering(request, key):
    date = organised_date(request, key)
    return render(request, "events/catering.html", {**organisers_page(request, date), **attendance.diets(date)})


@require_http_methods(["GET", "POST"])
def cancel_event(request, key):
    date = organised_date(request, key)
    form = CancelEventForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/cancel_event.html", {**organisers_page(request, date), "form": form})
    try:
        actions.cancel_event(date, by=request.user, reason=form.cleaned_data["reason"])
    except actions.SignupRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The event is cancelled. Everybody who signed up will be told by email.")
    return redirect("events:people", key=date.key)


# --- Adding, removing, moving ----------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def add_person(request, key):
    date = organised_date(request, key)
    search = NameForm(request.POST if request.method == "POST" else request.GET)
    found = found_people(date, search.words())
    places = [place_line(date, mode) for mode in date.modes]
    form = AddPersonForm(request.POST if request.method == "POST" else None, found=found.people, places=places)
    context = {**organisers_page(request, date), "search": search, "found": found, "form": form}
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/add_person.html", context)
    said, person = form.cleaned_data, form.cleaned_data["person"]
    try:
        signup = actions.add_person(
            date, person=person, mode=Signup.Mode(said["mode"]), by=request.user, reason=said["reason"]
        )
    except actions.SignupRefused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "events/add_person.html", context)
    standing = "has a place" if signup.is_confirmed else "is on the waiting list"
    messages.success(request, f"{person.get_full_name()} {standing}.")
    return redirect("events:people", key=date.key)


@require_http_methods(["GET", "POST"])
def remove_person(request, key, signup):
    date = organised_date(request, key)
    signup = signup_at(date, signup)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {**organisers_page(request, date), "signup": signup, "form": form}
    if signup.is_cancelled:
        return _nothing_to_change(request, signup)
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/remove_person.html", context)
    try:
        actions.remove_person(signup, by=request.user, reason=form.cleaned_data["reason"])
    except actions.SignupRefused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "events/remove_person.html", context)
    name = signup.person.get_full_name()
    messages.success(request, f"{name} is off the list and will be told why by email.")
    return redirect("events:people", key=date.key)


@require_http_methods(["GET", "POST"])
def move_person(request, key, signup):
    date = organised_date(request, key)
    signup = signup_at(date, signup)
    if signup.is_cancelled:
        return _nothing_to_change(request, signup)
    places = _places_to_move_to(signup)
    form = MovePersonForm(request.POST if request.method == "POST" else None, places=places)
    context = {**organisers_page(request, date), "signup": signup, "form": form, "places": places}
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/move_person.html", context)
    to_date, mode = form.cleaned_data["where"]
    reason = form.cleaned_data["reason"]
    try:
        actions.move_person(signup, to_date=to_date, mode=mode, by=request.user, reason=reason)
    except actions.SignupRefused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "events/move_person.html", context)
    messages.success(request, f"{signup.person.get_full_name()} is moved and will be told by email.")
    return redirect("events:people", key=date.key)


def _places_to_move_to(signup):
    """Every free place of this event but the one that they have, by a value for the form: (date, mode, words)."""
    dates = Occurrence.objects.filter(event=signup.occurrence.event_id, state=Occurrence.State.SCHEDULED)
    free = {}
    for date in dates.coming().with_places_taken().select_related("place"):
        for line in (place_line(date, mode) for mode in date.modes):
            is_here = date.pk == signup.occurrence_id
            has_it = is_here and line["mode"] == signup.mode and signup.is_confirmed
            if line["left"] != 0 and not has_it:
                free[f"{date.key}:{line['mode'].value}"] = (date, line["mode"], _words_of(date, line, is_here))
    return free


def _words_of(date, line, is_here):
    when = "this date" if is_here else time_range(timezone.localtime(date.start), None)
    return f"{line['label']}, {when}: {line['words']}"


def _nothing_to_change(request, signup):
    messages.info(request, f"{signup.person.get_full_name()} is not signed up any more.")
    return redirect("events:people", key=signup.occurrence.key)


# --- For the other views of organisers -------------------------------------------------------------------------------
def signup_at(date, key):
    """One person's sign-up for this date, without what was told to the host alone; else 404."""
    signups = date.signups.select_related("person__unit").defer(*attendance.HELD_BACK)
    signup = get_object_or_404(signups, key=key)
    signup.occurrence = date
    return signup


def organisers_page(request, date, *, here=True):
    """What every page of the organisers is given; all but the first lead back to it."""
    context = common(request, date)
    if here:
        crumb = ("Organise", _address_of_people(date))
        context["crumbs"] = [*context["crumbs"], crumb]
    return context


def _address_of_people(date):
    return reverse("events:people", args=[date.key])
