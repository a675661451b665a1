"""300 notices, a mail server that refuses and hangs up, four workers killed hard: nothing is lost."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import timezone

from hub.notices.backend import OutboxBackend
from hub.notices.models import Heartbeat, Notice

ROOT = Path(__file__).resolve().parents[3]
NOTICES, KILLS, LONGEST = 300, 4, 120


class MoodyServer:
    """Takes about seven messages of ten; refuses the others for now, or hangs up before it has taken them."""

    def __init__(self):
        self.taken, self.refused, self.hung_up = [], 0, 0
        self._mood = random.Random(7)  # noqa: S311 -- no secret

    async def handle_RCPT(self, server, session, envelope, address, options):
        mood = self._mood.random()
        if mood < 0.05:
            self.hung_up += 1
            server.transport.abort()
        if mood < 0.15:
            self.refused += 1
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self._mood.random() < 0.15:
            self.refused += 1
            return "452 4.3.1 Out of room"
        time.sleep(0.004)  # a kill should find a message in flight
        self.taken.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content)["Message-ID"]))
        return "250 OK"


@pytest.fixture
def mail_server():
    server = MoodyServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        server.port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    yield server
    controller.stop()


def start_worker(port):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings_worker",
        "WORKER_DATABASE": connection.settings_dict["NAME"],
        "WORKER_SMTP_PORT": str(port),
    }
    return subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT, env=environment)


def pass_the_time():
    """Back-off and leases are over: the test does not wait for the clock."""
    now = timezone.now()
    Notice.objects.filter(state="waiting", send_after__gt=now).update(send_after=now)


def free_the_dead(worker):
    Notice.objects.filter(state="sending", leased_by__endswith=f":{worker.pid}").update(
        leased_until="2000-01-01T00:00Z"
    )


def wait_until(is_true, worker):
    end = time.monotonic() + LONGEST
    while not is_true():
        assert worker.poll() is None, "the worker ended by itself"
        assert time.monotonic() < end, "too slow"
        pass_the_time()
        time.sleep(0.05)


def test_nothing_is_lost_and_no_more_is_doubled_than_was_killed(committed, mail_server):
    committed(fight, mail_server)


def fight(mail_server):
    addresses = [f"person{number}@wexcombe.example" for number in range(NOTICES)]
    OutboxBackend().send_messages([EmailMessage("Hello", "Words", None, [address]) for address in addresses])
    worker = start_worker(mail_server.port)

    try:
        for kill in range(1, KILLS + 1):
            wait_until(lambda: len(mail_server.taken) >= kill * NOTICES // (KILLS + 2), worker)  # noqa: B023
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
            free_the_dead(worker)
            worker = start_worker(mail_server.port)
        wait_until(lambda: not Notice.objects.exclude(state="sent").exists(), worker)
        time.sleep(0.5)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
    finally:
        worker.kill()

    arrived = Counter(address for address, _ in mail_server.taken)
    assert sorted(arrived) == sorted(addresses)
    assert sum(arrived.values()) - NOTICES <= KILLS
    message_ids = dict(mail_server.taken)
    assert len(set(mail_server.taken)) == NOTICES == len(set(message_ids.values()))
    assert mail_server.refused > 20 and mail_server.hung_up > 5
    assert not Heartbeat.objects.filter(worker__endswith=f":{worker.pid}").exists()
