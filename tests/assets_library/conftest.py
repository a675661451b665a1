import pytest

from assets_library.actions import ensure_workflow
from tests.factories.library import LibraryIndexPageFactory, TopicFactory, in_role
from tests.factories.people import PersonFactory


@pytest.fixture
def library(home_page):
    return LibraryIndexPageFactory(parent=home_page)


@pytest.fixture
def topic(db):
    return TopicFactory()


@pytest.fixture
def editor(db):
    return in_role(PersonFactory(), "Editors")


@pytest.fixture
def librarian(db):
    return in_role(PersonFactory(), "Library team")


@pytest.fixture
def reviewer(db):
    return in_role(PersonFactory(), "Information governance reviewers")


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def workflow(library):
    return ensure_workflow(library)


@pytest.fixture
def pictures(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
