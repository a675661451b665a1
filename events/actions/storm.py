"""A sign-up kept in one statement, so that a popular event stands a storm.

The ORM's lock, count, insert and notice are four round trips with the date's row held through all of them. Here the row
is held for one statement and the commit (docs/performance.md has the figures). The rules are those of
`deciding.why_closed` and `deciding.why_not`, asked of the row as it is once the lock is ours; what changes together
(the tally, the sign-up, the notice) changes in that statement or not at all.
"""

from contextlib import nullcontext
from datetime import date
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from psycopg import Cursor
from psycopg.errors import ForeignKeyViolation, LockNotAvailable

from events.models import EventPage, Mode, Occurrence, Signup
from hub.notices import outbox

from .deciding import BUSY, LOCK_TIMEOUT, SignupRefused

AT = "COALESCE(%(now)s::timestamptz, clock_timestamp())"
# What is given to the statement and what it decides; the rest is as in every new sign-up.
GIVEN = ["key", "occurrence", "person", "mode", "dietary_needs", "access_needs", "answers", "is_listed"]
DECIDED = {
    "state": "CASE WHEN held.room THEN 'confirmed' ELSE 'waiting' END",
    "signed_up_at": AT,
    "told_sequence": "CASE WHEN held.room THEN held.sequence ELSE -1 END",
}
# The place that the mode names, its limit, its tally.
COLUMNS = {
    Mode.IN_PERSON: ("o.place_id IS NOT NULL", "o.in_person_capacity", "in_person_tally"),
    Mode.ONLINE: ("o.online_link <> ''", "o.online_capacity", "online_tally"),
}
# Nobody waits for a share lock but an organiser who changes the date: without a limit nothing is scarce.
LOCKS = {"limited": "FOR NO KEY UPDATE OF o", "unlimited": "FOR SHARE OF o"}
ISO = """'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'"""


def keep(signup: Signup, *, quietly=False, now=None) -> Signup | None:
    """Decide about this new sign-up, keep it and tell the person: all or nothing.

    Returns it with what was decided, the person's sign-up that stood already, or None if it may not be made.
    """
    limited = signup.occurrence.capacity(signup.mode) is not None
    row = _ask(signup, limited=limited, quietly=quietly, now=now)
    if row is None:  # a limit was set or lifted since the caller looked, or it may not be made
        row = _ask(signup, limited=not limited, quietly=quietly, now=now)
    if row is None:
        return None
    already, *kept = row
    if already:
        return Signup.objects.select_related("person", "occurrence__event").get(pk=already)
    signup.pk, signup.key, signup.state, signup.signed_up_at, signup.told_sequence = kept
    signup._state.adding, signup._state.db = False, connection.alias
    return signup


def _ask(signup, *, limited, quietly, now):
    values = {**_values(signup), "now": now}
    try:
        with _all_or_nothing(), _cursor() as cursor:
            cursor.execute(_statement(signup.mode, limited, quietly, _kind_of(signup.person)), values)
            row = cursor.fetchone()
    except IntegrityError as error:
        if isinstance(error.__cause__, ForeignKeyViolation):
            return None
        raise
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise SignupRefused(BUSY) from error
        raise
    return _answer(row, signup)


