"""Mail that Wagtail, allauth or Django itself sends goes the way of all mail: a notice for each recipient."""

import uuid

from django.contrib.auth import get_user_model
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from .compose import SEALED, address_alone
from .models import Notice
from .sealing import seal


class OutboxBackend(BaseEmailBackend):
    """The site's EMAIL_BACKEND. It opens no connection: the notices stand or fall with the caller's transaction."""

    def send_messages(self, email_messages):
        """Put every message in the outbox, one notice for each recipient; return how many messages had any."""
        return sum(1 for message in email_messages if _post(message))


@transaction.atomic
def _post(message) -> list[Notice]:
    addresses = list(dict.fromkeys(address_alone(recipient).lower() for recipient in message.recipients()))
    if not any(addresses):
        return []
    sealed = seal(message.message().as_bytes())
    return [_notice(address, sealed) for address in addresses if address]


def _notice(address, sealed):
    person = get_user_model().objects.filter(email__iexact=address).first()
    return Notice.objects.create(
        template=SEALED,
        recipient=person,
        address="" if person else address,
        sealed_body=sealed,
        dedupe_key=f"sealed:{uuid.uuid4()}",
        send_after=timezone.now(),
    )
