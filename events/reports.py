"""How many came, by kind of event, by unit and by staff group. Small numbers are hidden, and what would betray them."""

from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.utils import timezone

from hub.ask.small_numbers import suppress
from hub.people.models import Unit

from .kinds import KINDS
from .models import EventPage, Occurrence, Signup

OUTCOMES = {"came": "Came", "absent": "Did not come", "late": "Cancelled late", "unmarked": "Not marked"}
NO_UNIT, NO_GROUP = "No unit", "No staff group"
YEARS = 5


def periods(today: date) -> dict[str, tuple[str, date, date]]:
    """Periods to choose from, this April to March first: key to (label, first day, day after the last).

    Whole years alone: whoever could choose a year and its quarters, or move a period by a day, would see by the
    difference what is hidden in one of them.
    """
    this_year = today.year - (today < date(today.year, 4, 1))
    found = {}
    for year in range(this_year, this_year - YEARS, -1):
        found[f"{year}"] = (f"April {year} to March {year + 1}", date(year, 4, 1), date(year + 1, 4, 1))
    return found


def attendance(reader, *, first: date, after: date, now: datetime) -> list[dict]:
    """Three tables of what was held from `first` to the day before `after` at events that `reader` may see.

    Each: `title`, `rows` of {label, outcomes, signed_up, head_count}, `total`; None stands for a hidden number. Each
    cell of a table is for other sign-ups than the rest, and no totals but the one of all are shown: that is what
    `suppress` asks for. People are counted for hiding, so that one person who came ten times stays hidden.
    """
    dates = Occurrence.objects.of_events(EventPage.objects.visible_to(reader)).filter(
        state=Occurrence.State.SCHEDULED, end__lte=now, start__gte=_midnight(first), start__lt=_midnight(after)
    )
    signups = Signup.objects.filter(occurrence__in=dates.order_by().values("pk")).filter(
        Q(state=Signup.State.CONFIRMED) | Q(cancelled_late=True)
    )
    heads = {row["kind"]: row["heads"] for row in _heads(dates)}
    roots = _roots()
    by_unit = _counted(signups, "person__unit", lambda pk: roots.get(pk, NO_UNIT))
    return [
        _table("By kind", _counted(signups, "occurrence__event__content_type__model", KINDS.get), heads=heads),
        _table("By unit", by_unit),
        _table("By staff group", _counted(signups, "person__staff_group__name", lambda name: name or NO_GROUP)),
    ]


def spreadsheet(tables) -> tuple[list, list]:
    """Header and rows for a download: what the screen shows, and no more."""
    header = ["Table", "Group", "Signed up", *OUTCOMES.values(), "Head-count"]
    rows = []
    for table in tables:
        for row in table["rows"]:
            figures = [row["signed_up"], *row["outcomes"]]
            heads = row["head_count"] if table["has_heads"] else ""
            rows.append([table["title"], row["label"], *map(_shown, figures), _shown(heads)])
        rows.append([table["title"], "All", _shown(table["total"]), *[""] * len(OUTCOMES), ""])
    return header, rows


def _counted(signups, group, label_of) -> dict:
    """{label: {outcome: (sign-ups, people)}}. Groups of one label are put together: nobody is in two of them."""
    outcome = Case(
        When(cancelled_late=True, then=Value("late")),
        When(attendance=Signup.Attendance.ATTENDED, then=Value("came")),
        When(attendance=Signup.Attendance.ABSENT, then=Value("absent")),
        default=Value("unmarked"),
    )
    rows = signups.order_by().annotate(group=F(group), outcome=outcome).values("group", "outcome")
    found = {}
    for row in rows.annotate(number=Count("pk"), people=Count("person", distinct=True)):
        cells = found.setdefault(label_of(row["group"]), dict.fromkeys(OUTCOMES, (0, 0)))
        number, people = cells[row["outcome"]]
        cells[row["outcome"]] = number + row["number"], people + row["people"]
    return found


def _table(title, counted, *, heads=None) -> dict:
    floor = settings.HUB_FLOOR_BREAKDOWNS
    seen = {name for cells in counted.values() for name, (_, people) in cells.items() if people}
    shown = suppress({(label, name): counted[label][name][1] for label in counted for name in seen}, floor=floor)
    labels = sorted(set(counted) | {KINDS[kind] for kind in heads or {}})
    counted_heads = {KINDS[kind]: number for kind, number in (heads or {}).items()}
    shown_heads = {**dict.fromkeys(labels, 0), **suppress(counted_heads, floor=floor).rows}
    # What happened to nobody at all says nothing about anybody: 0 in every row.
    nobody = dict.fromkeys([(label, name) for label in counted for name in OUTCOMES if name not in seen], shown.total)
    rows = [_row(label, counted.get(label), {**shown.rows, **nobody}, shown_heads) for label in labels]
    total = sum(number for cells in counted.values() for number, _ in cells.values())
    return {
        "title": title,
        "column": title.removeprefix("By ").capitalize(),
        "rows": rows,
        "has_heads": heads is not None,
        "total": None if shown.total is None else total,
    }


def _row(label, cells, shown, heads) -> dict:
    """`signed_up` only where every part of it is shown."""
    if cells is None:
        return {"label": label, "outcomes": [0] * len(OUTCOMES), "signed_up": 0, "head_count": heads[label]}
    outcomes = [None if shown[label, name] is None else cells[name][0] for name in OUTCOMES]
    signed_up = None if None in outcomes else sum(outcomes)
    return {"label": label, "outcomes": outcomes, "signed_up": signed_up, "head_count": heads[label]}


def _heads(dates):
    kind = F("event__content_type__model")
    counted = dates.order_by().filter(head_count__gt=0).values(kind=kind).annotate(heads=Sum("head_count"))
    return [row for row in counted if row["kind"] in KINDS]


def _roots() -> dict[int, str]:
    """The name of the outermost unit round each unit; where one unit holds all others, of the next below it. One
    query."""
    rows = {pk: (name, parent) for pk, name, parent in Unit.objects.values_list("pk", "name", "parent_id")}
    outermost = [pk for pk, (_, parent) in rows.items() if parent is None]
    whole = outermost[0] if len(outermost) == 1 else None
    return {pk: rows[_outer(rows, pk, whole)][0] for pk in rows}


def _outer(rows, pk, whole) -> int:
    seen = set()
    while rows[pk][1] not in {None, whole} and pk not in seen:
        seen.add(pk)
        pk = rows[pk][1]
    return pk


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _shown(number):
    return "hidden" if number is None else number
