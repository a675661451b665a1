import email
from concurrent.futures import ThreadPoolExecutor
from email.policy import default as modern
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import connection

from hub.notices import captured, carriers, jobs, letters
from hub.notices.models import Heartbeat, JobRun, Notice
from hub.people.roles import LIBRARY_TEAM
from tests.factories.people import PersonFactory

TEMPLATES = Path(__file__).parent / "templates"


class Writer:
    """What the tests' letter says. Set `letter` or `error` to change it."""

    letter = letters.Letter(context={"title": "A title"})
    error = None

    def __call__(self, notice):
        if self.error:
            raise self.error
        return self.letter


@pytest.fixture
def writer(settings, monkeypatch):
    """A registered writer of "tests_notices/hello", with its templates."""
    template_settings = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]} for engine in settings.TEMPLATES]
    settings.TEMPLATES = template_settings
    writer = Writer()
    monkeypatch.setitem(letters._writers, "tests_notices/hello", writer)
    return writer


class Folder:
    """The captured mail, oldest first."""

    @property
    def files(self):
        return [mail.path for mail in reversed(captured.newest_first())]

    @property
    def messages(self):
        return [email.message_from_bytes(path.read_bytes(), policy=modern) for path in self.files]


@pytest.fixture
def folder(settings, tmp_path):
    settings.NOTICES_CAPTURE, settings.NOTICES_CAPTURE_DIR = True, tmp_path / "captured"
    return Folder()


class Server:
    """Stands where the mail server stands: says what it is told to say."""

    def __init__(self):
        self.answers, self.sent, self.is_open = {}, [], True

    def open(self):
        if not self.is_open:
            raise carriers.NoConnection("ConnectionRefusedError")

    def send(self, content, *, address, key):
        if address in self.answers:
            raise self.answers[address]
        self.sent.append(address)

    def close(self):
        pass


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def only_jobs(monkeypatch):
    """An empty registry of jobs: what a test registers is all there is."""
    monkeypatch.setattr(jobs, "_jobs", {})
    return jobs


@pytest.fixture
def keeper(db):
    """Somebody of the library team, with the second factor that the role asks for."""
    keeper = PersonFactory()
    keeper.groups.add(Group.objects.get(name=LIBRARY_TEAM))
    Authenticator.objects.create(user=keeper, type=Authenticator.Type.TOTP, data={})
    return keeper


@pytest.fixture
def committed(db):
    """Calls a function where its rows are really committed, and removes them afterwards.

    A thread has a connection of its own, outside the test's transaction. (Flushing instead would take the rows of
    Wagtail's migrations and ours with it.)
    """
    yield _call_elsewhere
    _call_elsewhere(_remove_committed)


def _call_elsewhere(function, *arguments):
    def call():
        try:
            return function(*arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(call).result()


def _remove_committed():
    for model in (Notice, JobRun, Heartbeat):
        model.objects.all().delete()
