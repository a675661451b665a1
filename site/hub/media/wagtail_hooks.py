from django.http import Http404
from wagtail import hooks

from hub.circles.audience import visible_to

from .models import HubDocument


@hooks.register("before_serve_document")
def hide_documents_of_other_circles(document, request):
    """SECURITY: a document is for all staff unless it belongs to a circle; then for that circle alone."""
    if not visible_to(HubDocument.objects.filter(pk=document.pk), request.user).exists():
        raise Http404
