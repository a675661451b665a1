import re

from csp.constants import SELF, UNSAFE_INLINE
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

ADMIN_LOOSENS = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
_connection_lost = re.compile(r"connect|server closed|terminating|shutting down|starting up|timeout expired", re.I)


class AdminPolicyMiddleware:
    """Under /admin/ alone the policy admits inline script and style, which Wagtail's editor needs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_update = {**ADMIN_LOOSENS, **getattr(response, "_csp_update", {})}
        return response


class NullCharacterMiddleware:
    """An address with a null character is no address of ours, and PostgreSQL would not take it: 400."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponse(render_to_string("400.html"), status=400)
        return self.get_response(request)


class DatabaseGoneMiddleware:
    """While the database cannot be reached every page says so with a 503 and when to try again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return unavailable(request) if is_connection_lost(exception) else None


def is_connection_lost(exception) -> bool:
    """Whether the database cannot be reached, rather than a query being wrong."""
    return isinstance(exception, (OperationalError, InterfaceError)) and bool(_connection_lost.search(str(exception)))


def unavailable(request):
    """The 503 page. It asks the database for nothing."""
    # Without the request no context processor runs: they would ask the database who this is.
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "30"
    add_never_cache_headers(response)
    return response
