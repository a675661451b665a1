from datetime import timedelta

import pytest
from django.utils import timezone

from hub.notices import longjobs
from hub.notices.models import LongJob

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(monkeypatch):
    """Registers what long jobs called "count" do."""
    monkeypatch.setattr(longjobs, "_tasks", {})
    return lambda run: longjobs.register("count", run)


def test_a_long_job_reports_its_progress_and_ends(task, person):
    seen = []

    def run(job, report):
        report(1, 3)
        seen.append(LongJob.objects.get().done)
        report(3)
        return f"Counted to {job.arguments['to']}"

    task(run)
    job = longjobs.ask("count", {"to": 3}, person)

    assert longjobs.run_next() == job

    job.refresh_from_db()
    assert seen == [1]
    assert (job.state, job.done, job.total, job.outcome) == ("done", 3, 3, "Counted to 3")
    assert job.finished_at and longjobs.run_next() is None


def test_a_task_that_nobody_registered_cannot_be_asked_for(task, person):
    with pytest.raises(KeyError):
        longjobs.ask("count", {}, person)


def test_a_failing_long_job_is_tried_three_times(task, person):
    def run(job, report):
        raise ValueError("SECRETWORDS")

    task(run)
    job = longjobs.ask("count", {}, person)

    states = []
    while longjobs.run_next():
        job.refresh_from_db()
        states.append((job.state, job.outcome))

    assert states == [("waiting", "ValueError"), ("waiting", "ValueError"), ("failed", "ValueError")]


def test_one_whose_workers_were_killed_three_times_is_given_up(task, person):
    task(lambda job, report: None)
    job = longjobs.ask("count", {}, person)
    LongJob.objects.update(state="running", attempts=3, leased_until=timezone.now() - timedelta(seconds=1))

    assert longjobs.run_next() is None

    job.refresh_from_db()
    assert (job.state, job.outcome) == ("failed", "Its worker stopped each time.")


def test_one_left_behind_is_taken_over_and_its_first_worker_notes_nothing(task, person):
    def run(job, report):
        if job.attempts == 1:
            LongJob.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
            longjobs.run_next()
            report(99)
        return f"attempt {job.attempts}"

    task(run)
    job = longjobs.ask("count", {}, person)

    longjobs.run_next()

    job.refresh_from_db()
    assert (job.state, job.outcome, job.done) == ("done", "attempt 2", 0)


def test_a_worker_that_ends_puts_its_long_job_back(task, person):
    task(lambda job, report: report(1))
    job = longjobs.ask("count", {}, person)

    longjobs.run_next(stopping=lambda: True)

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 0)
