"""Reading a staff list: a CSV file of people to invite, checked row by row before anybody is invited."""

import csv
import io
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from . import invitations
from .models import Invitation, StaffGroup, Unit, User

COLUMNS = ["email", "first name", "last name", "unit", "staff group code", "job title", "kind"]
REQUIRED = ["email", "first name", "last name"]
LONGEST = {"email": 254, "first name": 80, "last name": 80, "job title": 120}
MAX_ROWS = 2_000
MAX_BYTES = 1_000_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
KINDS = {"": "staff", "staff": "staff", "guest": "guest"}


class StaffListRefused(Exception):
    """The file as a whole cannot be used. The text is fit to show."""


@dataclass
class Row:
    """One line of the file. `problems` stop it; `note` says why nothing needs doing; otherwise it will be invited."""

    line: int
    cells: dict
    problems: list = field(default_factory=list)
    note: str = ""
    details: dict = field(default_factory=dict)

    @property
    def email(self):
        return self.cells["email"].lower()

    @property
    def will_be_invited(self):
        return not self.problems and not self.note


def text_of(content: bytes) -> str:
    """The text of an uploaded file: UTF-8, or what Excel writes on Windows. Raises StaffListRefused."""
    if len(content) > MAX_BYTES:
        raise StaffListRefused("The file is larger than 1 MB. Split it into smaller files.")
    if b"\0" in content or content.startswith(b"PK"):
        raise StaffListRefused("This is not a CSV file. In Excel choose Save as, then CSV UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def check(text: str) -> list[Row]:
    """The rows of the list, each with its problems. Raises StaffListRefused when there is no list at all."""
    rows = _rows(text)
    units, groups = _units(), {group.code: group for group in StaffGroup.objects.all()}
    emails = [row.email for row in rows]
    accounts = dict(User.objects.filter(email__in=emails).values_list("email", "is_active"))
    invited = set(Invitation.objects.open().filter(email__in=emails).values_list("email", flat=True))
    seen = {}
    for row in rows:
        _check_cells(row)
        _check_repeat(row, seen)
        _find_links(row, units, groups)
        _note_known(row, accounts, invited)
    return rows


def invite_all(rows: list[Row], *, by, now=None) -> int:
    """Invite everybody of `rows` who is not known yet and has no problem; return how many."""
    wanted = [row for row in rows if row.will_be_invited]
    for row in wanted:
        invitations.invite(row.email, by=by, now=now, **row.details)
    return len(wanted)


def _rows(text):
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        heads = [head.strip().lower() for head in next(reader, [])]
        _check_heads(heads)
        rows = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) == MAX_ROWS:
                raise StaffListRefused(f"The file has more than {MAX_ROWS:,} people. Split it into smaller files.")
            rows.append(_row(reader.line_num, heads, cells))
    except csv.Error as error:
        raise StaffListRefused(f"The file cannot be read near line {reader.line_num}: {error}.") from error
    if not rows:
        raise StaffListRefused("The file has a heading but no people.")
    return rows


def _check_heads(heads):
    missing = [name for name in REQUIRED if name not in heads]
    if missing:
        raise StaffListRefused(f"The first line must name the columns. Missing: {', '.join(missing)}.")
    unknown = [head for head in heads if head and head not in COLUMNS]
    if unknown:
        raise StaffListRefused(f"Unknown columns: {', '.join(unknown)}. Possible are: {', '.join(COLUMNS)}.")


def _row(line, heads, cells):
    named = dict(zip(heads, cells, strict=False))
    row = Row(line, {name: named.get(name, "").strip(" ") for name in COLUMNS})
    if len(cells) > len(heads):
        row.problems.append("There are more cells than columns.")
    return row


def _check_cells(row):
    for name, value in row.cells.items():
        row.problems += _problems_of_cell(name, value)
    for name in ("first name", "last name"):
        if not row.cells[name]:
            row.problems.append(f"The {name} is missing.")
    try:
        validate_email(row.email)
    except ValidationError:
        row.problems.append("The email address is missing or not valid.")
    if row.cells["kind"].lower() not in KINDS:
        row.problems.append("The kind must be staff or guest, or empty for staff.")


def _problems_of_cell(name, value):
    if value.startswith(FORMULA_STARTS):
        yield f"The {name} starts with {value[0]!r}, as a formula does."
    if any(ord(sign) < 32 for sign in value):
        yield f"The {name} holds a line break or another control character."
    if len(value) > LONGEST.get(name, 200):
        yield f"The {name} is too long."


def _check_repeat(row, seen):
    first = seen.setdefault(row.email, row.line)
    if first != row.line:
        row.problems.append(f"The same email address is on line {first}.")


def _find_links(row, units, groups):
    unit_name, code = row.cells["unit"].casefold(), row.cells["staff group code"]
    found = units.get(unit_name, [])
    if unit_name and len(found) != 1:
        row.problems.append("No unit has this name." if not found else "Several units have this name.")
    code = code.zfill(2) if code else ""
    if code and code not in groups:
        row.problems.append("No staff group has this code.")
    row.details = {
        "first_name": row.cells["first name"],
        "last_name": row.cells["last name"],
        "job_title": row.cells["job title"],
        "kind": KINDS.get(row.cells["kind"].lower(), "staff"),
        "unit": found[0] if len(found) == 1 else None,
        "staff_group": groups.get(code),
    }


def _note_known(row, accounts, invited):
    if accounts.get(row.email) is False:
        row.problems.append("This person had an account and left. Open that account again instead.")
    elif row.email in accounts:
        row.note = "Has an account already"
    elif row.email in invited:
        row.note = "Is invited already"


def _units():
    named = {}
    for unit in Unit.objects.current():
        named.setdefault(unit.name.casefold(), []).append(unit)
    return named
