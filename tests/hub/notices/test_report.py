from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.notices import actions, heartbeat
from hub.notices.backend import OutboxBackend
from hub.notices.models import JobRun, Notice
from hub.people.roles import EDITORS
from tests.factories.notices import NoticeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/notices/"


@pytest.fixture
def keeper_client(client, keeper):
    client.force_login(keeper)
    return client


def shown(response):
    return list(response.context["object_list"])


def test_the_report_shows_kind_recipient_state_reason_and_attempts(keeper_client):
    NoticeFactory(
        template="events/email/place_given",
        recipient__first_name="Ada",
        recipient__last_name="Quayle",
        state="dead",
        reason="Refused by the mail server (550).",
        attempts=7,
    )

    page = keeper_client.get(REPORT).content.decode()

    for words in ("events: place given", "Ada Quayle", "Given up", "Refused by the mail server (550).", "<td>7</td>"):
        assert words in page


def test_no_word_of_a_letter_is_shown(keeper_client):
    NoticeFactory(context={"words": "SECRETWORDS"}, state="dead")
    letter = EmailMultiAlternatives("SECRETWORDS", "SECRETWORDS", None, ["ada@wexcombe.example"])
    OutboxBackend().send_messages([letter])

    for address in (REPORT, f"{REPORT}results/", f"{REPORT}?recipient=ada", f"{REPORT}retry-given-up/", "/admin/"):
        response = keeper_client.get(address, follow=True)
        assert response.status_code == 200
        assert "SECRETWORDS" not in response.content.decode()
    assert "ada@wexcombe.example" in keeper_client.get(REPORT).content.decode()


def test_filters_by_state_kind_and_recipient(keeper_client):
    dead = NoticeFactory(state="dead", recipient__last_name="Quayle")
    sent = NoticeFactory(state="sent", template="notices/sealed", recipient=None, address="new@wexcombe.example")
    waiting = NoticeFactory(recipient__email="ada@wexcombe.example", send_after=timezone.now() + timedelta(days=1))

    assert shown(keeper_client.get(REPORT)) == [waiting, sent, dead]
    assert shown(keeper_client.get(REPORT, {"state": "dead"})) == [dead]
    assert shown(keeper_client.get(REPORT, {"template": "notices/sealed"})) == [sent]
    assert shown(keeper_client.get(REPORT, {"recipient": "alex quayle"})) == [dead]
    assert shown(keeper_client.get(REPORT, {"recipient": "new@"})) == [sent]
    assert shown(keeper_client.get(REPORT, {"recipient": "ADA@"})) == [waiting]


def test_the_report_is_paginated(keeper_client):
    NoticeFactory.create_batch(51, recipient=PersonFactory())

    assert len(shown(keeper_client.get(REPORT))) == 50
    assert len(shown(keeper_client.get(REPORT, {"p": 2}))) == 1


def test_the_report_costs_the_same_however_many_notices(keeper_client):
    NoticeFactory(state="dead")
    keeper_client.get(f"{REPORT}results/")  # warm the caches

    with_one = count_queries(keeper_client)
    NoticeFactory.create_batch(2, state="dead")

    assert count_queries(keeper_client) == with_one


def count_queries(client):
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{REPORT}results/")
    return len(queries)


def test_one_is_retried(keeper_client, keeper):
    notice = NoticeFactory(state="dead", reason="Refused", attempts=9, first_tried_at=timezone.now())

    response = keeper_client.post(reverse("notices_admin:retry", args=[notice.key]))

    notice.refresh_from_db()
    assert (response.status_code, response.url) == (302, REPORT)
    assert (notice.state, notice.reason, notice.attempts, notice.first_tried_at) == ("waiting", "", 0, None)
    assert notice.send_after <= timezone.now()
    assert [(entry.action, entry.user) for entry in ModelLogEntry.objects.for_instance(notice)] == [
        ("hub_notices.retry", keeper)
    ]


def test_one_that_waits_for_its_next_attempt_is_retried_at_once(keeper):
    later = timezone.now() + timedelta(hours=1)
    notice = NoticeFactory(first_tried_at=timezone.now(), attempts=6, send_after=later)

    assert notice.is_unlucky and actions.retry(notice, by=keeper)

    notice.refresh_from_db()
    assert notice.send_after < later


@pytest.mark.parametrize("state", ["sent", "dropped", "sending", "waiting"])
def test_what_is_over_in_hand_or_not_yet_ripe_is_not_retried(keeper, state):
    notice = NoticeFactory(state=state)

    assert not notice.is_unlucky and actions.retry(notice, by=keeper) is False

    notice.refresh_from_db()
    assert notice.state == state


def test_all_given_up_are_retried_after_a_question(keeper_client):
    NoticeFactory.create_batch(2, state="dead")
    dropped = NoticeFactory(state="dropped")
    address = f"{REPORT}retry-given-up/"

    assert "2 notices were given up." in keeper_client.get(address).content.decode()
    assert Notice.objects.dead().count() == 2

    assert keeper_client.post(address).status_code == 302
    dropped.refresh_from_db()
    assert Notice.objects.dead().count() == 0
    assert dropped.state == "dropped"


def test_a_get_retries_nothing(keeper_client):
    notice = NoticeFactory(state="dead")

    assert keeper_client.get(reverse("notices_admin:retry", args=[notice.key])).status_code == 405
    assert Notice.objects.dead().count() == 1


@pytest.mark.parametrize("path", ["", "results/", "retry-given-up/"])
def test_others_are_sent_away(client, keeper, path):
    keeper.groups.clear()
    NoticeFactory(recipient__last_name="Quayle")
    client.force_login(keeper)

    response = client.get(f"{REPORT}{path}")

    assert response.status_code in (302, 403)
    assert b"Quayle" not in response.content


def test_an_editor_in_the_admin_sees_neither_report_nor_panel(client, keeper):
    keeper.groups.set([Group.objects.get(name=EDITORS)])
    notice = NoticeFactory(state="dead")
    client.force_login(keeper)

    assert client.get(REPORT).status_code == 302
    assert client.post(reverse("notices_admin:retry", args=[notice.key])).status_code == 302
    assert client.post(f"{REPORT}retry-given-up/").status_code == 302
    home = client.get("/admin/").content.decode()
    assert "Mail and jobs" not in home and REPORT not in home
    assert Notice.objects.dead().count() == 1


def test_a_warning_is_shown_until_a_worker_is_seen(keeper_client):
    now = timezone.now()
    heartbeat.beat("host:1", now=now - timedelta(seconds=61))
    for address in ("/admin/", REPORT):
        assert "No worker is running." in keeper_client.get(address).content.decode()

    heartbeat.beat("host:1", doing="job clear_out", now=now)
    for address in ("/admin/", REPORT):
        page = keeper_client.get(address).content.decode()
        assert "No worker is running." not in page
        assert "Worker host:1" in page and "job clear_out" in page


def test_the_last_run_of_each_job_is_shown(keeper_client):
    JobRun.objects.create(
        job="clear_out", slot=timezone.now(), finished_at=timezone.now(), failed=True, outcome="KeyError"
    )

    page = keeper_client.get(REPORT).content.decode()

    assert "Failed: KeyError" in page and "publish_scheduled" in page and "not yet" in page
