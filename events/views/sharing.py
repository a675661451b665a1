"""What anybody who may see a date takes away from it: its calendar file and the code for its poster."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from events import feeds
from events.invitation import calendar_of
from events.models import EventPage
from events.sharing import link_to
from hub.core.qr import qr_png

from .finding import own_signup, visible_date


@require_GET
def calendar_file(request, key):
    """The date as a calendar file: the reader's own place if they have one."""
    date = visible_date(request, key, EventPage.objects.live())
    signup = own_signup(request, date)
    if signup and signup.is_confirmed and not date.is_cancelled():
        signup.occurrence, signup.person = date, request.user
        content = calendar_of(signup, method="PUBLISH", stamp=timezone.now())
    else:
        content = feeds.file_of(date)
    return _download(content, "text/calendar; charset=utf-8", f"{date.event.slug}.ics")


@require_GET
def qr(request, key):
    """The link to the event as a picture to print."""
    date = visible_date(request, key, EventPage.objects.live())
    return _download(qr_png(link_to(date)), "image/png", f"{date.event.slug}-qr.png")


def _download(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
