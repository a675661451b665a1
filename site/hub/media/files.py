"""Sending a stored file: by the web server in front where one is set up for it, otherwise by this process."""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse


def send_file(path: str, *, media_type: str, filename: str = ""):
    """The answer that carries the file at `path` of the media storage; with `filename` it is saved, not shown.

    With HUB_ACCEL_PREFIX set the body is left to the proxy (X-Accel-Redirect). Otherwise it is read into memory, for
    uploads are 10 MB at most and Wagtail's hook for documents takes no streaming answer. Raises Http404 when the file
    is gone.
    """
    response = HttpResponse(content_type=media_type)
    if settings.HUB_ACCEL_PREFIX:
        response["X-Accel-Redirect"] = settings.HUB_ACCEL_PREFIX.rstrip("/") + "/" + quote(path)
    else:
        response.content = _read(path)
    if filename:
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _read(path) -> bytes:
    try:
        with default_storage.open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise Http404 from None
