import pytest

from tests.factories.events import EventsIndexPageFactory


@pytest.fixture
def index(home_page):
    return EventsIndexPageFactory(parent=home_page, title="Events", slug="events")
