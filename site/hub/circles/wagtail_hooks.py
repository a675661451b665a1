from django.http import Http404
from wagtail import hooks
from wagtail.models import Page

from hub.people.roles import is_editor

from .audience import may_see_page, named_to, visible_pages
from .links import DiscreetPageLinkHandler


@hooks.register("before_serve_page", order=-100)
def hide_what_this_person_may_not_see(page, request, serve_args, serve_kwargs):
    """SECURITY: the one gate of page serving. A page with `has_public_face` may show its face to those who may know
    of it; `request.reads_page` tells it which."""
    request.reads_page = may_see_page(page, request.user)
    if request.reads_page:
        return
    if getattr(page, "has_public_face", False) and named_to(Page.objects.filter(pk=page.pk), request.user).exists():
        return
    raise Http404


@hooks.register("construct_page_chooser_queryset")
def choose_from_what_may_be_named(pages, request):
    """Editors choose from the tree they edit; others with a way into the admin only from what they may know of."""
    return pages if is_editor(request.user) else named_to(pages, request.user)


@hooks.register("register_rich_text_features", order=100)
def link_discreetly(features):
    features.register_link_type(DiscreetPageLinkHandler)


@hooks.register("filter_pages_for_reader")
def keep_what_this_person_may_read(pages, user):
    """For blocks of rooms below: links to pages that the reader may open."""
    return visible_pages(pages, user)
