import pytest
from django.contrib.auth.models import Group, Permission

from hub.people.actions import mark_email_verified
from hub.people.roles import LIBRARY_TEAM
from tests.factories.people import PersonFactory

PASSWORD = "violet tandem harbour"


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    """Rate limits count in the cache; each test begins with none."""
    from django.core.cache import cache  # noqa: PLC0415 -- the settings of the test must be in place

    cache.clear()


@pytest.fixture
def make_person(db):
    """An account that can sign in: `make_person(role=…, **fields)`."""

    def make(role=None, **fields):
        person = PersonFactory(**fields)
        person.set_password(PASSWORD)
        person.save()
        mark_email_verified(person)
        if role:
            group, _ = Group.objects.get_or_create(name=role)
            group.permissions.add(Permission.objects.get(codename="access_admin"))
            person.groups.add(group)
        return person

    return make


@pytest.fixture
def librarian(make_person):
    return make_person(role=LIBRARY_TEAM)


@pytest.fixture
def operator(make_person):
    return make_person(is_superuser=True)


@pytest.fixture
def no_second_factor(settings):
    """For tests of what lies behind it."""
    settings.HUB_REQUIRE_SECOND_FACTOR = False
