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


def statement(*, source: str, template: str, recipient: str, context: str, dedupe_key: str) -> str:
    """An INSERT that posts one notice for each row of `source`, to be part of a larger statement.

    For actions that are measured to need one statement. All arguments are SQL expressions, never text that somebody
    typed. It promises what `post` does: a `dedupe_key` that is known already posts nothing more.
    """
    given = {
        "key": "gen_random_uuid()",
        "template": template,
        "recipient_id": recipient,
        "address": "''",
        "context": context,
        "sealed_body": "NULL",
        "dedupe_key": dedupe_key,
        "state": f"'{Notice.State.WAITING}'",
        "reason": "''",
        "attempts": "0",
        "created_at": "clock_timestamp()",
        "send_after": "clock_timestamp()",
        "leased_by": "''",
    }
    return f"""INSERT INTO {Notice._meta.db_table} ({", ".join(given)}) SELECT {", ".join(given.values())} FROM {source}
        ON CONFLICT (dedupe_key) DO NOTHING"""  # noqa: S608 -- names of our own columns
