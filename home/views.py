import sys

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from hub.core.middleware import is_connection_lost, unavailable

from . import my, searching


def my_hub(request):
    """My events and my communities, on one page."""
    return render(request, "home/my_hub.html", my.hub_of(request.user))


def search(request):
    return render(request, "home/search.html", searching.results_for(request))


@login_not_required
@never_cache
def healthz(request):
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
def readyz(request):
    """The process can reach its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


# --- error pages -----------------------------------------------------------------------------------------------------
def bad_request(request, exception=None):
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@login_not_required
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """No context processor, no database: whatever broke may be what they need. A lost database is a 503."""
    if is_connection_lost(sys.exc_info()[1]):
        return unavailable(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request, reason=""):
    """The form was stale or came from elsewhere: say so, and what to do."""
    return render(request, "403_csrf.html", status=403)
