import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def fresh_shell():
    """The shell is kept in the process for half a minute; each test begins without it."""
    caches["shell"].clear()
    yield
    caches["shell"].clear()
