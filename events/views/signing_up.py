from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import actions, attendance
from events.clashing import find_clash
from events.forms.signing_up import SignupForm
from events.invitation import calendar_of
from events.models import EventPage
from events.standing import panel, place_line
from hub.core.htmx import render_fragment, vary_on_htmx, wants_fragment

from .finding import address_of, common, own_signup, visible_date

SAID = {
    "confirmed": "You have a place. We have sent you an email with a calendar file.",
    "waiting": "You are on the waiting list. We will email you as soon as a place is yours.",
}
SAID_ALREADY = {
    "confirmed": "You are signed up already and have a place.",
    "waiting": "You are on the waiting list already.",
}


@require_http_methods(["GET", "POST"])
def sign_up(request, key):
    date = visible_date(request, key, EventPage.objects.live())
    form, places = _form(request, date)
    if request.method == "GET" or not form.is_valid():
        clash = find_clash(date, request.user) if request.method == "GET" else None
        return _answer(request, date, "signup_form", {"form": form, "places": places, "clash": clash})
    try:
        signup = actions.sign_up(date, person=request.user, **form.said())
    except actions.SignupRefused as refusal:
        return _back(request, date, own_signup(request, date), refusal=str(refusal))
    said = SAID_ALREADY if signup.stood_already else SAID
    return _back(request, date, signup, said=said[signup.state])


@require_http_methods(["GET", "POST"])
def change(request, key):
    """Another kind of place, other needs, another answer, named or not."""
    date = visible_date(request, key, EventPage.objects.live())
    signup = own_signup(request, date)
    if signup is None or signup.is_cancelled:
        raise Http404
    form, places = _form(request, date, signup)
    if request.method == "GET" or not form.is_valid():
        return _answer(request, date, "change_form", {"form": form, "places": places, "signup": signup})
    try:
        signup = actions.change_signup(signup, **form.said())
    except actions.SignupRefused as refusal:
        form.add_error("mode" if len(places) > 1 else None, str(refusal))
        return _answer(request, date, "change_form", {"form": form, "places": places, "signup": signup})
    return _back(request, date, signup, said="Your sign-up is changed.")


@require_POST
def take_free_place(request, key):
    """For somebody who waits beside a place that came free after the waiting list had stopped."""
    date = visible_date(request, key, EventPage.objects.live())
    signup = own_signup(request, date)
    if signup is None or signup.is_cancelled:
        raise Http404
    try:
        signup = actions.sign_up(date, person=request.user, mode=signup.mode)
    except actions.SignupRefused as refusal:
        return _back(request, date, signup, refusal=str(refusal))
    if signup.is_waiting:
        return _back(request, date, signup, refusal="Somebody else was faster. You are still on the waiting list.")
    return _back(request, date, signup, said=SAID[signup.state])


@require_http_methods(["GET", "POST"])
def give_up(request, key):
    """GET only asks: mail programs follow links."""
    date = visible_date(request, key)
    signup = own_signup(request, date)
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
    date = visible_date(request, key, EventPage.objects.live())
    signup = own_signup(request, date)
    if signup is None or not signup.is_confirmed or date.is_cancelled():
        raise Http404
    signup.occurrence, signup.person = date, request.user
    response = HttpResponse(
        calendar_of(signup, method="PUBLISH", stamp=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{date.event.slug}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def _form(request, date, signup=None):
    places = [place_line(date, mode) for mode in date.modes]
    days_kept = attendance.needs_kept_days()
    form = SignupForm(request.POST or None, places=places, event=date.event, days_kept=days_kept, signup=signup)
    return form, places


def _answer(request, date, name, context):
    """A step of signing up: alone for htmx, in a page of its own for everyone else."""
    context = {**common(request, date), **context}
    if wants_fragment(request):
        return render_fragment(request, f"events/partials/{name}.html", {**context, "swapped": True})
    return vary_on_htmx(render(request, f"events/{name}.html", {**context, "swapped": False}))


def _back(request, date, signup, *, said="", refusal=""):
    """The panel alone for htmx; back to the event page for everyone else."""
    if wants_fragment(request):
        if signup is None or signup.is_cancelled:  # then the panel says how many places are left now
            date = visible_date(request, date.key)
        context = panel(date.event, date, signup, request.user)
        context.update(said=said, refusal=refusal, swapped=True, event_url=address_of(date))
        return render_fragment(request, "events/partials/signup_panel.html", context)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, said)
    return vary_on_htmx(redirect(address_of(date)))
