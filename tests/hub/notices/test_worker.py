from datetime import timedelta

from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from hub.notices import heartbeat, longjobs
from hub.notices.carriers import SmtpCarrier
from hub.notices.models import Heartbeat, JobRun, Notice
from hub.notices.worker import Worker
from tests.factories.notices import NoticeFactory

MINUTE = timedelta(minutes=1)


def test_once_does_what_is_due_and_ends(db, writer, folder, only_jobs, monkeypatch, person):
    monkeypatch.setattr(longjobs, "_tasks", {"count": lambda job, report: None})
    job = longjobs.ask("count", {}, person)
    only_jobs.register("tick", lambda slot: NoticeFactory(), every=MINUTE)
    NoticeFactory()

    call_command("run_worker", once=True)

    job.refresh_from_db()
    assert len(folder.files) == 2
    assert job.state == "done"
    assert JobRun.objects.get().finished_at
    assert not Heartbeat.objects.exists()


def test_a_mail_server_that_is_away_stops_no_job(db, writer, only_jobs, settings):
    settings.NOTICES_CAPTURE, settings.EMAIL_HOST, settings.EMAIL_PORT = False, "127.0.0.1", 1
    only_jobs.register("tick", lambda slot: None, every=MINUTE)
    notice = NoticeFactory()
    worker = Worker(name="w")

    worker.run_once()
    worker.run_once()

    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("waiting", 0)
    assert JobRun.objects.count() >= 1


def test_the_settings_choose_the_carrier(settings):
    settings.NOTICES_CAPTURE = False

    assert isinstance(Worker(name="w")._carrier, SmtpCarrier)


def test_a_database_that_goes_away_is_waited_for(db):
    worker, calls = Worker(name="w"), []

    def turn():
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        worker.stop()

    worker._until_stopped(turn)

    assert len(calls) == 2


def test_heartbeats_come_and_go(db):
    now = timezone.now()
    heartbeat.beat("a:1", doing="job tick", now=now - timedelta(seconds=50))
    heartbeat.beat("b:2", now=now - timedelta(seconds=61))
    heartbeat.beat("c:3", now=now - timedelta(days=2))

    assert [worker.worker for worker in heartbeat.standing(now=now).workers] == ["a:1"]

    heartbeat.forget("a:1")
    assert [row.worker for row in Heartbeat.objects.all()] == ["b:2"]
    assert heartbeat.standing(now=now).is_running is False


def test_standing_tells_since_when_the_oldest_due_notice_waits(db):
    now = timezone.now()
    NoticeFactory(send_after=now - timedelta(hours=2))
    NoticeFactory(send_after=now - timedelta(hours=1))
    NoticeFactory(send_after=now + timedelta(hours=1))
    NoticeFactory(send_after=now - timedelta(days=9), state="sent")
    NoticeFactory(state="dead")

    standing = heartbeat.standing(now=now)

    assert (standing.oldest_due, standing.dead) == (now - timedelta(hours=2), 1)


def test_last_runs_cost_one_query(db, only_jobs, django_assert_num_queries):
    now = timezone.now()
    for name in ("never", "often"):
        only_jobs.register(name, lambda slot: None, every=MINUTE)
    for number in range(3):
        newest = JobRun.objects.create(job="often", slot=now + number * MINUTE)

    with django_assert_num_queries(1):
        assert heartbeat.last_runs() == [("never", None), ("often", newest)]


def test_a_worker_with_nothing_to_do_asks_the_database_little(db, only_jobs, folder, django_assert_num_queries):
    worker = Worker(name="w")

    with django_assert_num_queries(1):
        assert worker._turn() is False
    assert not Notice.objects.exists()
