import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.views.decorators.http import require_safe

from hub.circles.audience import visible_to
from hub.core.models import Organisation

from .files import send_file
from .models import HubRendition

A_WEEK = 60 * 60 * 24 * 7


@login_not_required
@require_safe
def media(request, path):
    """A picture in one of its sizes, for those who may see it. Originals and everything else stay closed."""
    if "\0" in path:
        raise Http404
    renditions = HubRendition.objects.filter(file=path)
    if visible_to(renditions, request.user, circle="image__circle").exists():
        return _picture(path, f"private, max-age={A_WEEK}")
    if path == Organisation.load(request).logo.name:
        return _picture(path, "public, max-age=3600")
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


def _picture(path, cache_control):
    media_type = mimetypes.guess_type(path)[0] or ""
    if not media_type.startswith("image/") or media_type == "image/svg+xml":
        raise Http404
    response = send_file(path, media_type=media_type)
    response["Cache-Control"] = cache_control
    return response