def _all_or_nothing():
    """A statement is a transaction of its own, at a third of the round trips; inside another one it is a savepoint."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _cursor():
    """Django's cursor, but one that sends values apart from the statement, so that the server plans it once.

    Planning takes twice as long as running it. The connection's `prepare_threshold` says whether statements are
    prepared at all: behind a pooler that cannot, set it to None.
    """
    connection.ensure_connection()
    return connection._prepare_cursor(Cursor(connection.connection))


def _answer(row, signup):
    """What the statement says: the sign-up that stood already, the one that was kept, or None if neither may be.

    A date was held but nothing kept: the same person's other click was a moment faster.
    """
    is_held, already, *kept = row
    if not is_held and not already:
        return None
    if not already and kept[0] is None:
        already = Signup.objects.values_list("pk", flat=True).get(
            occurrence=signup.occurrence_id, person=signup.person_id
        )
    return [already, *kept]


def _values(signup):
    fields = (Signup._meta.get_field(name) for name in GIVEN)
    return {field.column: field.get_db_prep_save(getattr(signup, field.attname), connection) for field in fields}


def _kind_of(person):
    """All that the question who may see depends on, besides which person it is. Memberships end by the day."""
    return person.kind, person.is_active, timezone.localdate()


@lru_cache(maxsize=64)
def _statement(mode, limited, quietly, kind):
    where_it_is, capacity, tally = COLUMNS[mode]
    table, pages = Occurrence._meta.db_table, EventPage._meta.db_table
    room = f"o.{tally} < {capacity}" if limited else "TRUE"
    given = f""", given AS (
        UPDATE {table} SET {tally} = {table}.{tally} + 1 FROM kept
        WHERE {table}.id = %(occurrence_id)s AND kept.state = 'confirmed'
    )"""  # noqa: S608 -- names of our own tables and columns
    told = "" if quietly else f""", told AS ({_notice()})"""
    sql = f"""WITH begun AS MATERIALIZED (
        SELECT set_config('lock_timeout', '{LOCK_TIMEOUT}', true), {AT} AS at
    ), already AS MATERIALIZED (
        SELECT id FROM {Signup._meta.db_table}
        WHERE occurrence_id = %(occurrence_id)s AND person_id = %(person_id)s AND state <> 'cancelled'
    ), held AS MATERIALIZED (
        SELECT o.id, o.sequence, {room} AS room
        FROM begun, {table} o
        JOIN {pages} e ON e.page_ptr_id = o.event_id JOIN wagtailcore_page p ON p.id = o.event_id
        WHERE NOT EXISTS (SELECT 1 FROM already)
          AND o.id = %(occurrence_id)s AND o.state = 'scheduled' AND p.live AND o.end > begun.at
          AND (e.signup_opens_at IS NULL OR e.signup_opens_at <= begun.at)
          AND COALESCE(e.signup_closes_at, o.start) > begun.at
          AND {where_it_is} AND {capacity} IS {"NOT " if limited else ""}NULL
          AND o.event_id IN ({_visible_events(kind)})
        {LOCKS["limited" if limited else "unlimited"]}
    ), kept AS ({_insert()}){given if limited else ""}{told}
    SELECT EXISTS (SELECT 1 FROM held), (SELECT id FROM already), id, key, state, signed_up_at, told_sequence
    FROM (SELECT 1) one LEFT JOIN kept ON TRUE"""  # noqa: S608 -- the same; what people type is a parameter
    return " ".join(sql.split())  # psycopg takes a statement apart only once if it has 4,096 characters at most


def _insert():
    table = Signup._meta.db_table
    fields = [field for field in Signup._meta.concrete_fields if not field.primary_key]
    renewed = [field.column for field in fields if field.name not in {"key", "occurrence", "person", "told_sequence"}]
    again = f"""CASE WHEN excluded.state = 'confirmed'
        THEN GREATEST({table}.told_sequence + 1, excluded.told_sequence) ELSE {table}.told_sequence END"""
    return f"""INSERT INTO {table} ({", ".join(field.column for field in fields)})
        SELECT {", ".join(map(_new_value, fields))} FROM held
        ON CONFLICT (occurrence_id, person_id) DO UPDATE
        SET {", ".join(f"{column} = excluded.{column}" for column in renewed)}, told_sequence = {again}
        WHERE {table}.state = 'cancelled'
        RETURNING id, key, state, signed_up_at, told_sequence,
            to_char(signed_up_at AT TIME ZONE 'UTC', {ISO}) AS moment"""  # noqa: S608 -- the same


def _new_value(field):
    """What the statement decides, what it is given, or what every new sign-up begins with."""
    if field.name in DECIDED:
        return DECIDED[field.name]
    if field.name in GIVEN:
        return f"%({field.column})s{_cast(field)}"
    value = field.get_default()
    return "NULL" if value is None else "FALSE" if value is False else f"'{value}'"


def _cast(field):
    """The parameters of a SELECT have no column to take their type from."""
    return "::bigint" if field.is_relation else f"::{field.db_type(connection)}"


def _notice():
    return outbox.statement(
        source="kept",
        template="'events/email/' || state",
        recipient="%(person_id)s::bigint",
        context="""jsonb_build_object('signup', id, 'sequence', told_sequence, 'round', moment,
            'place', state = 'confirmed')""",
        dedupe_key="'signup:' || key || ':' || state || ':' || moment",
    )


@lru_cache(maxsize=64)
def _visible_events(kind):
    """The same question as `EventPage.visible_to`, written once for each kind of person."""
    person_kind, is_active, _ = kind
    stands_in = get_user_model()(pk=SENTINEL, kind=person_kind, is_active=is_active)
    compiler = EventPage.objects.visible_to(stands_in).order_by().values("pk").query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    written = ["%(person_id)s" if value == SENTINEL else _literal(value) for value in parameters]
    return sql.replace("%s", "{}").format(*written)


SENTINEL = -987654321


def _literal(value):
    """SECURITY: only what the audience module itself compares with; nothing that a person typed comes this way."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f"'{value.isoformat()}'"
    if isinstance(value, str) and value.isidentifier():
        return f"'{value}'"
    raise TypeError(f"Not expected in the audience's question: {value!r}")
