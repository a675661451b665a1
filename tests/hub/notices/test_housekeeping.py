from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from hub.notices import housekeeping, lifecycle
from hub.notices.models import JobRun, LongJob, Notice
from hub.people import lifecycle as registry
from tests.factories.notices import NoticeFactory

pytestmark = pytest.mark.django_db


def aged(days, **fields):
    notice = NoticeFactory(**fields)
    Notice.objects.filter(pk=notice.pk).update(created_at=timezone.now() - timedelta(days=days))
    return notice


def test_what_nobody_needs_is_cleared_out():
    now = timezone.now()
    aged(200, state="sent", sent_at=now - timedelta(days=91))
    aged(91, state="dropped")
    kept = [
        aged(200, state="sent", sent_at=now - timedelta(days=89)),
        aged(89, state="dropped"),
        aged(200, state="waiting"),
        aged(200, state="dead"),
    ]
    JobRun.objects.create(job="tick", slot=now - timedelta(days=31))
    young = JobRun.objects.create(job="tick", slot=now - timedelta(days=29))
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))

    housekeeping.clear_out(now)

    assert set(Notice.objects.all()) == set(kept)
    assert list(JobRun.objects.all()) == [young]
    assert not Session.objects.exists()


def test_words_that_were_never_sent_are_erased_after_a_month():
    old, young = aged(31, state="dead", sealed_body=b"words"), aged(29, state="dead", sealed_body=b"words")

    housekeeping.clear_out(timezone.now())

    old.refresh_from_db()
    young.refresh_from_db()
    assert old.sealed_body is None and young.sealed_body is not None


def test_erasing_a_person_stops_their_mail_and_forgets_their_address(person):
    waiting = NoticeFactory(recipient=person, sealed_body=b"words")
    dead = NoticeFactory(recipient=person, state="dead")
    sent = NoticeFactory(recipient=person, state="sent")
    to_address = NoticeFactory(recipient=None, address=person.email.upper())
    other = NoticeFactory()

    lifecycle.erase_notices(person, timezone.now())

    rows = [Notice.objects.get(pk=notice.pk) for notice in (waiting, dead, sent, to_address, other)]
    assert [row.state for row in rows] == ["dropped", "dropped", "sent", "dropped", "waiting"]
    assert rows[0].sealed_body is None
    assert (rows[3].address, rows[3].recipient) == ("", person)


def test_a_person_gets_their_rows_as_plain_values(person):
    NoticeFactory(recipient=person, template="a/b")
    LongJob.objects.create(task="count", asked_by=person)

    [notice] = lifecycle.export_notices(person)
    [job] = lifecycle.export_long_jobs(person)

    assert (notice["template"], notice["state"], notice["sent_at"]) == ("a/b", "waiting", None)
    assert isinstance(notice["created_at"], str)
    assert (job["task"], job["state"]) == ("count", "waiting")


def test_both_models_have_a_lifecycle_entry():
    assert {"hub_notices.Notice", "hub_notices.LongJob"} <= {entry.model for entry in registry.entries()}
