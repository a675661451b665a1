"""A browser, and a server with the demo for it to visit.

The server and everything behind it work on a database of their own. Django's live server would need tests that flush
the tables afterwards, and with them the rows that migrations made and other tests rely on.
"""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright
from psycopg import sql

from tests.e2e.calendars import EVERY_READER, first_reader, second_reader
from tests.e2e.visitor import MOUSE, NO_SCRIPT, Visitor

ROOT = Path(__file__).resolve().parents[2]
BROWSER_FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
HEIGHT = 900


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The browser comes last: its event loop stays until the end, and other tests start loops of their own."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """Where the server keeps its things, for every process of it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings_e2e",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        "E2E_DATABASE": f"e2e_{os.environ.get('HUB_TEST_DB', 'test_hub')}",
        "E2E_FOLDER": str(tmp_path_factory.mktemp("e2e")),
        "E2E_URL": f"http://localhost:{port}",
        "E2E_PORT": str(port),
    }


@pytest.fixture(scope="session")
def own_database(environment):
    name = sql.Identifier(environment["E2E_DATABASE"])
    _on_the_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    _on_the_server(sql.SQL("CREATE DATABASE {}").format(name))
    yield
    _on_the_server(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _on_the_server(statement):
    """Beside Django's connections, which belong to the test database."""
    database = settings.DATABASES["default"]
    where = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
    password = database.get("PASSWORD")
    with psycopg.connect(dbname="postgres", autocommit=True, password=password, **where) as connection:
        connection.execute(statement)


class Stage:
    """Calls the functions of stage.py in their own process: `stage.session(email=…)`."""

    def __init__(self, environment):
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("stage.py"))],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __getattr__(self, name):
        def call(**arguments):
            self._process.stdin.write(json.dumps({"call": name, "with": arguments}) + "\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
            if "failed" in answer:
                raise AssertionError(answer["failed"])
            return answer["answer"]

        return call

    def end(self):
        self._process.stdin.close()
        self._process.wait(timeout=20)


@pytest.fixture(scope="session")
def stage(environment, own_database):
    stage = Stage(environment)
    stage.prepare()
    yield stage
    stage.end()


@pytest.fixture(scope="session")
def server(environment, stage):
    """The address of a running Hub with the demo in it."""
    command = [sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", f"127.0.0.1:{environment['E2E_PORT']}"]
    command += ["--workers", "1", "--threads", "4", "--log-level", "warning", "--no-control-socket"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    _wait_for(int(environment["E2E_PORT"]), process)
    yield environment["E2E_URL"]
    process.terminate()
    process.wait(timeout=20)


def _wait_for(port, process):
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The server did not start")


@pytest.fixture(scope="session")
def browser(server):
    """One Chromium for all tests.

    Playwright runs an event loop in this thread, so Django would refuse the queries of pytest-django's own fixtures.
    Nothing else runs in that loop which a query could disturb.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = os.environ.get("CHROMIUM") or _find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _find_browser():
    found = subprocess.run([ROOT / "scripts" / "ensure_browser"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr.strip(), pytrace=False)
    return found.stdout.strip()


@pytest.fixture
def way():
    """How visitors of this test use the browser, unless the test is run EVERY_WAY."""
    return MOUSE


@pytest.fixture
def width():
    return 1280


@pytest.fixture
def visitor(browser, server, stage, way, width):
    """Let somebody in: `visitor(email)` is signed in, `visitor()` is not. At the end no page may have been faulty."""
    opened = []

    def let_in(email=None):
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=way != NO_SCRIPT,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        if email:
            context.add_cookies([{"name": "sessionid", "value": stage.session(email=email), "url": server}])
        opened.append(Visitor(context, base=server, way=way))
        return opened[-1]

    yield let_in
    for one in opened:
        one.context.close()
    assert [fault for one in opened for fault in one.faults] == []


@pytest.fixture(scope="session")
def read(browser):
    """The second reader of calendar files, in a browser far from London."""
    context = browser.new_context(timezone_id="America/St_Johns")
    yield second_reader(context.new_page())
    context.close()


@pytest.fixture
def read_by_both(read):
    """The events of a file, when the two readers agree on them."""

    def read_it(content):
        events, expected = read(content), first_reader(content)
        shared = [{name: event[name] for name in EVERY_READER} for event in events]
        assert shared == expected
        return events

    return read_it
