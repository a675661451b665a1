"""Rooms to choose from, by site."""

from collections import defaultdict

from hub.people.models import Place


def places_by_site(chosen=None) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices in groups: every room and zone below its site, and `chosen` (a pk) whatever it is. One query."""
    rows = {row["pk"]: row for row in Place.objects.values("pk", "kind", "name", "full_name", "parent_id")}
    groups = defaultdict(list)
    for pk, row in rows.items():
        if row["kind"] in {Place.Kind.ROOM, Place.Kind.ZONE} or pk == chosen:
            groups[_outermost(rows, row)["name"]].append((pk, row["full_name"] or row["name"]))
    return [(site, groups[site]) for site in sorted(groups)]


def _outermost(rows, row):
    """The site, or the widest place that is known around this one."""
    seen = set()
    while row["parent_id"] and row["pk"] not in seen:
        seen.add(row["pk"])
        row = rows[row["parent_id"]]
    return row
