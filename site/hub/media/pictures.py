"""Pictures on cards and pages, in a few fixed sizes, looked up once for a whole list."""

from django.db.models import Prefetch
from wagtail.images.models import SourceImageIOError

from .models import HubImage

CARD = "fill-640x360"
WIDE = "fill-1200x500"
BODY = "width-960"


def with_card_picture(queryset, field="picture"):
    """`queryset` with the image at `field` and its card-sized rendition prefetched: two queries for any number."""
    return queryset.prefetch_related(Prefetch(field, queryset=HubImage.objects.prefetch_renditions(CARD)))


def picture_url(image, spec: str = CARD) -> str:
    """The address of `image` in one of the sizes above; empty when there is no picture or its file is gone."""
    if image is None:
        return ""
    try:
        return image.get_rendition(spec).url
    except (SourceImageIOError, FileNotFoundError):
        return ""
