"""Writing to the outbox. Call it in the action's own transaction: the notice and its cause stand or fall together."""

from datetime import datetime

from django.utils import timezone

from .models import Notice


def post(
    *, template: str, dedupe_key: str, recipient=None, address="", context=None, send_after: datetime | None = None
):
    """Put one notice in the outbox and return it. The same `dedupe_key` again returns the first and sends nothing more.

    `template` names a letter registered with `hub.notices.letters`; `context` holds ids, never words.
    `address` is for somebody who has no account yet.
    """
    notice, _ = Notice.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "template": template,
            "recipient": recipient,
            "address": address,
            "context": context or {},
            "send_after": send_after or timezone.now(),
        },
    )
    return notice
