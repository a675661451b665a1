"""What happens to answers by themselves: every night they are mixed, and when their time is over they go."""

from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from .models import Answer, QuestionSet, Ticket

MIXED_FOR = timedelta(days=7)  # after closing: long enough to catch up after downtime


def mix(slot, *, today=None) -> None:
    """Write the answers and tickets of open questions anew, so that the database itself no longer knows their order.

    PostgreSQL remembers of every row which transaction wrote it and where it lies: by that an answer leads to the
    ticket that was used with it. Afterwards one transaction wrote them all, in an order drawn by lot.
    """
    today = today or timezone.localdate()
    recent = QuestionSet.objects.filter(closes_on__gte=today - MIXED_FOR)
    for pk in recent.order_by("pk").values_list("pk", flat=True):
        _mix(pk)


@transaction.atomic
def _mix(question_set):
    # In place, because somebody may be waiting for the lock of a ticket: a row written anew would be gone for them.
    Ticket.objects.filter(question_set=question_set).update(used=F("used"))
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH taken AS (DELETE FROM hub_ask_answer WHERE question_id IN "
            "(SELECT id FROM hub_ask_question WHERE question_set_id = %s) RETURNING *) "
            "INSERT INTO hub_ask_answer SELECT * FROM taken ORDER BY random()",
            [question_set],
        )


def forget(slot, *, today=None) -> None:
    """Delete tickets as soon as they open nothing, and answers a set number of days after closing."""
    today = today or timezone.localdate()
    Ticket.objects.filter(question_set__in=QuestionSet.objects.closed(today=today)).delete()
    Answer.objects.filter(question__question_set__closes_on__lt=kept_since(today)).delete()


def kept_since(today):
    """Answers to questions that closed before this day are deleted."""
    return today - timedelta(days=settings.HUB_ANSWERS_KEPT_DAYS)
