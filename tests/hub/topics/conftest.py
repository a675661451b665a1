import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries_of(db):
    """The SQL that a call sends once the caches are warm."""

    def measure(call):
        call()
        with CaptureQueriesContext(connection) as captured:
            call()
        return [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    return measure
