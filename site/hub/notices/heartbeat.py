"""Signs of life: each worker's row, and what the admin is told about the outbox."""

import os
import socket
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Min, Q
from django.utils import timezone

from . import jobs
from .models import Heartbeat, JobRun, Notice
from .sending import DATABASE_AWAY

BEATS_EVERY = 10  # seconds
ALIVE = timedelta(seconds=60)
FORGOTTEN = timedelta(days=1)


def worker_name() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def beat(worker: str, *, doing: str = "", now: datetime | None = None) -> None:
    """Say that `worker` lives and what it does."""
    now = now or timezone.now()
    seen = {"seen_at": now, "doing": doing[:120]}
    Heartbeat.objects.update_or_create(worker=worker, defaults=seen, create_defaults={**seen, "started_at": now})


def forget(worker: str) -> None:
    """The worker ends cleanly. Those that were killed are forgotten after a day."""
    Heartbeat.objects.filter(Q(worker=worker) | Q(seen_at__lt=timezone.now() - FORGOTTEN)).delete()


class Pulse(threading.Thread):
    """Beats every ten seconds while the worker is busy elsewhere, on a connection of its own."""

    def __init__(self, worker: str):
        super().__init__(name="pulse", daemon=True)
        self.worker, self.doing = worker, ""
        self._ended = threading.Event()

    def run(self):
        try:
            while not self._ended.is_set():
                self._beat()
                self._ended.wait(BEATS_EVERY)
        finally:
            connection.close()

    def end(self):
        self._ended.set()
        self.join(timeout=5)

    def _beat(self):
        try:
            beat(self.worker, doing=self.doing)
        except DATABASE_AWAY:
            connection.close()


@dataclass(frozen=True)
class Standing:
    """How the outbox stands."""

    workers: list[Heartbeat]
    oldest_due: datetime | None
    dead: int

    @property
    def is_running(self) -> bool:
        return bool(self.workers)


def standing(*, now: datetime | None = None) -> Standing:
    """Workers seen in the last minute, since when the oldest due notice waits, and how many were given up."""
    now = now or timezone.now()
    workers = Heartbeat.objects.filter(seen_at__gt=now - ALIVE).order_by("worker")
    oldest = Notice.objects.due(now=now).order_by().aggregate(oldest=Min("send_after"))["oldest"]
    return Standing(list(workers), oldest, Notice.objects.dead().count())


def last_runs() -> list[tuple[str, JobRun | None]]:
    """Each registered job with its last run, if any, in one query."""
    names = sorted(job.name for job in jobs.registered())
    newest = [Q(pk=JobRun.objects.filter(job=name).order_by("-slot").values("pk")[:1]) for name in names]
    runs = {run.job: run for run in JobRun.objects.filter(reduce(or_, newest))} if newest else {}
    return [(name, runs.get(name)) for name in names]
