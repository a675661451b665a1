"""Ideas for events: sending one, and the library team's answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from events.actions import ideas
from events.forms.suggesting import NotNowForm, SuggestionForm
from events.models import EventPage, Suggestion
from hub.people.roles import is_library_team

PER_PAGE, MINE = 20, 20
THANKS = "Thank you. The library team reads every idea and answers you, usually within two weeks."


@require_http_methods(["GET", "POST"])
def suggest(request):
    if not request.user.is_staff_member:
        raise Http404
    form = SuggestionForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        try:
            ideas.suggest(person=request.user, **form.cleaned_data)
        except ideas.IdeaRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, THANKS)
            return redirect("events:suggest")
    mine = _with_events(Suggestion.objects.filter(person=request.user), request.user)[:MINE]
    return render(request, "events/suggest.html", {"form": form, "mine": mine, "form_has_errors": bool(form.errors)})


@require_GET
def suggestions(request):
    """The library team's list: new ones, or those that have their answer."""
    _library_team_only(request)
    answered = request.GET.get("show") == "answered"
    rows = Suggestion.objects.exclude(state="new") if answered else Suggestion.objects.filter(state="new")
    rows = _with_events(rows, request.user).select_related("person__unit", "answered_by")
    rows = rows.order_by("-answered_at", "-pk") if answered else rows.order_by("made_at", "pk")
    context = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "query": "show=answered" if answered else "",
        "answered": answered,
        "tabs": [
            {"title": "New", "url": "?", "current": not answered},
            {"title": "Answered", "url": "?show=answered", "current": answered},
        ],
    }
    return render(request, "events/suggestions.html", context)


@require_http_methods(["GET", "POST"])
def not_now(request, key):
    _library_team_only(request)
    suggestion = get_object_or_404(Suggestion.objects.select_related("person"), key=key)
    form = NotNowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answered = ideas.decline_suggestion(suggestion, by=request.user, answer=form.cleaned_data["answer"])
        mine = answered.answered_by_id == request.user.pk and answered.answer == form.cleaned_data["answer"]
        said = "The answer is on its way." if mine else "This idea has been answered already. Nothing was changed."
        messages.success(request, said)
        return redirect("events:suggestions")
    context = {"form": form, "suggestion": suggestion, "form_has_errors": bool(form.errors)}
    return render(request, "events/not_now.html", context)


def _with_events(rows, reader):
    """Each with the event that came of it; None unless it is published and this reader may see it."""
    events = EventPage.objects.live().visible_to(reader).defer("body", "questions")
    return rows.prefetch_related(Prefetch("event", queryset=events))


def _library_team_only(request) -> None:
    if not is_library_team(request.user):
        raise PermissionDenied
