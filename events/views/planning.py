"""Planning an event and changing it, on the Hub's own screens."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from events import starting
from events.actions import planning
from events.actions.templates import may_keep_templates
from events.booked import overbooked, who_is_told
from events.fields import fields_of
from events.forms.planning import EventForm
from events.forms.rows import question_values, speaker_values
from events.forms.starting import StartForm
from events.kinds import KINDS
from events.models import EventPage, Suggestion
from events.where import first_parent, kinds_under, may_change, may_choose_host, organised_by, parents_for
from hub.people.roles import is_library_team, uses_admin

RECENT = 5
SAVED = "The draft is saved. Only organisers and editors see it until you publish it."
PUBLISHED = "The event is published."
MEANWHILE = (
    "Somebody else saved this event while you were writing. What you typed is still here. Open the event in another "
    "tab to see what changed; when you save again, yours replaces it."
)


@require_http_methods(["GET", "POST"])
def plan(request):
    """First the kind and the place, from the address; then one form."""
    parents = list(parents_for(request.user))
    if not parents or not _may_stand(request, parents):
        return render(request, "events/plan_not_yours.html", status=403)
    suggestion = _suggestion(request)
    start = StartForm(request.GET if _has_begun(request) else None, parents=parents, initial=_first(request, parents))
    if not start.is_valid():
        return _ask_for_kind(request, start, suggestion)
    kind, template, parent = start.chosen()
    if kind not in kinds_under(parent):
        start.add_error("kind", f"Events of this kind cannot be listed under {parent.title}. Choose another")
        return _ask_for_kind(request, start, suggestion)
    return _fill_in(request, kind, template, parent, suggestion)


@require_http_methods(["GET", "POST"])
def change(request, pk):
    event = event_to_change(request, pk)
    draft = event.get_latest_revision_as_object()
    form = _form_of(request, event, draft)
    if request.method == "POST" and form.is_valid():
        answer = _save(request, form, lambda publish: _change(request, event, form, publish))
        if answer:
            return answer
    context = {
        **_context(request, form),
        "event": event,
        "event_url": event.get_url() or "/",
        "seen": event.latest_revision_id or "",
        "told": who_is_told(event, now=timezone.now()),
        "holds_more": "description" not in form.fields,
        "keeps_templates": may_keep_templates(request.user),
    }
    return render(request, "events/change_event.html", context)


@require_GET
def preview(request, pk):
    """The latest draft as people would see it."""
    event = event_to_change(request, pk)
    request.is_preview = True
    messages.info(request, "This is the draft. Only organisers and editors see it.")
    return event.get_latest_revision_as_object().serve(request)


def event_to_change(request, pk) -> EventPage:
    """The event, if it is this person's to change: 403 for others who see it; a draft is not there for them."""
    event = get_object_or_404(EventPage.objects.visible_to(request.user).filter(alias_of=None), pk=pk).specific
    if may_change(request.user, event):
        return event
    if not event.live:
        raise Http404
    raise PermissionDenied


def _may_stand(request, parents) -> bool:
    """SECURITY: the page above comes from the address; it must be one of those where this person may plan."""
    under = request.GET.get("under")
    return not under or under in {str(page.pk) for page in parents}


def _has_begun(request) -> bool:
    return "kind" in request.GET or "template" in request.GET


def _first(request, parents) -> dict:
    return {"under": request.GET.get("under") or first_parent(parents).pk}


def _suggestion(request):
    """The idea that the event answers; only the library team reads them here."""
    key = request.GET.get("suggestion")
    if not key or not is_library_team(request.user):
        return None
    try:
        return Suggestion.objects.filter(key=key, state=Suggestion.State.NEW).first()
    except ValidationError:
        return None


def _ask_for_kind(request, form, suggestion):
    mine = organised_by(request.user).filter(live=True).order_by("-starts_at", "-pk")[:RECENT]
    context = {"form": form, "suggestion": suggestion, "mine": mine, "form_has_errors": bool(form.errors)}
    return render(request, "events/plan_start.html", context)


def _fill_in(request, kind, template, parent, suggestion):
    first = {**starting.usual_of(kind), "host": request.user.email, **starting.from_suggestion(suggestion)}
    if template:
        first |= starting.from_template(template)
    form = EventForm(request.POST or None, initial=first, minutes=starting.minutes_of(kind, template))
    if request.method == "POST" and form.is_valid():
        answer = _save(request, form, lambda publish: _plan(request, form, kind, parent, suggestion, publish))
        if answer:
            return answer
    context = {**_context(request, form), "kind": KINDS[kind], "parent": parent, "suggestion": suggestion}
    return render(request, "events/plan_event.html", context)


def _form_of(request, event, draft):
    fields = fields_of(draft)
    start, end = timezone.localtime(draft.starts_at), timezone.localtime(draft.ends_at)
    first = {
        **fields,
        **question_values(fields["questions"]),
        **speaker_values(fields["speakers"]),
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "last_day": end.date() if end.date() != start.date() else None,
        "room": draft.room_id,
        "host": draft.host.email,
        "times": "\n".join(f"{one:%H:%M}" for one in fields["times"]),
        "skipped_dates": "\n".join(f"{one:%d/%m/%Y}" for one in fields["skipped_dates"]),
    }
    return EventForm(
        request.POST or None,
        initial=first,
        minutes=int((draft.ends_at - draft.starts_at).total_seconds() // 60),
        plain_body=fields["description"] is not None,
        choose_host=may_choose_host(request.user, event),
        topics=fields["topics"],
        began=draft.starts_at,
        speakers=len(fields["speakers"]),
    )


def _plan(request, form, kind, parent, suggestion, publish):
    return planning.plan_event(
        parent, kind=kind, by=request.user, fields=form.values(), publish=publish, suggestion=suggestion
    )


def _change(request, event, form, publish):
    seen = request.POST.get("seen", "")
    return planning.change_event(
        event,
        by=request.user,
        fields=form.values(),
        publish=publish,
        seen=int(seen) if seen.isdecimal() and len(seen) < 12 else None,
    )


def _save(request, form, action):
    """Where to go once it is kept; None when it is not, with the reason in the form."""
    publish = request.POST.get("then") == "publish"
    try:
        event = action(publish)
    except planning.ChangedMeanwhile:
        form.add_error(None, MEANWHILE)
    except planning.PlanningRefused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        _explain(form, error)
    else:
        messages.success(request, PUBLISHED if publish else SAVED)
        for line in overbooked(event) if publish else []:
            messages.warning(request, line)
        return redirect(event.get_url() or "/") if publish else redirect("events:edit_event", pk=event.pk)
    return None


def _explain(form, error) -> None:
    """What the page itself objects to, beside the field if the form has it."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, problems in by_field.items():
        form.add_error(name if name in form.fields else None, problems)


def _context(request, form) -> dict:
    return {
        "form": form,
        "form_has_errors": bool(form.errors),
        "groups": form.groups(),
        "admin": uses_admin(request.user),
    }
