"""On the day: the list by the door, the code on the door, and people who were not expected."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import actions, attendance
from events.actions.attendance import door_opens, why_door_closed, why_no_marking, why_no_walk_ins
from events.forms.checking_in import HeadCountForm, MarkForm
from events.forms.organising import ChoosePersonForm, NameForm
from events.models import EventPage, Occurrence
from hub.core.htmx import render_fragment, vary_on_htmx, wants_fragment
from hub.core.qr import qr_svg
from hub.core.short_codes import normalise_code

from .finding import common, organised_date, own_signup, visible_date
from .finding_people import found_people
from .organising import organisers_page, signup_at


# --- Organisers ------------------------------------------------------------------------------------------------------
@require_GET
def check_in(request, key):
    date = organised_date(request, key)
    search = NameForm(request.GET)
    context = _list_context(date, search.words())
    if wants_fragment(request):
        return render_fragment(request, "events/partials/check_in_list.html", {**context, "occurrence": date})
    context |= {"search": search, "head_count": HeadCountForm(initial={"number": date.head_count})}
    return _check_in_page(request, date, context)


def _list_context(date, words):
    signups = attendance.with_a_place(date).filter(attendance.named_like(words))
    return {"signups": list(signups), "words": words, "closed_because": why_no_marking(date, now=timezone.now())}


def _check_in_page(request, date, context):
    now = timezone.now()
    context |= {
        "tallies": attendance.tallies(date),
        "walk_ins_open": not why_no_walk_ins(date, now=now),
        "has_started": now >= date.start and not date.is_cancelled(),
    }
    return vary_on_htmx(render(request, "events/check_in.html", {**organisers_page(request, date), **context}))


@require_POST
def mark(request, key, signup):
    date = organised_date(request, key)
    signup = signup_at(date, signup)
    form = MarkForm(request.POST)
    refusal = ""
    if not form.is_valid():
        refusal = "That is no answer. Please try again."
    else:
        try:
            signup = actions.mark(signup, form.cleaned_data["attendance"], by=request.user)
        except actions.SignupRefused as refused:
            refusal = str(refused)
    if wants_fragment(request):
        context = {"signup": signup, "occurrence": date, "refusal": refusal, "tallies": attendance.tallies(date)}
        return render_fragment(request, "events/partials/check_in_answer.html", context)
    if refusal:
        messages.error(request, refusal)
    return vary_on_htmx(redirect(_back_to_row(request, date, signup)))


def _back_to_row(request, date, signup):
    words = request.GET.get("q", "")
    query = f"?{urlencode({'q': words})}" if words else ""
    return f"{reverse('events:check_in', args=[date.key])}{query}#signup_{signup.key}"


@require_http_methods(["GET", "POST"])
def walk_in(request, key):
    """Somebody is here who has no place."""
    date = organised_date(request, key)
    search = NameForm(request.POST if request.method == "POST" else request.GET)
    found = found_people(date, search.words())
    form = ChoosePersonForm(request.POST if request.method == "POST" else None, found=found.people)
    closed = why_no_walk_ins(date, now=timezone.now())
    context = {**organisers_page(request, date), "search": search, "found": found, "form": form}
    context["closed_because"] = closed
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/walk_in.html", context)
    person = form.cleaned_data["person"]
    try:
        actions.add_walk_in(date, person=person, by=request.user)
    except actions.SignupRefused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "events/walk_in.html", context)
    messages.success(request, f"{person.get_full_name()} is here.")
    return redirect("events:check_in", key=date.key)


@require_POST
def head_count(request, key):
    date = organised_date(request, key)
    form = HeadCountForm(request.POST)
    if form.is_valid():
        try:
            actions.set_head_count(date, form.cleaned_data["number"])
        except actions.SignupRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The count is saved.")
        return redirect("events:check_in", key=date.key)
    return _check_in_page(request, date, {**_list_context(date, ""), "search": NameForm({}), "head_count": form})


@require_POST
def everybody_else_absent(request, key):
    date = organised_date(request, key)
    try:
        how_many = actions.mark_everybody_else_absent(date)
    except actions.SignupRefused as refusal:
        messages.error(request, str(refusal))
    else:
        people = "1 person is" if how_many == 1 else f"{how_many} people are"
        messages.success(request, f"{people} marked as did not come.")
    return redirect("events:check_in", key=date.key)


@require_GET
def door(request, key):
    """The poster for the door: a picture to scan and the same address to type."""
    date = organised_date(request, key)
    address = request.build_absolute_uri(reverse("events:here", args=[date.door_code]))
    context = {"address": address, "shown_address": address.split("//", 1)[1], "opens": door_opens(date)}
    context["picture"] = qr_svg(address, title="Code that opens the check-in page")
    return render(request, "events/door.html", {**organisers_page(request, date), **context})


@require_POST
def new_door_code(request, key):
    date = organised_date(request, key)
    actions.renew_door_code(date)
    messages.success(request, "The old code leads nowhere now. Print the new one.")
    return redirect("events:door", key=date.key)


# --- Everybody -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def here(request, code):
    """Where the code on the door leads. GET only shows the button: looking at a link is not coming."""
    date = _date_behind(request, code)
    if request.method == "POST":
        try:
            actions.check_in(date, person=request.user)
        except actions.SignupRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("events:here", code=date.door_code)
    signup = own_signup(request, date)
    context = {
        **common(request, date),
        "signup": signup,
        "is_here": bool(signup and signup.attended),
        "closed_because": why_door_closed(date, now=timezone.now()),
        "opens": door_opens(date),
        "is_early": not date.is_cancelled() and timezone.now() < door_opens(date),
    }
    return render(request, "events/here.html", context)


def _date_behind(request, code):
    """SECURITY: a code is no key: whoever may not see the event finds nothing behind it."""
    spelled = Q(door_code=code) | Q(door_code=normalise_code(code))
    key = get_object_or_404(Occurrence.objects.values_list("key", flat=True), spelled)
    return visible_date(request, key, EventPage.objects.live())
