"""Long jobs: something that takes too long for a request, asked for by a person who can watch it.

A room registers `run(job, report)` in `AppConfig.ready()`; an action calls `ask`. `run` starts from the beginning when
it is tried again, so it must be able to. It calls `report(done, total)` now and then, at least every ten minutes.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from .models import LongJob
from .sending import DATABASE_AWAY

LEASE = timedelta(minutes=10)
ATTEMPTS = 3

log = logging.getLogger(__name__)
_tasks: dict[str, Callable] = {}


class Stopped(Exception):
    """Raised by `report` when the worker is ending or another one has taken the job over. Let it through."""


def register(task: str, run: Callable) -> None:
    """Say that `run(job, report)` does the long jobs called `task`. The text it returns is kept as outcome."""
    _tasks[task] = run


def ask(task: str, arguments: dict, by) -> LongJob:
    """Have a worker do `task` soon. `arguments` holds ids, never words. KeyError: nobody registered the task."""
    _tasks[task]
    return LongJob.objects.create(task=task, arguments=arguments, asked_by=by)


def run_next(*, stopping=lambda: False, says=None) -> LongJob | None:
    """Do the oldest waiting long job, if there is one, and return it."""
    job = _lease()
    if job is None:
        return None
    if says:
        says(f"long job {job.task}")
    _run(job, stopping)
    return job


@transaction.atomic
def _lease(now: datetime | None = None) -> LongJob | None:
    now = now or timezone.now()
    job = LongJob.objects.due(now=now).select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    if job is None:
        return None
    if job.attempts >= ATTEMPTS:
        job.state, job.outcome, job.finished_at = LongJob.State.FAILED, "Its worker stopped each time.", now
        job.save(update_fields=["state", "outcome", "finished_at"])
        return None
    job.attempts += 1
    job.state, job.leased_until = LongJob.State.RUNNING, now + LEASE
    job.save(update_fields=["attempts", "state", "leased_until"])
    return job


def _run(job, stopping):
    try:
        run = _tasks[job.task]
        outcome = run(job, _reporter(job, stopping))
    except Stopped:
        _mine(job).update(state=LongJob.State.WAITING, leased_until=None, attempts=job.attempts - 1)
    except DATABASE_AWAY:
        raise
    except Exception as error:
        log.exception("Long job %s failed", job.task)
        _failed(job, type(error).__name__)
    else:
        _end(job, LongJob.State.DONE, str(outcome or ""))


def _reporter(job, stopping):
    def report(done: int, total: int | None = None) -> None:
        """Note how far the job is, and keep it ours."""
        progress = {"done": done, "leased_until": timezone.now() + LEASE}
        if total is not None:
            progress["total"] = total
        if not _mine(job).update(**progress) or stopping():
            raise Stopped

    return report


def _failed(job, reason):
    if job.attempts >= ATTEMPTS:
        return _end(job, LongJob.State.FAILED, reason)
    return _mine(job).update(state=LongJob.State.WAITING, leased_until=None, outcome=reason)


def _end(job, state, outcome):
    _mine(job).update(state=state, outcome=outcome[:300], finished_at=timezone.now(), leased_until=None)


def _mine(job):
    """The job's row, unless another worker has taken it over."""
    return LongJob.objects.filter(pk=job.pk, state=LongJob.State.RUNNING, attempts=job.attempts)
