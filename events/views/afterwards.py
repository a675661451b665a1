"""The organisers' screen of a date that is over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assets_library.actions import DraftRefused
from events import afterwards, feedback
from events.actions import afterwards as actions
from events.forms.afterwards import AfterwardsForm
from hub.people.roles import uses_admin

from .finding import common, organised_date


@require_http_methods(["GET", "POST"])
def after(request, key):
    """One form with two buttons: what is typed is kept before the thanks are sent."""
    date = organised_date(request, key)
    wrap_up = afterwards.wrap_up_of(date)
    form = AfterwardsForm(
        request.POST or None, request.FILES or None, initial=_kept(wrap_up), has_slides=bool(wrap_up.slides_id)
    )
    if request.method == "GET" or not form.is_valid():
        context = {**common(request, date), **_about(request, date, wrap_up), "form": form}
        return render(request, "events/after.html", context)
    try:
        actions.save_wrap_up(date, by=request.user, **form.cleaned_data)
        if request.POST.get("do") == "thank":
            _thank(request, date)
        else:
            messages.success(request, "Saved.")
    except actions.AfterwardsRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("events:after", key=date.key)


@require_POST
def make_asset(request, key):
    date = organised_date(request, key)
    try:
        asset = actions.turn_into_asset(date, by=request.user)
    except (actions.AfterwardsRefused, DraftRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("events:after", key=date.key)
    if _may_edit(request.user, asset):
        return redirect("wagtailadmin_pages:edit", asset.pk)
    messages.success(request, "The draft is made and the library team has been told. They finish and publish it.")
    return redirect("events:after", key=date.key)


def _thank(request, date):
    now = timezone.now()
    wrap_up = actions.send_thanks(date, by=request.user, now=now)
    people = f"{wrap_up.thanked_people} {'person' if wrap_up.thanked_people == 1 else 'people'}"
    if wrap_up.thanked_at == now:
        messages.success(request, f"Thanks are on their way to {people}.")
    else:
        sent_on = timezone.localtime(wrap_up.thanked_at)
        messages.info(request, f"Thanks were already sent to {people} on {sent_on:%-d %B %Y}.")


def _kept(wrap_up):
    return {
        "message": wrap_up.message,
        "recording_link": wrap_up.recording_link,
        "slides_title": wrap_up.slides.title if wrap_up.slides else "",
    }


def _about(request, date, wrap_up):
    return {
        "wrap_up": wrap_up,
        "came": afterwards.came_to(date),
        "is_ready": date.is_over() and not date.is_cancelled(),
        "may_edit_asset": bool(wrap_up.asset) and _may_edit(request.user, wrap_up.asset),
        "questions": feedback.questions_about(date) if wrap_up.thanked_at else None,
    }


def _may_edit(user, page) -> bool:
    return uses_admin(user) and page.permissions_for_user(user).can_edit()
