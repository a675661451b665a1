"""Hiding small numbers in a table, so that none of them can be worked out. Plain functions over plain data."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Suppressed:
    """A table fit to show: None stands for a hidden count. Show no other total of the same rows than `total`."""

    rows: dict[Hashable, int | None]
    total: int | None

    @property
    def hides_something(self) -> bool:
        return self.total is None or None in self.rows.values()


def suppress(rows: Mapping[Hashable, int], *, floor: int) -> Suppressed:
    """`rows` ({label: people}) with every count below `floor` hidden, zeros too, and more where that gives one away.

    A single hidden count is the total less the rest, and hidden counts that are all alike are their sum divided; so
    then the next smallest are hidden with them. Why that is enough: what is hidden depends on the counts alone, never
    on labels or order (equal counts share their fate), and among the hidden ones at least two differ. Swap these two:
    the table that is shown stays the same, so nobody can tell which is which, even knowing this rule. Where nothing is
    left to hide, or the total itself is below the floor, the total is hidden too.

    It guards one table. Two tables of the same people in different groups can still be compared with each other.
    `floor` is at least 2; counts are whole and not negative.
    """
    if floor < 2:
        raise ValueError("Below a floor of 2 a number hides nobody.")
    hidden = {count for count in rows.values() if count < floor}
    if hidden and _gives_away(rows, hidden):
        hidden |= _next_smallest(rows, hidden)
    total = sum(rows.values())
    hides_total = total < floor or (hidden and _gives_away(rows, hidden))
    shown = {label: None if count in hidden else count for label, count in rows.items()}
    return Suppressed(shown, None if hides_total else total)


def _gives_away(rows, hidden) -> bool:
    """One hidden count, or several that are all alike, follow from the total."""
    return len(hidden) == 1


def _next_smallest(rows, hidden) -> set[int]:
    left = {count for count in rows.values() if count not in hidden}
    return {min(left)} if left else set()
