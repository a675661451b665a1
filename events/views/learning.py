"""My learning: what a person attended, for nobody but themselves."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from events import certificates, learning
from hub.core.models import Organisation
from hub.core.pdf import PdfUnavailable, pdf_of
from hub.core.spreadsheets import stream_csv

from .certificates import MY_HUB, pdf_answer

MOST_ON_PAPER = 100  # a PDF is made while the person waits: about 12 ms a row


@require_GET
def record(request):
    return render(request, "events/learning.html", {**_record(request), "crumbs": MY_HUB})


@require_GET
def record_csv(request):
    return stream_csv("My learning.csv", learning.HEADER, learning.rows(learning.entries_of(request.user)))


@require_GET
def record_pdf(request):
    """The latest of it: the spreadsheet holds all."""
    context = _record(request, most=MOST_ON_PAPER)
    context |= {"organisation": Organisation.load(request), "today": timezone.localdate()}
    try:
        content = pdf_of("events/pdf/learning.html", context, title="My learning")
    except PdfUnavailable as reason:
        messages.error(request, str(reason))
        return redirect("events:learning")
    return pdf_answer(content, "My learning.pdf")


def _record(request, most=None):
    entries = learning.entries_of(request.user)
    shown = entries[:most]
    return {
        "person": request.user,
        "years": learning.by_year(shown),
        "count": len(entries),
        "left_out": len(entries) - len(shown),
        "total": learning.total_in_words(entries),
        "prompts": certificates.REFLECTION_PROMPTS,
        "caution": certificates.REFLECTION_CAUTION,
    }
