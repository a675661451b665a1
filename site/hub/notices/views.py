"""The demo's captured mail. Where mail is really sent these addresses do not exist."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import captured
from .permissions import may_read_captured_mail

PER_PAGE = 20

# SECURITY: the HTML part is shown as a mail program would: its own styles, no script, no form, nothing fetched.
LETTER_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
)


@require_safe
@never_cache
def captured_mail(request):
    _refuse_unless_demo(request)
    page = Paginator(captured.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/captured_mail.html", {"page_obj": page})


@require_safe
@never_cache
def captured_letter(request, key):
    return render(request, "notices/captured_letter.html", {"letter": _letter(request, key)})


@require_safe
@never_cache
def captured_html(request, key):
    letter = _letter(request, key)
    if not letter.html:
        raise Http404
    return HttpResponse(letter.html, headers={"Content-Security-Policy": LETTER_POLICY})


@require_safe
@never_cache
def captured_file(request, key, number):
    try:
        file = _letter(request, key).attachments[number]
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(file.content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    return response


def _letter(request, key):
    _refuse_unless_demo(request)
    letter = captured.by_key(key)
    if letter is None:
        raise Http404
    return letter


def _refuse_unless_demo(request):
    if not may_read_captured_mail(request.user):
        raise Http404
