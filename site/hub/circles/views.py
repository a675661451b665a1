from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail import hooks
from wagtail.models import Page, Site

from .audience import may_see_page, named_to, remember_reading, with_reading


@login_not_required
def serve(request, path):
    """A page of the tree, behind the door. Signed out, everything that is not public leads to sign-in: what exists
    and what does not answer alike."""
    page = _live_page_at(request, path)
    if not request.user.is_authenticated and (page is None or not may_see_page(page, request.user)):
        return redirect_to_login(request.get_full_path())
    if page is None:
        raise Http404
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return page.serve(request)


def go_to_page(request, pk):
    """From a number in a text to the page itself, for those who may know of it."""
    page = get_object_or_404(named_to(Page.objects.live(), request.user), pk=pk)
    return redirect(page.get_url(request) or "/")


def _live_page_at(request, path):
    """The live page at this address, straight by its path: two queries, where walking the tree takes two a level."""
    root_path = _root_path(request)
    at_address = Page.objects.filter(url_path=f"{root_path}{path}", live=True) if root_path else Page.objects.none()
    found = with_reading(at_address, request.user).first()
    if not found:
        return None
    page_class = ContentType.objects.get_for_id(found.content_type_id).model_class()
    page = found if page_class is None else page_class.objects.filter(pk=found.pk).first()
    if page:
        remember_reading(page, request.user, found.is_readable)
    return page


def _root_path(request) -> str | None:
    """Where this site's pages begin. Wagtail keeps it in the cache; a second site asks the database."""
    roots = Site.get_site_root_paths()
    if len(roots) == 1:
        return roots[0].root_path
    site = Site.find_for_request(request)
    return site and site.root_page.url_path
