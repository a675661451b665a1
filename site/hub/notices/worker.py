"""The loop of `run_worker`: jobs, long jobs and notices, until told to end. Any number of workers may run."""

import logging
import threading
import time

from django.db import connection

from . import heartbeat, longjobs, slots
from .carriers import NoConnection, carrier
from .sending import DATABASE_AWAY, send_due

IDLE = 1  # seconds
NOTICES_A_TURN = 50  # then jobs have their turn: a newsletter must not hold up scheduled publishing
LONGEST_PAUSE = 60

log = logging.getLogger(__name__)


class Worker:
    """One process's share of the work. `stop()` may be called from a signal: the row in hand is finished first."""

    def __init__(self, *, name: str | None = None):
        self.name = name or heartbeat.worker_name()
        self._carrier = carrier()
        self._pulse = heartbeat.Pulse(self.name)
        self._stopping = threading.Event()
        self._seen_slots = {}
        self._mail_failures, self._mail_again_at = 0, 0.0

    def stop(self, *_):
        self._stopping.set()

    def run_once(self) -> None:
        """Everything that is due now, in this thread and without a sign of life; what waits for later stays."""
        self._run_jobs()
        while longjobs.run_next(stopping=self._stopping.is_set):
            pass
        self._send_mail(limit=None)
        self._carrier.close()

    def run(self) -> None:
        """Work until stopped. A database that goes away is waited for."""
        self._pulse.start()
        aside = threading.Thread(target=self._run_long_jobs, name="long jobs")
        aside.start()
        try:
            self._until_stopped(self._turn)
        finally:
            self.stop()
            aside.join()
            self._pulse.end()
            self._carrier.close()
            self._say_goodbye()

    def _run_long_jobs(self):
        """On a thread of its own, so that mail does not wait for them."""
        try:
            self._until_stopped(lambda: longjobs.run_next(stopping=self._stopping.is_set))
        finally:
            connection.close()

    def _until_stopped(self, turn):
        """Call `turn()` again and again, with a pause after each that found nothing to do."""
        failures = 0
        while not self._stopping.is_set():
            try:
                pause = 0 if turn() else IDLE
                failures = 0
            except DATABASE_AWAY as error:
                connection.close()
                pause = _pause(failures)
                failures += 1
                log.warning("The database does not answer (%s): trying again in %s s", type(error).__name__, pause)
            self._stopping.wait(pause)

    def _turn(self) -> bool:
        """A share of everything that is due; False when there was nothing."""
        ran = self._run_jobs()
        sent = self._send_mail(limit=NOTICES_A_TURN)
        if sent < NOTICES_A_TURN:
            self._carrier.close()  # one connection a run: a server does not like idle ones
        return bool(ran or sent)

    def _run_jobs(self) -> int:
        ran = slots.run_due_jobs(seen=self._seen_slots, stopping=self._stopping.is_set, says=self._says)
        self._says("")
        return ran

    def _send_mail(self, *, limit) -> int:
        """How many notices were looked at. While the mail server is away, ask it less and less often."""
        if time.monotonic() < self._mail_again_at:
            return 0
        try:
            sent = send_due(self._carrier, worker=self.name, limit=limit, stopping=self._stopping.is_set)
        except NoConnection as error:
            pause = _pause(self._mail_failures)
            self._mail_failures += 1
            self._mail_again_at = time.monotonic() + pause
            self._says(f"waiting for the mail server ({error})")
            log.warning("The mail server does not answer (%s): trying again in %s s", error, pause)
            return 0
        self._mail_failures = 0
        return sent

    def _says(self, doing):
        self._pulse.doing = doing

    def _say_goodbye(self):
        try:
            heartbeat.forget(self.name)
        except DATABASE_AWAY:
            log.warning("The database does not answer: this worker's last sign of life stays.")


def _pause(failures: int) -> int:
    """Seconds: 1, 2, 4 … up to a minute."""
    return min(2 ** min(failures, 10), LONGEST_PAUSE)
