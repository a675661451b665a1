"""What I organise: my dates and drafts, and what can be done with a whole event."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from events.actions import planning, templates
from events.forms.starting import CopyForm, TemplateNameForm
from events.models import Signup
from events.organised import organised
from events.where import parents_for
from hub.people.roles import is_library_team

from .planning import event_to_change

COPIED = "This is the copy: a draft with the new day and nobody signed up. Look through it, then publish."
TAKEN_BACK = {"draft": "The event is a draft again. Nobody else sees it.", "gone": "The draft is deleted."}


@require_GET
def organising(request):
    context = organised(request.user, request.GET, now=timezone.now())
    context["may_plan"] = parents_for(request.user).exists()
    context["answers_ideas"] = is_library_team(request.user)
    return render(request, "events/organising.html", context)


@require_http_methods(["GET", "POST"])
def copy(request, pk):
    event = event_to_change(request, pk)
    form = CopyForm(request.POST or None, initial={"start": timezone.localtime(event.starts_at).time()})
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.copy_event(event, by=request.user, starts_at=form.cleaned_data["starts_at"])
        except planning.PlanningRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:  # on that day the event would not hold together
            form.add_error("day", error.messages)
        else:
            messages.success(request, COPIED)
            return redirect("events:edit_event", pk=made.pk)
    return _page(request, event, "copy_event", form)


@require_http_methods(["GET", "POST"])
def take_back(request, pk):
    """Back to a draft, or away with a draft; only while nobody has signed up."""
    event = event_to_change(request, pk)
    if request.method == "GET":
        kept = Signup.objects.filter(occurrence__event=event.pk).exists()
        return _page(request, event, "take_back_event", None, kept=planning.KEPT if kept else "")
    try:
        became = planning.take_back_event(event, by=request.user)
    except planning.PlanningRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:take_back_event", pk=pk)
    messages.success(request, TAKEN_BACK[became])
    return redirect("events:organising")


@require_http_methods(["GET", "POST"])
def keep_as_template(request, pk):
    event = event_to_change(request, pk)
    if not templates.may_keep_templates(request.user):
        raise PermissionDenied
    form = TemplateNameForm(request.POST or None, initial={"name": event.title[:120]})
    if request.method == "POST" and form.is_valid():
        templates.save_as_template(event, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, "The template is kept. Organisers can choose it when they plan an event.")
        return redirect("events:edit_event", pk=event.pk)
    return _page(request, event, "keep_as_template", form)


def _page(request, event, name, form, **more):
    context = {"event": event, "form": form, "form_has_errors": bool(form and form.errors), **more}
    return render(request, f"events/{name}.html", context)
