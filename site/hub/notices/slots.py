"""Running registered jobs. A slot is one row in the database: whoever writes it first runs it, there is no leader."""

import logging
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from . import jobs
from .models import JobRun
from .sending import DATABASE_AWAY

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STILL_FRESH = timedelta(minutes=5)  # how late a job that does not catch up may start

log = logging.getLogger(__name__)


def newest_slot(every: timedelta, *, now: datetime) -> datetime:
    """The slot that `now` falls in. Slots begin at multiples of `every`, in UTC."""
    return EPOCH + (now - EPOCH) // every * every


def run_due_jobs(*, seen: dict | None = None, now: datetime | None = None, stopping=lambda: False, says=None) -> int:
    """Run the newest slot of every job that nobody has run yet, and return how many ran.

    After downtime a job runs once, for the newest slot. `seen` remembers between calls which slots are dealt with.
    `says(name)` is called before each run.
    """
    now, seen = now or timezone.now(), {} if seen is None else seen
    count = 0
    for job in jobs.registered():
        slot = newest_slot(job.every, now=now)
        if stopping() or seen.get(job.name) == slot:
            continue
        if (job.catch_up or now - slot <= STILL_FRESH) and (run := _claim(job, slot)):
            if says:
                says(f"job {job.name}")
            _run(job, run)
            count += 1
        seen[job.name] = slot
    return count


def _claim(job, slot) -> JobRun | None:
    """The row of this slot if it is ours to run. A slot whose worker died is not run again: the next one is."""
    run, is_ours = JobRun.objects.get_or_create(job=job.name, slot=slot)
    return run if is_ours else None


def _run(job, run):
    """A job's mistake is noted by the name of its exception, and stops nothing else."""
    try:
        job.run(run.slot)
    except DATABASE_AWAY:
        raise
    except Exception as error:
        log.exception("Job %s failed", job.name)
        run.failed, run.outcome = True, type(error).__name__
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at", "outcome", "failed"])
