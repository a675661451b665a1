from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from hub.core.htmx import render_fragment, vary_on_htmx, wants_fragment
from hub.core.spreadsheets import stream_csv

from . import actions, attendance
from .forms import CancelEventForm, SignupForm
from .invitation import calendar_of
from .models import EventPage, Occurrence
from .permissions import may_organise, may_read_needs
from .standing import panel, place_line

SAID = {
    "confirmed": "You have a place. We have sent you an email with a calendar file.",
    "waiting": "You are on the waiting list. We will email you as soon as a place is yours.",
}


@require_http_methods(["GET", "POST"])
def sign_up(request, key):
    date = _visible_date(request, key, EventPage.objects.live())
    places = [place_line(date, mode) for mode in date.modes]
    form = SignupForm(
        request.POST or None, places=places, catering=date.event.catering, days_kept=attendance.needs_kept_days()
    )
    if request.method == "GET" or not form.is_valid():
        return _answer(request, date, "signup_form", {"form": form, "places": places})
    try:
        signup = actions.sign_up(date, person=request.user, **form.cleaned_data)
    except actions.SignupRefused as refusal:
        return _back(request, date, _signup(request, date), refusal=str(refusal))
    return _back(request, date, signup, said=SAID[signup.state])


@require_http_methods(["GET", "POST"])
def give_up(request, key):
    """GET only asks: mail programs follow links."""
    date = _visible_date(request, key, EventPage.objects.all())
    signup = _signup(request, date)
    if signup is None:
        raise Http404
    if request.method == "GET" and not signup.is_cancelled:
        return _answer(request, date, "give_up_form", {"signup": signup})
    if request.method == "GET":
        return _back(request, date, signup, said="You have given up your place already.")
    try:
        signup = actions.cancel_signup(signup)
    except actions.SignupRefused as refusal:
        return _back(request, date, signup, refusal=str(refusal))
    return _back(request, date, signup, said="You are no longer signed up. Thank you for telling us.")


@require_GET
def calendar(request, key):
    """The calendar file of the reader's own place."""
    date = _visible_date(request, key, EventPage.objects.live())
    signup = _signup(request, date)
    if signup is None or not signup.is_confirmed or date.is_cancelled():
        raise Http404
    signup.occurrence, signup.person = date, request.user
    response = HttpResponse(
        calendar_of(signup, method="PUBLISH", stamp=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{date.event.slug}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def people(request, key):
    date = _organised_date(request, key)
    context = attendance.sheet(date, with_needs=may_read_needs(request.user, date.event))
    return render(request, "events/people.html", {**_common(request, date), **context})


@require_GET
def people_csv(request, key):
    date = _organised_date(request, key)
    header, rows = attendance.table(date, with_needs=may_read_needs(request.user, date.event))
    return stream_csv(f"{date.event.slug}-people.csv", header, rows)


@require_http_methods(["GET", "POST"])
def cancel_event(request, key):
    date = _organised_date(request, key)
    form = CancelEventForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/cancel_event.html", {**_common(request, date), "form": form})
    try:
        actions.cancel_event(date, by=request.user, reason=form.cleaned_data["reason"])
    except actions.SignupRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The event is cancelled. Everybody who signed up will be told by email.")
    return redirect("events:people", key=date.key)


def _visible_date(request, key, events):
    """The date with this key, if the reader may see its event."""
    dates = Occurrence.objects.of_events(events.visible_to(request.user))
    return get_object_or_404(dates.select_related("event", "place").with_places_taken(), key=key)


def _organised_date(request, key):
    date = _visible_date(request, key, EventPage.objects.all())
    if not may_organise(request.user, date.event):
        raise PermissionDenied
    return date


def _signup(request, date):
    return date.signups.filter(person=request.user).first()


def _address(date):
    """The event's page; the front page if it stands outside every site."""
    return date.event.get_url() or "/"


def _common(request, date):
    address = _address(date)
    return {"event": date.event, "occurrence": date, "event_url": address, "crumbs": [(date.event.title, address)]}


def _answer(request, date, name, context):
    """A step of signing up: alone for htmx, in a page of its own for everyone else."""
    context = {**_common(request, date), **context}
    if wants_fragment(request):
        return render_fragment(request, f"events/partials/{name}.html", {**context, "swapped": True})
    return vary_on_htmx(render(request, f"events/{name}.html", {**context, "swapped": False}))


def _back(request, date, signup, *, said="", refusal=""):
    """The panel alone for htmx; back to the event page for everyone else."""
    if wants_fragment(request):
        if signup is None or signup.is_cancelled:  # then the panel says how many places are left now
            date = _visible_date(request, date.key, EventPage.objects.all())
        context = panel(date.event, date, signup, request.user)
        context.update(said=said, refusal=refusal, swapped=True, event_url=_address(date))
        return render_fragment(request, "events/partials/signup_panel.html", context)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, said)
    return vary_on_htmx(redirect(_address(date)))
