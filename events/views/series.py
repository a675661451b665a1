"""All dates of an event at once, for the reader: sign up for them, give them up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from events import actions, attendance
from events.actions.series import open_dates
from events.forms.signing_up import SignupForm
from events.models import EventPage, Mode, Signup


@require_http_methods(["GET", "POST"])
def sign_up_for_all(request, pk):
    event = visible_event(request, pk, EventPage.objects.live())
    dates = list(open_dates(event, now=timezone.now()).select_related("place").with_places_taken().order_by("start"))
    places = _places(dates)
    if not places:
        messages.error(request, "There is no date just now that you could sign up for.")
        return redirect(_address(event))
    form = SignupForm(request.POST or None, places=places, event=event, days_kept=attendance.needs_kept_days())
    if request.method == "GET" or not form.is_valid():
        context = {"form": form, "dates": dates, "first": dates[0], "last": dates[-1]}
        return render(request, "events/dates_sign_up.html", {**_common(event), **context})
    try:
        made = actions.sign_up_for_all(event, person=request.user, **form.said())
    except actions.SignupRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(made))
    return redirect(_address(event))


@require_http_methods(["GET", "POST"])
def give_up_all(request, pk):
    """GET only asks: mail programs follow links."""
    event = visible_event(request, pk)
    mine = Signup.objects.filter(person=request.user, occurrence__event=event).exclude(state=Signup.State.CANCELLED)
    mine = mine.filter(occurrence__end__gt=timezone.now()).select_related("occurrence").order_by("occurrence__start")
    if request.method == "GET":
        if not mine:
            raise Http404
        return render(request, "events/dates_give_up.html", {**_common(event), "mine": mine})
    given_up = actions.give_up_all(event, person=request.user)
    if given_up:
        said = f"You are no longer signed up for {_dates(len(given_up))}. Thank you for telling us."
        messages.success(request, said)
    return redirect(_address(event))


def visible_event(request, pk, events=None) -> EventPage:
    events = EventPage.objects.all() if events is None else events
    return get_object_or_404(events.filter(alias_of=None).visible_to(request.user), pk=pk)


def _places(dates):
    """The kinds of place that any of the dates offers, as the form asks for them."""
    return [
        {
            "mode": mode,
            "label": mode.label,
            "left": None,
            "words": _on(sum(mode in date.modes for date in dates), dates),
        }
        for mode in Mode
        if any(mode in date.modes for date in dates)
    ]


def _on(number, dates):
    return "on every date" if number == len(dates) else f"on {number} of {_dates(len(dates))}"


def _said(made):
    if not made:
        return "You are signed up for all of these dates already."
    waiting = sum(signup.is_waiting for signup in made)
    said = f"You are signed up for {_dates(len(made))}."
    if waiting:
        said += f" On {waiting} of them you are on the waiting list."
    return f"{said} We have sent you one email about all of them."


def _dates(number):
    return f"{number} date{'s' * (number != 1)}"


def _address(event):
    return event.get_url() or "/"


def _common(event):
    return {"event": event, "event_url": _address(event), "crumbs": [(event.title, _address(event))]}
