from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from hub.notices import outbox
from hub.notices.carriers import ConnectionLost, NoConnection, Refused, TryLater
from hub.notices.letters import NoLongerRight
from hub.notices.models import Notice
from hub.notices.sending import back_off, lease, send, send_due
from tests.factories.notices import NoticeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def outcome_of(notice):
    notice.refresh_from_db()
    return notice.state, notice.reason


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60), (200, 60)]
)
def test_the_wait_doubles_from_a_minute_to_an_hour(attempts, minutes):
    waits = [back_off(attempts, rng=Random(seed)) for seed in range(50)]  # noqa: S311 -- no secret

    wanted = timedelta(minutes=minutes)
    assert timedelta(minutes=1) <= min(waits) and max(waits) <= timedelta(hours=1)
    assert wanted * 0.8 <= min(waits) and max(waits) <= wanted * 1.2
    assert len(set(waits)) > 10


def test_the_same_dedupe_key_is_one_notice(person):
    first = outbox.post(template="a", dedupe_key="once", recipient=person)

    assert outbox.post(template="a", dedupe_key="once", recipient=person) == first
    assert Notice.objects.count() == 1


def test_a_due_notice_is_sent_and_noted(writer, server):
    notice = NoticeFactory(recipient__email="ada@wexcombe.example")

    assert send_due(server, worker="w") == 1

    assert server.sent == ["ada@wexcombe.example"]
    assert outcome_of(notice) == ("sent", "")
    assert (notice.leased_by, notice.leased_until, notice.attempts) == ("", None, 1)
    assert notice.sent_at is not None


def test_a_notice_for_later_waits(writer, server):
    NoticeFactory(send_after=timezone.now() + timedelta(minutes=1))

    assert send_due(server, worker="w") == 0


def test_a_leased_notice_is_left_alone_until_the_lease_runs_out(writer):
    notice = NoticeFactory()
    now = timezone.now()

    assert lease(worker="first", now=now) == notice
    assert lease(worker="second", now=now + timedelta(seconds=119)) is None
    assert lease(worker="second", now=now + timedelta(seconds=121)).attempts == 2


def test_a_worker_that_lost_its_lease_notes_nothing(writer, server):
    NoticeFactory()
    now = timezone.now()
    slow = lease(worker="first", now=now)
    lease(worker="second", now=now + timedelta(minutes=3))
    server.answers[slow.recipient.email] = Refused("no")

    send(slow, server, now=now)

    assert outcome_of(slow) == ("sending", "")
    assert slow.leased_by == "second"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_active": False}, "The account is closed."),
        ({"is_active": False, "email": None, "erased_at": timezone.now()}, "The account is closed."),
        ({"left_on": timezone.localdate() - timedelta(days=1)}, "The recipient has left."),
    ],
)
def test_who_left_gets_nothing(writer, server, changes, reason):
    notice = NoticeFactory(recipient=PersonFactory(**changes), sealed_body=b"words")

    send_due(server, worker="w")

    assert server.sent == []
    assert outcome_of(notice) == ("dropped", reason)
    assert notice.sealed_body is None


def test_what_is_no_longer_right_is_dropped_with_its_reason(writer, server):
    writer.error = NoLongerRight("The event was cancelled.")
    notice = NoticeFactory()

    send_due(server, worker="w")

    assert outcome_of(notice) == ("dropped", "The event was cancelled.")


def test_a_template_that_nobody_writes_is_given_up(server):
    notice = NoticeFactory(template="nobody/knows")

    send_due(server, worker="w")

    assert outcome_of(notice) == ("dead", "No letter is registered for this kind of notice.")


def test_a_writers_mistake_is_tried_again_and_its_words_stay_out(writer, server, caplog):
    writer.error = ValueError("Mrs Whittle's results")
    notice = NoticeFactory()

    send_due(server, worker="w")

    assert outcome_of(notice) == ("waiting", "The letter could not be written (ValueError).")
    assert notice.send_after > timezone.now() + timedelta(seconds=50)
    assert "Whittle" not in caplog.text


def test_a_refused_address_is_given_up_and_delays_nobody(writer, server):
    bad, good = NoticeFactory(), NoticeFactory()
    server.answers[bad.recipient.email] = Refused("Refused by the mail server (550).")

    send_due(server, worker="w")

    assert outcome_of(bad) == ("dead", "Refused by the mail server (550).")
    assert outcome_of(good) == ("sent", "")


def test_a_temporary_refusal_waits_its_turn_and_delays_nobody(writer, server):
    bad, good = NoticeFactory(), NoticeFactory()
    server.answers[bad.recipient.email] = TryLater("Not taken by the mail server (451).")

    assert send_due(server, worker="w") == 2

    assert outcome_of(bad) == ("waiting", "Not taken by the mail server (451).")
    assert bad.attempts == 1
    assert outcome_of(good) == ("sent", "")


@pytest.mark.parametrize(("days", "state"), [(4.9, "waiting"), (5, "dead")])
def test_five_days_of_temporary_refusals_are_enough(writer, server, days, state):
    notice = NoticeFactory(first_tried_at=timezone.now() - timedelta(days=days))
    server.answers[notice.recipient.email] = TryLater("Not taken by the mail server (451).")

    send_due(server, worker="w")

    assert outcome_of(notice)[0] == state


def test_a_notice_posted_long_before_its_time_has_its_five_days(writer, server):
    notice = NoticeFactory()
    Notice.objects.update(created_at=timezone.now() - timedelta(days=30))
    server.answers[notice.recipient.email] = TryLater("Not taken by the mail server (451).")

    send_due(server, worker="w")

    assert outcome_of(notice)[0] == "waiting"


def test_a_broken_connection_counts_against_nobody(writer, server):
    unlucky, next_one = NoticeFactory(), NoticeFactory()
    server.answers[unlucky.recipient.email] = ConnectionLost("SMTPServerDisconnected")

    send_due(server, worker="w")

    assert outcome_of(unlucky) == ("waiting", "The connection to the mail server broke.")
    assert unlucky.attempts == 0
    assert outcome_of(next_one) == ("sent", "")


def test_while_the_mail_server_is_away_no_notice_is_touched(writer, server):
    notice = NoticeFactory()
    server.is_open = False

    with pytest.raises(NoConnection):
        send_due(server, worker="w")

    assert outcome_of(notice) == ("waiting", "")
    assert notice.attempts == 0
