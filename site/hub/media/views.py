import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from hub.circles.audience import visible_to
from hub.core.models import Organisation

from .models import HubRendition

A_WEEK = 60 * 60 * 24 * 7


@login_not_required
@require_safe
def media(request, path):
    """A picture in one of its sizes, for those who may see it. Originals and everything else stay closed."""
    if path and path == Organisation.load(request).logo.name:
        return _file(path, "public, max-age=3600")
    renditions = HubRendition.objects.filter(file=path)
    if visible_to(renditions, request.user, circle="image__circle").exists():
        return _file(path, f"private, max-age={A_WEEK}")
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


def _file(path, cache_control):
    media_type = mimetypes.guess_type(path)[0] or ""
    if not media_type.startswith("image/") or media_type == "image/svg+xml":
        raise Http404
    try:
        response = FileResponse(default_storage.open(path, "rb"), content_type=media_type)
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    return response
