"""The jobs of the platform itself: scheduled publishing every minute, clearing out every night."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from .models import JobRun, Notice

KEEP_NOTICES = timedelta(days=90)
KEEP_JOB_RUNS = timedelta(days=30)
KEEP_SEALED_WORDS = timedelta(days=30)
BATCH = 1000


def publish_scheduled(slot) -> None:
    """Publish and unpublish the pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


def clear_out(slot, *, now=None) -> None:
    """Remove what nobody needs any more: old notices, job runs and sessions, and words that were never sent."""
    now = now or timezone.now()
    over = Notice.objects.filter(state__in=["sent", "dropped"], created_at__lt=now - KEEP_NOTICES)
    _delete(over.filter(sent_at=None) | over.filter(sent_at__lt=now - KEEP_NOTICES))
    _delete(JobRun.objects.filter(slot__lt=now - KEEP_JOB_RUNS))
    given_up = Notice.objects.dead().filter(created_at__lt=now - KEEP_SEALED_WORDS, sealed_body__isnull=False)
    given_up.update(sealed_body=None)
    call_command("clearsessions", verbosity=0)


def _delete(queryset):
    """In batches, so that no lock and no transaction lasts long."""
    while batch := list(queryset.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        queryset.model.objects.filter(pk__in=batch).delete()
