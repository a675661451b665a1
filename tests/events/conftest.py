import pytest
from django.contrib.auth.models import Group
from django.db import connection

from events.actions import storm
from events.models import Signup
from hub.people.roles import EDITORS, LIBRARY_TEAM
from tests.factories.events import EventsIndexPageFactory
from tests.factories.people import PersonFactory

from .committed import everything_taken_away


@pytest.fixture
def index(home_page):
    return EventsIndexPageFactory(parent=home_page, title="Events", slug="events")


@pytest.fixture
def no_second_factor(settings):
    """People are signed in by the test, without the door that asks for a code."""
    settings.HUB_REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def library_team(db, no_second_factor):
    """A librarian."""
    person = PersonFactory()
    person.groups.add(Group.objects.get_or_create(name=LIBRARY_TEAM)[0])
    return person


@pytest.fixture
def committed_rows(django_db_setup, django_db_blocker):
    """Real commits, seen by other connections; what the test made is removed after it."""
    with django_db_blocker.unblock():
        if connection.settings_dict["NAME"] != connection.settings_dict["TEST"]["NAME"]:
            pytest.fail("Not the test database: the module needs its own fixture `db`.")
        with everything_taken_away():
            yield


@pytest.fixture
def editor(db):
    """Somebody who writes pages."""
    person = PersonFactory()
    person.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    return person


@pytest.fixture
def slowly(monkeypatch):
    """The same decision with a pause between looking and writing, so that a race is sure to show."""
    where, capacity, tally = storm.COLUMNS[Signup.Mode.IN_PERSON]
    pausing = f"{where} AND (SELECT TRUE FROM pg_sleep(0.1))"  # noqa: S608 -- our own words
    monkeypatch.setitem(storm.COLUMNS, Signup.Mode.IN_PERSON, (pausing, capacity, tally))
    storm._statement.cache_clear()
    yield
    storm._statement.cache_clear()
