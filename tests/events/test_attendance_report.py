"""The report of attendance: whom it counts, what it hides, who may read it."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.reports import attendance, periods, spreadsheet
from hub.people.models import StaffGroup
from tests.factories.circles import CircleFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 1, 12, tzinfo=LONDON)
HELD = datetime(2026, 5, 12, 12, tzinfo=LONDON)
YEAR = {"first": date(2026, 4, 1), "after": date(2027, 4, 1), "now": NOW}


def held(index, **more):
    return date_of(LunchAndLearnPageFactory(parent=index, starts_at=HELD, **more))


def people(occurrence, number, *, attendance="attended", unit=None, staff_group=None, **more):
    for _ in range(number):
        person = PersonFactory(unit=unit, staff_group=staff_group)
        SignupFactory(occurrence=occurrence, person=person, attendance=attendance, **more)


def rows_of(tables, title):
    table = next(one for one in tables if one["title"] == title)
    return {row["label"]: row["outcomes"] for row in table["rows"]}, table["total"]


def test_units_roll_up_to_the_outermost(index, person):
    division = UnitFactory(name="Medicine")
    ward = UnitFactory(name="Ward", parent=division)
    other = UnitFactory(name="Surgery")
    occurrence = held(index)
    people(occurrence, 6, unit=ward)
    people(occurrence, 7, unit=division)
    people(occurrence, 11, unit=other)

    rows, total = rows_of(attendance(person, **YEAR), "By unit")

    assert {label: cells[0] for label, cells in rows.items()} == {"Medicine": 13, "Surgery": 11}
    assert total == 24


def test_below_the_one_unit_that_holds_all_others_the_next_are_told_apart(index, person):
    trust = UnitFactory(name="Trust")
    medicine, surgery = (UnitFactory(name=name, parent=trust) for name in ("Medicine", "Surgery"))
    occurrence = held(index)
    for unit, number in ((UnitFactory(name="Ward", parent=medicine), 11), (surgery, 12), (trust, 13)):
        people(occurrence, number, unit=unit)

    rows, _ = rows_of(attendance(person, **YEAR), "By unit")

    assert {label: cells[0] for label, cells in rows.items()} == {"Medicine": 11, "Surgery": 12, "Trust": 13}


def test_small_numbers_are_hidden_and_what_would_betray_them(index, person):
    occurrence = held(index)
    groups = [StaffGroup.objects.get_or_create(code=code, defaults={"name": code})[0] for code in ("Z1", "Z2", "Z3")]
    for group, number in zip(groups, (3, 12, 30), strict=True):
        people(occurrence, number, staff_group=group)

    rows, _ = rows_of(attendance(person, **YEAR), "By staff group")

    shown = [cells[0] for _, cells in sorted(rows.items())]
    assert shown[0] is None
    assert shown[2] == 30
    assert all(number in {None, 0} or number >= 10 for cells in rows.values() for number in cells)


def test_one_person_who_came_often_is_hidden(index, person):
    regular = PersonFactory(unit=UnitFactory(name="Chaplaincy"))
    for _ in range(12):
        SignupFactory(occurrence=held(index), person=regular, attendance="attended")

    rows, total = rows_of(attendance(person, **YEAR), "By unit")

    assert rows == {"Chaplaincy": [None, None, None, None]}
    assert total is None


def test_outcomes_and_head_counts_by_kind(index, person):
    occurrence = held(index)
    people(occurrence, 12)
    people(occurrence, 11, attendance="absent")
    people(occurrence, 13, attendance="", state="cancelled", cancelled_at=HELD, cancelled_late=True)
    people(occurrence, 10, attendance="")
    people(occurrence, 20, attendance="", state="waiting")
    people(occurrence, 20, attendance="", state="cancelled", cancelled_at=HELD)
    occurrence.head_count = 40
    occurrence.save()

    [by_kind] = [one for one in attendance(person, **YEAR) if one["title"] == "By kind"]

    [row] = by_kind["rows"]
    assert row == {"label": "Lunch and Learn", "outcomes": [12, 11, 13, 10], "signed_up": 46, "head_count": 40}


def test_events_that_the_reader_may_not_see_are_not_counted(index, person):
    people(held(index), 12)
    closed = held(index)
    gate(closed.event, CircleFactory())
    people(closed, 15)

    _, total = rows_of(attendance(person, **YEAR), "By kind")

    assert total == 12


def test_what_is_not_over_cancelled_or_outside_the_period_does_not_count(index, person):
    people(date_of(LunchAndLearnPageFactory(parent=index, starts_at=datetime(2026, 3, 31, tzinfo=LONDON))), 12)
    people(date_of(LunchAndLearnPageFactory(parent=index, starts_at=datetime(2026, 6, 2, tzinfo=LONDON))), 12)

    assert [table["total"] for table in attendance(person, **YEAR)] == [None, None, None]


def test_periods_are_whole_years_so_that_no_difference_tells_what_is_hidden():
    found = periods(date(2026, 3, 31))

    assert list(found) == ["2025", "2024", "2023", "2022", "2021"]
    assert found["2025"] == ("April 2025 to March 2026", date(2025, 4, 1), date(2026, 4, 1))


def test_the_download_hides_what_the_screen_hides(index, person):
    people(held(index), 12, unit=UnitFactory(name="=Medicine"))
    people(held(index), 2, unit=UnitFactory(name="Small"))
    people(held(index), 3, unit=UnitFactory(name="Smaller"))

    header, rows = spreadsheet(attendance(person, **YEAR))

    assert header[:4] == ["Table", "Group", "Signed up", "Came"]
    assert ["By unit", "=Medicine", 12, 12, 0, 0, 0, ""] in rows
    assert ["By unit", "Small", "hidden", "hidden", 0, 0, 0, ""] in rows


def test_it_costs_the_same_however_many_came(index, person):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            attendance(person, **YEAR)
        return len(captured)

    people(held(index), 1)
    few = asked()
    people(held(index), 12, unit=UnitFactory(parent=UnitFactory()))

    assert few == asked() <= 6


def test_the_screen_and_its_downloads(client, index, library_team):
    client.force_login(library_team)
    address = reverse("events_admin:attendance")

    assert client.get(address).status_code == 200
    assert client.get(address, {"period": "nonsense"}).status_code == 200
    download = client.get(address, {"export": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(download.streaming_content).decode("utf-8-sig"))))
    assert lines[0][0] == "Table"
    assert client.get(address, {"export": "xlsx"})["Content-Type"].endswith("sheet")


def test_editors_and_staff_do_not_read_it(client, editor, person, no_second_factor):
    address = reverse("events_admin:attendance")

    for reader in (editor, person):
        client.force_login(reader)
        assert client.get(address).status_code in {302, 403}
        assert client.get(address, {"export": "csv"}).status_code in {302, 403}
