import threading
from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Page

from hub.notices import jobs, slots
from hub.notices.housekeeping import publish_scheduled
from hub.notices.models import JobRun

NOON = datetime(2030, 5, 6, 12, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("every", "slot"),
    [
        (timedelta(minutes=1), datetime(2030, 5, 6, 12, 0, tzinfo=UTC)),
        (timedelta(minutes=15), datetime(2030, 5, 6, 12, 0, tzinfo=UTC)),
        (timedelta(hours=1), datetime(2030, 5, 6, 12, 0, tzinfo=UTC)),
        (timedelta(days=1), datetime(2030, 5, 6, tzinfo=UTC)),
    ],
)
def test_slots_begin_at_multiples_of_their_length(every, slot):
    assert slots.newest_slot(every, now=NOON) == slot
    assert (slot - slots.EPOCH) % every == timedelta(0)


def test_a_job_runs_once_a_slot(db, only_jobs):
    ran = []
    only_jobs.register("tick", ran.append, every=MINUTE)

    counts = [slots.run_due_jobs(now=NOON + timedelta(seconds=seconds)) for seconds in (0, 10, 29, 30, 40)]

    assert counts == [1, 0, 0, 1, 0]
    assert ran == [NOON.replace(second=0), NOON.replace(minute=1, second=0)]


def test_after_long_downtime_a_job_runs_once_for_the_newest_slot(db, only_jobs):
    ran = []
    only_jobs.register("tick", ran.append, every=MINUTE)
    slots.run_due_jobs(now=NOON)

    slots.run_due_jobs(now=NOON + timedelta(hours=6))

    assert ran[1:] == [NOON.replace(hour=18, second=0)]


@pytest.mark.parametrize(("late", "runs"), [(timedelta(minutes=4), 1), (timedelta(minutes=6), 0)])
def test_a_job_that_does_not_catch_up_lets_a_missed_slot_go(db, only_jobs, late, runs):
    only_jobs.register("daily", lambda slot: None, every=timedelta(days=1), catch_up=False)

    assert slots.run_due_jobs(now=datetime(2030, 5, 6, tzinfo=UTC) + late) == runs


def test_a_failed_job_is_noted_by_name_and_stops_no_other(db, only_jobs):
    ran = []
    only_jobs.register("bad", lambda slot: {}["SECRETWORDS"], every=MINUTE)
    only_jobs.register("good", ran.append, every=MINUTE)

    slots.run_due_jobs(now=NOON)

    bad, good = JobRun.objects.order_by("job")
    assert (bad.failed, bad.outcome, good.failed, good.outcome) == (True, "KeyError", False, "")
    assert bad.finished_at and good.finished_at
    assert ran == [NOON.replace(second=0)]


def test_what_was_dealt_with_is_not_asked_again(db, only_jobs, django_assert_num_queries):
    only_jobs.register("tick", lambda slot: None, every=MINUTE)
    seen = {}
    slots.run_due_jobs(now=NOON, seen=seen)

    with django_assert_num_queries(0):
        slots.run_due_jobs(now=NOON, seen=seen)


def test_several_workers_run_each_slot_once(committed, only_jobs):
    ran, lock, barrier = [], threading.Lock(), threading.Barrier(4)

    def run(slot):
        with lock:
            ran.append(slot)

    def work():
        for number in range(25):
            barrier.wait(timeout=20)
            slots.run_due_jobs(now=NOON + number * MINUTE)

    only_jobs.register("tick", run, every=MINUTE)
    workers = [threading.Thread(target=committed, args=[work]) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(ran) == [NOON.replace(second=0) + number * MINUTE for number in range(25)]


def test_the_platforms_own_jobs_are_registered():
    own = {job.name: job.every for job in jobs.registered()}

    assert own["publish_scheduled"] == MINUTE
    assert own["clear_out"] == timedelta(days=1)


def test_scheduled_publishing_publishes(root_page):
    page = root_page.add_child(instance=Page(title="Soon", slug="soon", live=False))
    page.go_live_at = datetime(2020, 1, 1, tzinfo=UTC)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    assert not Page.objects.get(pk=page.pk).live and revision

    publish_scheduled(NOON)

    assert Page.objects.get(pk=page.pk).live
