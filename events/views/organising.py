"""The organisers' screens of one date."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from events import actions, attendance
from events.forms.organising import CancelEventForm
from events.permissions import may_read_needs
from hub.core.spreadsheets import stream_csv

from .finding import common, organised_date


@require_GET
def people(request, key):
    date = organised_date(request, key)
    context = attendance.sheet(date, with_needs=may_read_needs(request.user, date.event))
    return render(request, "events/people.html", {**common(request, date), **context})


@require_GET
def people_csv(request, key):
    date = organised_date(request, key)
    header, rows = attendance.table(date, with_needs=may_read_needs(request.user, date.event))
    return stream_csv(f"{date.event.slug}-people.csv", header, rows)


@require_http_methods(["GET", "POST"])
def cancel_event(request, key):
    date = organised_date(request, key)
    form = CancelEventForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "events/cancel_event.html", {**common(request, date), "form": form})
    try:
        actions.cancel_event(date, by=request.user, reason=form.cleaned_data["reason"])
    except actions.SignupRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The event is cancelled. Everybody who signed up will be told by email.")
    return redirect("events:people", key=date.key)
