"""The Hub's addresses and two yardsticks: a view that asks the database for nothing, and one that knows its reader."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from hub import urls as hub_urls


@login_not_required
def bare(request):
    return HttpResponse("bare")


def bare_signed_in(request):
    return HttpResponse(f"bare {request.user.pk}")


urlpatterns = [path("bench/bare", bare), path("bench/signed-in", bare_signed_in), *hub_urls.urlpatterns]
handler400, handler403 = hub_urls.handler400, hub_urls.handler403
handler404, handler500 = hub_urls.handler404, hub_urls.handler500
