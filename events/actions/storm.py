"""A sign-up kept in one statement, so that a popular event stands a storm.

The ORM's lock, count, insert and notice are four round trips with the date's row held through all of them. Here the row
is held for one statement and the commit (docs/performance.md has the figures). The rules are those of
`deciding.why_closed` and `deciding.why_not`, asked of the row as it is once the lock is ours; what changes together
(the tally, the sign-up, the notice) changes in that statement or not at all.
"""

from datetime import date
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import ForeignKeyViolation, LockNotAvailable, UniqueViolation

from events.models import EventPage, Mode, Occurrence, Signup
from hub.notices import outbox

from .deciding import BUSY, LOCK_TIMEOUT, SignupRefused

# What the statement decides; everything else about a sign-up is given to it.
DECIDED = {
    "state": "CASE WHEN held.room THEN 'confirmed' ELSE 'waiting' END",
    "signed_up_at": "COALESCE(%(now)s::timestamptz, clock_timestamp())",
    "told_sequence": "CASE WHEN held.room THEN held.sequence ELSE -1 END",
}
# The place that the mode names, its limit, its tally.
COLUMNS = {
    Mode.IN_PERSON: ("o.place_id IS NOT NULL", "o.in_person_capacity", "in_person_tally"),
    Mode.ONLINE: ("o.online_link <> ''", "o.online_capacity", "online_tally"),
}
# Nobody waits for a share lock but an organiser who changes the date: without a limit nothing is scarce.
LOCKS = {"limited": "FOR NO KEY UPDATE OF o", "unlimited": "FOR SHARE OF o"}
AT = "COALESCE(%(now)s::timestamptz, now())"
ISO = """'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'"""


def keep(signup: Signup, *, quietly=False, now=None) -> Signup | None:
    """Decide about this new sign-up, keep it and tell the person: all or nothing.

    Returns it with what was decided, the person's sign-up that stood already, or None if it may not be made.
    """
    limited = signup.occurrence.capacity(signup.mode) is not None
    row = _ask(signup, limited=limited, quietly=quietly, now=now)
    if row is None and not limited:  # a limit was set since the caller looked, or it may not be made
        row = _ask(signup, limited=True, quietly=quietly, now=now)
    if row is None:
        return None
    already, *kept = row
    if already:
        return Signup.objects.select_related("person", "occurrence").get(pk=already)
    signup.pk, signup.key, signup.state, signup.signed_up_at, signup.told_sequence = kept
    signup._state.adding, signup._state.db = False, connection.alias
    return signup


def _ask(signup, *, limited, quietly, now):
    values = {**_values(signup), "now": now}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            statement = _statement(signup.mode, limited, quietly, _kind_of(signup.person))
            cursor.execute(f"{LOCK_TIMEOUT}; {statement}", values)
            cursor.nextset()
            return _checked(cursor.fetchone())
    except IntegrityError as error:
        if isinstance(error.__cause__, ForeignKeyViolation):
            return None
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        return _stood(signup)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise SignupRefused(BUSY) from error
        raise


def _checked(row):
    """A date was held but nothing kept: the same person's other click was a moment faster. Undo and look again."""
    is_held, already, *kept = row
    if not is_held:
        return None
    if not already and kept[0] is None:
        raise IntegrityError from UniqueViolation()
    return [already, *kept]


def _stood(signup):
    pk = Signup.objects.values_list("pk", flat=True).get(occurrence=signup.occurrence_id, person=signup.person_id)
    return [pk, None, None, None, None, None]


def _values(signup):
    fields = [field for field in Signup._meta.concrete_fields if field.attname not in DECIDED]
    given = {field.attname: field.get_db_prep_save(getattr(signup, field.attname), connection) for field in fields}
    return {**given, "person_kind": signup.person.kind}


def _kind_of(person):
    """All that the question who may see depends on, besides which person it is. Memberships end by the day."""
    return person.kind, person.is_active, timezone.localdate()


@lru_cache(maxsize=64)
def _statement(mode, limited, quietly, kind):
    where_it_is, capacity, tally = COLUMNS[mode]
    table, pages = Occurrence._meta.db_table, EventPage._meta.db_table
    room = f"o.{tally} < {capacity}" if limited else "TRUE"
    given = f"""given AS (
        UPDATE {table} SET {tally} = {table}.{tally} + 1 FROM held
        WHERE {table}.id = held.id AND held.room AND NOT EXISTS (SELECT 1 FROM already) RETURNING 1
    ),"""  # noqa: S608 -- names of our own tables and columns
    told = "" if quietly else f""", told AS ({_notice()})"""
    return f"""WITH already AS MATERIALIZED (
        SELECT id FROM {Signup._meta.db_table}
        WHERE occurrence_id = %(occurrence_id)s AND person_id = %(person_id)s AND state <> 'cancelled'
    ), held AS MATERIALIZED (
        SELECT o.id, o.sequence, {room} AS room
        FROM {table} o JOIN {pages} e ON e.page_ptr_id = o.event_id JOIN wagtailcore_page p ON p.id = o.event_id
        WHERE o.id = %(occurrence_id)s AND o.state = 'scheduled' AND p.live AND o.end > {AT}
          AND (e.signup_opens_at IS NULL OR e.signup_opens_at <= {AT})
          AND COALESCE(e.signup_closes_at, o.start) > {AT}
          AND {where_it_is} AND {capacity} IS {"NOT " if limited else ""}NULL
          AND o.event_id IN ({_visible_events(kind)})
        {LOCKS["limited" if limited else "unlimited"]}
    ), {given if limited else ""} kept AS ({_insert()}){told}
    SELECT EXISTS (SELECT 1 FROM held), (SELECT id FROM already), kept.*
    FROM (SELECT 1) one LEFT JOIN kept ON TRUE"""  # noqa: S608 -- the same; what people type is a parameter


def _insert():
    table = Signup._meta.db_table
    columns = [field.column for field in Signup._meta.concrete_fields if not field.primary_key]
    values = [DECIDED.get(column, f"%({column})s{_cast(column)}") for column in columns]
    renewed = [column for column in columns if column not in {"key", "occurrence_id", "person_id", "told_sequence"}]
    again = f"""CASE WHEN excluded.state = 'confirmed'
        THEN GREATEST({table}.told_sequence + 1, excluded.told_sequence) ELSE {table}.told_sequence END"""
    return f"""INSERT INTO {table} ({", ".join(columns)})
        SELECT {", ".join(values)} FROM held WHERE NOT EXISTS (SELECT 1 FROM already)
        ON CONFLICT (occurrence_id, person_id) DO UPDATE
        SET {", ".join(f"{column} = excluded.{column}" for column in renewed)}, told_sequence = {again}
        WHERE {table}.state = 'cancelled'
        RETURNING id, key, state, signed_up_at, told_sequence"""  # noqa: S608 -- the same


def _cast(column):
    """The parameters of a SELECT have no column to take their type from."""
    return f"::{Signup._meta.get_field(column).db_type(connection)}" if not column.endswith("_id") else "::bigint"


def _notice():
    return outbox.statement(
        source="kept",
        template="'events/email/' || kept.state",
        recipient="%(person_id)s",
        context=f"""jsonb_build_object('signup', kept.id, 'sequence', kept.told_sequence,
            'round', to_char(kept.signed_up_at AT TIME ZONE 'UTC', {ISO}), 'place', kept.state = 'confirmed')""",
        dedupe_key=f"""'signup:' || kept.key || ':' || kept.state || ':'
            || to_char(kept.signed_up_at AT TIME ZONE 'UTC', {ISO})""",
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
