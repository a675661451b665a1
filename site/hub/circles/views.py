from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from .audience import may_see_page


@login_not_required
def serve(request, path):
    """Wagtail's page view behind the door. Signed out, everything that is not public leads to sign-in: what exists
    and what does not answer alike."""
    route = _route(request, path)
    if not request.user.is_authenticated and (route is None or not may_see_page(route.page, request.user)):
        return redirect_to_login(request.get_full_path())
    request._wagtail_route_for_request = route
    return wagtail_serve(request, path)


def _route(request, path) -> RouteResult | None:
    """The live page at this address, straight by its path: two queries, where walking the tree takes two a level."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    found = Page.objects.filter(url_path=f"{site.root_page.url_path}{path}", live=True).first()
    if found is None:
        return None
    page_class = ContentType.objects.get_for_id(found.content_type_id).model_class()
    page = found if page_class is None else page_class.objects.filter(pk=found.pk).first()
    return page and page.route(request, [])
