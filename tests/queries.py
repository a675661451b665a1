"""What a request costs: its queries without transaction control, and those asked twice."""

from collections import Counter
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET LOCAL")


@contextmanager
def budget(limit: int):
    """At most `limit` queries, session and user included, and none of them twice."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [sql for sql in map(words_of, captured.captured_queries) if not is_control(sql)]
    repeated = [sql for sql, times in Counter(asked).items() if times > 1]
    listing = "\n".join(f"{number}. {sql[:300]}" for number, sql in enumerate(asked, 1))
    assert not repeated, "asked more than once:\n" + "\n".join(repeated)
    assert len(asked) <= limit, f"{len(asked)} queries, {limit} allowed:\n{listing}"


def is_control(sql: str) -> bool:
    """Whether this only begins, ends or tunes a transaction. Two statements sent together count."""
    return sql.startswith(CONTROL) and ";" not in sql


def words_of(query) -> str:
    """The SQL of a captured query. Django does not know the words of a statement that the server has prepared."""
    return query["sql"] or "(a prepared statement)"
