from django.db import IntegrityError, transaction

from hub.core.models import ShortLink
from hub.core.short_codes import new_code

from .models import TrailLink
from .trails import type_of

TRIES = 20


def join(cause, result, *, by=None) -> TrailLink:
    """Say that `cause` led to `result`. Saying it twice is harmless."""
    link, _ = TrailLink.objects.get_or_create(
        cause_type=type_of(cause),
        cause_id=str(cause.pk),
        result_type=type_of(result),
        result_id=str(result.pk),
        defaults={"made_by": by},
    )
    return link


def part(cause, result) -> None:
    """Take back that `cause` led to `result`."""
    TrailLink.objects.filter(
        cause_type=type_of(cause),
        cause_id=str(cause.pk),
        result_type=type_of(result),
        result_id=str(result.pk),
    ).delete()


def short_link_to(thing, *, rng=None) -> ShortLink:
    """The one short link of `thing`, made when first asked for. Raises RuntimeError when no free code is found."""
    address = {"content_type": type_of(thing), "object_id": str(thing.pk)}
    for _ in range(TRIES):
        found = ShortLink.objects.filter(**address).first()
        if found:
            return found
        try:
            with transaction.atomic():
                return ShortLink.objects.create(code=new_code(rng), **address)
        except IntegrityError:
            continue
    raise RuntimeError("No free short code was found.")
