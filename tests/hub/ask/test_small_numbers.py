"""No hidden number can be worked out, not even by somebody who knows how the numbers were hidden."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.ask.small_numbers import suppress

LABELS = st.sampled_from(["Surgery", "Medicine", "Theatres", "Pharmacy", "Estates", "Finance"])
TABLES = st.dictionaries(LABELS, st.integers(0, 40), max_size=6)


@pytest.mark.parametrize(
    ("rows", "shown", "total"),
    [
        pytest.param({"a": 12, "b": 30}, {"a": 12, "b": 30}, 42, id="nothing is small"),
        pytest.param({"a": 3, "b": 12, "c": 30}, {"a": None, "b": None, "c": 30}, 45, id="one small: the next as well"),
        pytest.param({"a": 3, "b": 5, "c": 30}, {"a": None, "b": None, "c": 30}, 38, id="two small that differ"),
        pytest.param({"a": 3, "b": 3, "c": 30}, {"a": None, "b": None, "c": None}, 36, id="two alike give each away"),
        pytest.param({"a": 0, "b": 0, "c": 12, "d": 13}, {"a": None, "b": None, "c": None, "d": 13}, 25, id="zeros"),
        pytest.param({"a": 3, "b": 12, "c": 12}, {"a": None, "b": None, "c": None}, 27, id="equals share their fate"),
        pytest.param({"a": 9, "b": 9}, {"a": None, "b": None}, None, id="nothing left to hide but the total"),
        pytest.param({"a": 1, "b": 2}, {"a": None, "b": None}, None, id="a small total"),
        pytest.param({"a": 10}, {"a": 10}, 10, id="one at the floor"),
        pytest.param({"a": 9}, {"a": None}, None, id="one below the floor"),
        pytest.param({}, {}, None, id="nobody"),
    ],
)
def test_what_is_hidden(rows, shown, total):
    table = suppress(rows, floor=10)

    assert (table.rows, table.total) == (shown, total)
    assert table.hides_something is (total is None or None in shown.values())


@pytest.mark.parametrize("labels", ["a", "ab", "abc", "abcd"])
def test_every_hidden_count_could_be_another_to_somebody_who_knows_the_rule(labels):
    """Every table there is, sorted by what it looks like: a hidden count has two values among those that look alike."""
    alike = defaultdict(list)
    for counts in product(range(8), repeat=len(labels)):
        shown = suppress(dict(zip(labels, counts, strict=True)), floor=3)
        alike[tuple(shown.rows.values()), shown.total].append(counts)

    given_away = [
        (shown, labels[place])
        for (shown, total), tables in alike.items()
        for place, count in enumerate(shown)
        if count is None and len({table[place] for table in tables}) < 2
    ]

    assert given_away == []


def test_that_examination_finds_a_count_that_is_given_away():
    naive = {"a": None, "b": 12}

    assert {total - 12 for total in [15] if naive["a"] is None} == {3}
    assert suppress({"a": 3, "b": 12}, floor=10).rows == {"a": None, "b": None}


@given(rows=TABLES, floor=st.integers(2, 12))
def test_a_hidden_count_can_change_places_with_another_and_nothing_shows(rows, floor):
    table = suppress(rows, floor=floor)
    hidden = [label for label, count in table.rows.items() if count is None]

    for label in hidden:
        others = [other for other in hidden if rows[other] != rows[label]]
        swapped = [{**rows, label: rows[other], other: rows[label]} for other in others]
        assert all(suppress(one, floor=floor) == table for one in swapped)
        assert others or table.total is None


@given(rows=TABLES, floor=st.integers(2, 12))
def test_what_is_shown_is_true_and_not_small(rows, floor):
    table = suppress(rows, floor=floor)

    assert all(count is None or count == rows[label] >= floor for label, count in table.rows.items())
    assert table.total is None or table.total == sum(rows.values()) >= floor


def test_a_floor_that_hides_nobody_is_refused():
    with pytest.raises(ValueError, match="hides nobody"):
        suppress({"a": 1}, floor=1)
