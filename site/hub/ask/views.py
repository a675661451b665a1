from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from hub.core.models import Organisation
from hub.core.spreadsheets import stream_csv

from . import actions, kinds
from . import results as answered
from .forms import QuestionsForm
from .models import QuestionSet


def nameless(view):
    """For pages that do not know who reads them: open to all, kept by nobody, and their address is told to nobody.

    SECURITY: no CSRF check, because it would set a cookie, and because with no Referer a browser sends no Origin to
    check. It protects somebody signed in from being used; here nobody is, and a forger would need the secret.
    """

    @wraps(view)
    def answered_to_nobody(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return login_not_required(csrf_exempt(never_cache(sensitive_post_parameters()(answered_to_nobody))))


@nameless
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, secret):
    """The questions behind the address in a letter. Opening it changes nothing: mail scanners follow links."""
    try:
        ticket = actions.find_ticket(secret)
        actions.refuse_closed(ticket, today=timezone.localdate())
        return _answer(request, secret, ticket.question_set)
    except actions.UnknownTicket as refusal:
        return _page("ask/refused.html", {"refusal": refusal, "is_unknown": True}, status=404)
    except actions.AnswerRefused as refusal:
        return _page("ask/refused.html", {"refusal": refusal})


def _answer(request, secret, question_set):
    is_sent = request.method == "POST"
    form = QuestionsForm(request.POST if is_sent else None, questions=question_set.questions.all())
    if is_sent and form.is_valid():
        actions.answer(secret, answers=form.cleaned_data)
        return redirect("ask:thanks")
    return _page("ask/answer.html", {"form": form, "question_set": question_set})


@nameless
@require_GET
def thanks(request):
    return _page("ask/thanks.html", {})


def _page(template, context, *, status=200):
    """A page made without the request: no session, no message and no name of somebody signed in gets into it."""
    shell = {"organisation": Organisation.load()}
    return HttpResponse(render_to_string(template, {"shell": shell, **context}), status=status)


@require_GET
def results(request, key):
    question_set, kind = _readable(request, key)
    context = {
        "question_set": question_set,
        "results": answered.of(question_set),
        "crumbs": kind.crumbs(question_set),
    }
    return render(request, "ask/results.html", context)


@require_GET
def results_csv(request, key):
    question_set, _ = _readable(request, key)
    rows = answered.table(answered.of(question_set))
    return stream_csv(f"Answers {question_set.title}", ["Question", "Answer", "Number"], rows)


def _readable(request, key):
    """The set with its kind, if the kind lets this person read the results; otherwise there is nothing here."""
    question_set = get_object_or_404(QuestionSet.objects.select_related("content_type"), key=key)
    kind = kinds.kind_of(question_set.kind)
    if kind is None or not kind.may_read(request.user, question_set):
        raise Http404
    return question_set, kind
