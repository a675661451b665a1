"""Two hundred people, twenty places, two web processes."""

import http.client
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from events import actions
from events.actions import storm
from events.models import Signup
from hub.notices.models import Notice

from .committed import an_event
from .test_race import at_once

PEOPLE, PLACES, AT_ONCE = 200, 20, 50
CSRF_TOKEN = "s" * 32
ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def db(committed_rows):
    """Real commits. By this name pytest-django knows that the module needs the test database."""


@pytest.fixture
def server(db, tmp_path):
    """Two gunicorn processes on the test database; gives their port and ends them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings_server",
        "SERVER_DATABASE": connection.settings_dict["NAME"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site"), os.environ.get("PYTHONPATH", "")]),
    }
    command = [
        "gunicorn",
        "hub.wsgi",
        "--workers=2",
        "--threads=4",
        "--worker-class=gthread",
        f"--bind=127.0.0.1:{port}",
    ]
    with open(tmp_path / "server.log", "w") as log:
        process = subprocess.Popen([sys.executable, "-m", *command], env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait_until_it_answers(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_it_answers(port, process):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if _ask(port, "GET", "/healthz", {}) == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The web processes did not start.")


def _ask(port, method, path, headers, body=None):
    answer = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        answer.request(method, path, body=body, headers=headers)
        response = answer.getresponse()
        response.read()
        return response.status
    finally:
        answer.close()


def _signed_in(person):
    """Headers of somebody who has signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: CSRF_TOKEN}
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": CSRF_TOKEN,
        "Content-Type": "application/x-www-form-urlencoded",
    }


def test_two_hundred_people_for_twenty_places(server):
    date, people = an_event(capacity=PLACES, people=PEOPLE)
    before = set(Session.objects.values_list("pk", flat=True))
    headers = [_signed_in(person) for person in people]
    path = reverse("events:sign_up", args=[date.key])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(lambda each: _ask(server, "POST", path, each, "mode=in_person"), headers))
    Session.objects.exclude(pk__in=before).delete()

    confirmed, waiting = list(date.signups.confirmed()), list(date.signups.waiting())
    assert statuses == [302] * PEOPLE
    assert (len(confirmed), len(waiting)) == (PLACES, PEOPLE - PLACES)
    date.refresh_from_db()
    assert date.in_person_tally == PLACES
    assert max(one.signed_up_at for one in confirmed) <= min(one.signed_up_at for one in waiting)
    assert [one.pk for one in waiting] == sorted(one.pk for one in waiting)
    assert Notice.objects.filter(recipient__in=people).count() == PEOPLE


def test_without_the_lock_the_same_storm_overbooks(db, slowly, monkeypatch):
    date, people = an_event(capacity=PLACES, people=40)
    monkeypatch.setattr(storm, "LOCKS", {"limited": "", "unlimited": ""})

    at_once(lambda person: actions.sign_up(date, person=person, mode=Signup.Mode.IN_PERSON), people)

    assert date.signups.confirmed().count() > PLACES
