import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.views.decorators.http import require_safe
from wagtail.models import Page, ReferenceIndex

from hub.circles.audience import visible_pages, visible_to
from hub.core.models import Organisation

from .files import send_file
from .models import HubImage, HubRendition

A_WEEK = 60 * 60 * 24 * 7


@login_not_required
@require_safe
def media(request, path):
    """A picture in one of its sizes, for those who may see it. Originals and everything else stay closed."""
    if "\0" in path:
        raise Http404
    renditions = HubRendition.objects.filter(file=path)
    if visible_to(renditions, request.user, circle="image__circle").exists() or _is_on_a_page_of(
        renditions, request.user
    ):
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


def _is_on_a_page_of(renditions, user) -> bool:
    """Whether a guest may see a page that shows this picture. A picture for all staff follows its pages for guests."""
    if not user.is_authenticated or user.kind != user.Kind.GUEST:
        return False
    rendition = renditions.filter(image__circle=None).first()
    if rendition is None:
        return False
    uses = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(HubImage),
        to_object_id=str(rendition.image_id),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = Page.objects.live().filter(pk__in=[int(pk) for pk in uses.values_list("object_id", flat=True)])
    return visible_pages(pages, user).exists()
