import pytest

from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory


@pytest.fixture
def index(home_page):
    return CommunitiesIndexPageFactory(parent=home_page)


@pytest.fixture
def closed(index):
    """A listed community that people ask to join."""
    return CommunityPageFactory(parent=index, title="Tissue viability")


@pytest.fixture
def open_community(index):
    return CommunityPageFactory(parent=index, title="Falls network", policy="open")


@pytest.fixture
def hidden(index):
    return CommunityPageFactory(parent=index, title="Quiet room", policy="by_invitation", listing="hidden")


@pytest.fixture
def facilitator(closed):
    return closed.circle.memberships.facilitators().get().person
