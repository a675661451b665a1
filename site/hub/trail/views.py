from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from hub.core.models import ShortLink
from hub.core.short_codes import normalise_code

from .trails import find_visible


@require_safe
def follow(request, code):
    """From a short address to the thing itself, wherever it now lives, if this person may see it."""
    link = ShortLink.objects.filter(code=normalise_code(code)).first()
    step = link and find_visible(link.content_type_id, link.object_id, request.user)
    if not step:
        raise Http404
    return redirect(step.url)
