import pytest

from hub.ask import kinds
from tests.factories.ask import open_set, register_kind


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    """Questions for tests alone: the register is as before afterwards."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register_kind()


@pytest.fixture
def question_set(db):
    return open_set()
