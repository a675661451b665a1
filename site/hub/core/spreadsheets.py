"""Writing tables that open in a spreadsheet without running anything."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from .workbook import Cell, write_workbook

BYTE_ORDER_MARK = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# The signs that start a formula, their full-width twins, and the blanks that a spreadsheet drops before looking.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBERS = (int, float, Decimal)
_NOT_IN_FILENAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u2028-\u202e\u2066-\u2069]+')


def safe_cell(value: object) -> str | int | float | Decimal:
    """`value` for one cell: real numbers as they are, None as empty, all else as text that is never a formula.

    Text that starts with = + - @ tab or line break gets an apostrophe before it, also after leading spaces; a number
    written as text ("-5") is text. Source: OWASP, "CSV Injection".
    """
    if value is None:
        return ""
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS) else text


def stream_csv(filename: str, header: Iterable, rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """A CSV download in UTF-8 with a byte order mark (Excel needs it), written row by row as it is sent.

    `rows` may be a generator and is read once; every cell, those of `header` too, goes through `safe_cell`. Signs that
    file systems or headers read specially are taken out of `filename`, and `.csv` is added where it is missing. It is
    kept by no cache. Whoever calls has already decided who may see the rows.
    """
    return _download(_lines(header, rows), "text/csv; charset=utf-8", _safe_filename(filename, "csv"))


def stream_xlsx(filename: str, header: Iterable, rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """An Excel download, written row by row as it is sent; it promises what `stream_csv` does, with `.xlsx` for `.csv`.

    Numbers are numbers; dates, and date-times in the local time of the reader, are dates that a sheet can sort and
    count with; all else is text. Of a text Excel holds 32,767 characters; "?" stands for control characters.
    """
    table = ([_sheet_cell(cell) for cell in row] for row in rows)
    content = write_workbook([_sheet_cell(cell) for cell in header], table)
    return _download(content, XLSX, _safe_filename(filename, "xlsx"))


def _sheet_cell(value: object) -> Cell:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value)
    return value if isinstance(value, date) else safe_cell(value)


def _download(content: Iterator[bytes], content_type: str, filename: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["Cache-Control"] = "private, no-store"
    return response


class _Line:
    """The least that csv.writer wants of a file: it hands back what it is given."""

    def write(self, line: str) -> str:
        return line


def _lines(header: Iterable, rows: Iterable[Iterable]) -> Iterator[bytes]:
    writer = csv.writer(_Line())
    yield (BYTE_ORDER_MARK + _line(writer, header)).encode()
    for row in rows:
        # A lone half of a surrogate pair cannot be sent: a question mark in one cell, not a broken download.
        yield _line(writer, row).encode(errors="replace")


def _line(writer, cells: Iterable) -> str:
    return writer.writerow([safe_cell(cell) for cell in cells])


def _safe_filename(filename: str, ending: str) -> str:
    stem = _NOT_IN_FILENAMES.sub("-", filename).strip(" .-")
    stem = re.sub(rf"\.{ending}$", "", stem, flags=re.IGNORECASE).strip(" .-")
    return f"{stem[:100] or 'export'}.{ending}"
