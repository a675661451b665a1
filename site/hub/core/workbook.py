"""An Excel workbook of one sheet, written as it is sent: no temporary file, and no more memory for more rows.

Office Open XML (ECMA-376), the least that Excel, LibreOffice and Google Sheets take: text stands in its cell (inline
strings), so there is no table of strings that would grow with the rows.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | int | float | Decimal | date | datetime

MOST_CHARACTERS = 32_767
FIRST_DAY, FIRST_YEAR = datetime(1899, 12, 30), 1901  # noqa: DTZ001 -- Excel knows no zones; it takes 1900 for a leap year
TITLE, MOMENT, DAY = 1, 2, 3  # places in cellXfs

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Arial"/></font>'
        '<font><b/><sz val="11"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
# The row of titles stays in sight, and columns are wide enough for a date, which would else show as #####.
_SHEET_START = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>'
)
_SHEET_END = "</sheetData></worksheet>"

# What XML 1.0 cannot hold, halves of surrogate pairs among it.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ in a text as the letter A.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "\n"})


def write_workbook(header: Iterable[Cell], rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """The bytes of a workbook with `header` in bold and `rows`, which may be a generator and is read once.

    Text is text, whatever it looks like; numbers are numbers; date-times are local, without a zone. What a sheet cannot
    hold is softened: "?" for control characters, text cut at 32,767 characters, days before 1901 as text.
    """
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as parts:
        for name, content in _PARTS.items():
            with parts.open(name, "w") as part:
                part.write((_HEAD + content).encode())
        with parts.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((_HEAD + _SHEET_START + _row(header, TITLE)).encode())
            for row in rows:
                sheet.write(_row(row).encode())
                yield from sink.taken()
            sheet.write(_SHEET_END.encode())
    yield from sink.taken()


class _Sink:
    """The least that ZipFile wants of a file that cannot be wound back."""

    def __init__(self):
        self._waiting = []

    def write(self, content: bytes) -> int:
        self._waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        pass

    def taken(self) -> Iterator[bytes]:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            yield b"".join(waiting)


def _row(cells: Iterable[Cell], style: int = 0) -> str:
    return f"<row>{''.join([_cell(cell, style) for cell in cells])}</row>"


def _cell(value: Cell, style: int) -> str:
    if isinstance(value, date):
        return _date_cell(value)
    if isinstance(value, (int, float, Decimal)) and _is_finite(value):
        return f'<c s="{style}"><v>{value}</v></c>'
    if value == "":
        return "<c/>"
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(str(value))}</t></is></c>'


def _is_finite(number: int | float | Decimal) -> bool:
    return number - number == 0


def _date_cell(value: date) -> str:
    """Days since the end of 1899, the time of day as the fraction."""
    if value.year < FIRST_YEAR:
        return _cell(str(value), 0)
    if not isinstance(value, datetime):
        return f'<c s="{DAY}"><v>{(value - FIRST_DAY.date()).days}</v></c>'
    return f'<c s="{MOMENT}"><v>{(value - FIRST_DAY).total_seconds() / 86_400!r}</v></c>'


def _text(text: str) -> str:
    if len(text) > MOST_CHARACTERS // 2:
        text = _cut(text)
    text = _NOT_IN_XML.sub("?", text.replace("\r\n", "\n"))
    return _LOOKS_ESCAPED.sub("_x005F_", text).translate(_SPECIAL)


def _cut(text: str) -> str:
    """Excel counts in UTF-16, where an emoji is two."""
    units = text.encode("utf-16-le", "replace")[: MOST_CHARACTERS * 2]
    return units.decode("utf-16-le", "ignore")
