from django.http import Http404
from wagtail import hooks
from wagtail.documents.models import document_served

from hub.circles.audience import visible_to

from .files import send_file
from .models import HubDocument


@hooks.register("before_serve_document")
def serve_document_to_its_circle(document, request):
    """SECURITY: a document is for all staff unless it belongs to a circle; then for that circle alone. It is always
    saved, never shown as a page of ours."""
    if not visible_to(HubDocument.objects.filter(pk=document.pk), request.user).exists():
        raise Http404
    response = send_file(document.file.name, media_type=document.content_type, filename=document.filename)
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    document_served.send(sender=HubDocument, instance=document, request=request)
    return response


@hooks.register("filter_documents_for_reader")
def keep_documents_this_person_may_open(documents, user):
    """For blocks of rooms below: documents that the reader may open."""
    return visible_to(documents, user)
