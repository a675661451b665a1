"""Finds what may point at a patient in free text. Pure patterns: an aid that misses things, never a guarantee.

Known limits, on purpose: names without a title are not found, nor are Dr, Prof, Sister and Nurse with a name (these
are staff); a single letter (`Mrs B`) is taken for a pseudonym; dates count only near a word of birth; a year alone
does not count.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hub.core.html import text_of_html


class Kind(StrEnum):
    """What was found, the most specific first: on equal length the earlier one is reported."""

    NHS_NUMBER = "nhs_number"
    HOSPITAL_NUMBER = "hospital_number"
    EMAIL = "email"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"
    PHONE = "phone"
    TITLED_NAME = "titled_name"
    BED_NUMBER = "bed_number"


LABELS = {
    Kind.NHS_NUMBER: "NHS number",
    Kind.HOSPITAL_NUMBER: "hospital number",
    Kind.EMAIL: "email address",
    Kind.DATE_OF_BIRTH: "date of birth",
    Kind.POSTCODE: "postcode",
    Kind.PHONE: "phone number",
    Kind.TITLED_NAME: "name with a title",
    Kind.BED_NUMBER: "bed number",
}

# Characters from a word of birth to a date (either side) within which the date is taken for a date of birth.
BIRTH_REACH = 40

_RANK = {kind: rank for rank, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Finding:
    """One hit: `text[start:end]` of the text that was checked. It holds no words itself, so it may be logged."""

    kind: Kind
    start: int
    end: int

    @property
    def label(self) -> str:
        """What was found, in plain words, for the middle of a sentence."""
        return LABELS[self.kind]


def find_identifiers(text: str, *, hospital_number_pattern: str | re.Pattern | None = None) -> list[Finding]:
    """Findings in `text`, in order, none overlapping another: the longest wins, then the most specific kind.

    NHS numbers by the modulus 11 check digit (NHS Data Dictionary, "NHS Number"); postcodes by the shapes of BS 7666
    and the areas in use; phone numbers with UK prefixes. `hospital_number_pattern` is a regular expression, upper or
    lower case alike; ValueError when it is not one. Offsets count characters of `text` as given. Time grows in
    proportion to the length of `text` (a hospital pattern apart, which may be as slow as it is written).
    """
    findings = [*_nhs_numbers(text), *_emails(text), *_dates_of_birth(text), *_postcodes(text)]
    findings += [*_phones(text), *_titled_names(text), *_bed_numbers(text)]
    if hospital_number_pattern:
        findings += _hospital_numbers(text, hospital_number_pattern)
    return _without_overlaps(findings)


def find_in_html(html: str, *, hospital_number_pattern: str | re.Pattern | None = None) -> list[Finding]:
    """Findings in the words of `html`, its alternative texts, titles, and mailto: and tel: targets.

    Offsets count characters of `text_of_html(html, with_attributes=True)`, not of the markup. Check what will be
    kept: the cleaned HTML. Raises what `find_identifiers` raises.
    """
    text = text_of_html(html, with_attributes=True)
    return find_identifiers(text, hospital_number_pattern=hospital_number_pattern)


def is_nhs_number(digits: str) -> bool:
    """True for ten digits, no separators, whose last is the modulus 11 check digit; False for one digit ten times.

    The first nine are weighted 10 to 2 and summed; 11 less the remainder is the check digit, 11 counts as 0, and
    10 is never issued. Source: NHS Data Dictionary.
    """
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


# Blanks, hyphens and dashes of any width, and the invisible characters that word processors leave inside numbers.
_JOIN = "[ \t\u00a0\u00ad\u2007\u2009\u200b\u202f\u2060\ufeff\u2010-\u2015\u2212-]"
_BLANK = "[ \t\u00a0\u2007\u2009\u202f]"
_NON_DIGITS = re.compile(r"[^0-9]+")


# NHS numbers. The lookahead lets candidates overlap: a run of digits that fails the check must not hide the next one.
_NHS_NUMBER = re.compile(
    rf"(?<![0-9])(?<![0-9]\.)(?=([0-9]{{3}}{_JOIN}{{0,3}}[0-9]{{3}}{_JOIN}{{0,3}}[0-9]{{4}})(?![0-9]))"
)
# ISBN-10 has the very same check digit, so only the word before it tells the two apart.
_ISBN_BEFORE = re.compile(r"isbn(?:[ -]?1[03])?[\s:#/-]{0,4}(?:97[89][ -]?)?$", re.IGNORECASE)


def _nhs_numbers(text: str) -> Iterator[Finding]:
    for match in _NHS_NUMBER.finditer(text):
        if is_nhs_number(_NON_DIGITS.sub("", match[1])) and not _follows_isbn(text, match.start(1)):
            yield Finding(Kind.NHS_NUMBER, *match.span(1))


def _follows_isbn(text: str, start: int) -> bool:
    return bool(_ISBN_BEFORE.search(text[max(0, start - 20) : start]))


def _hospital_numbers(text: str, pattern: str | re.Pattern) -> Iterator[Finding]:
    try:
        pattern = re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern
    except re.error as error:
        raise ValueError(f"The hospital number pattern is not a regular expression: {error}") from error
    for match in pattern.finditer(text):
        if match[0]:
            yield Finding(Kind.HOSPITAL_NUMBER, *match.span())


# Starts only where a local part can start, so a long run of letters is read once.
_EMAIL = re.compile(r"(?<![\w.%+'’-])[\w.%+'’-]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def _emails(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        yield Finding(Kind.EMAIL, *match.span())


_BIRTH_WORD = re.compile(
    r"\b(?:dob|d\.\s?o\.\s?b|d/o/b|born|date\s{1,3}of\s{1,3}birth|birth\s{0,3}(?:date|day))(?![^\W\d_])", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"((?:18|19|20)[0-9]{2}|['’]?[0-9]{2})"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_GAP = r"[\s.,/-]{1,3}"
_DATES = (
    (
        re.compile(rf"(?<![0-9])([0-9]{{1,2}})\s?([./ \u2010-\u2015-])\s?([0-9]{{1,2}})\s?\2\s?{_YEAR}(?![0-9])"),
        (1, 3, 4),
    ),
    (re.compile(r"(?<![0-9])((?:18|19|20)[0-9]{2})([./-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])"), (4, 3, 1)),
    (re.compile(rf"(?<![0-9]){_DAY}(?:\sof)?{_GAP}{_MONTH}\b{_GAP}{_YEAR}(?![0-9])", re.IGNORECASE), (1, 2, 3)),
    (re.compile(rf"\b{_MONTH}{_GAP}(?:the\s)?{_DAY}{_GAP}{_YEAR}(?![0-9])", re.IGNORECASE), (2, 1, 3)),
)


def _dates_of_birth(text: str) -> Iterator[Finding]:
    births = [match.span() for match in _BIRTH_WORD.finditer(text)]
    if not births:
        return
    for pattern, (day, month, year) in _DATES:
        for match in pattern.finditer(text):
            if _is_date(match[day], match[month], match[year]) and _is_near(match.span(), births):
                yield Finding(Kind.DATE_OF_BIRTH, *match.span())


def _is_date(day: str, month: str, year: str) -> bool:
    """True when the numbers make a day of the calendar, the day or (as in America) the month first."""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    full_year = int(year.lstrip("'’"))
    if full_year < 100:
        full_year += 2000
    return _exists(full_year, number, int(day)) or (month.isdigit() and _exists(full_year, int(day), number))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _is_near(span: tuple[int, int], births: list[tuple[int, int]]) -> bool:
    """True when a word of birth (`births` in order) ends or begins within reach of `span`."""
    next_one = bisect_left(births, span)
    return any(
        start - span[1] <= BIRTH_REACH and span[0] - end <= BIRTH_REACH
        for start, end in births[max(0, next_one - 1) : next_one + 1]
    )


# BF is the forces. GIR 0AA stands alone, and ZZ99 is the NHS's own code for no fixed abode and the like.
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP "
    "NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W "
    "WA WC WD WF WN WR WS WV YO ZE"
)
_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_POSTCODE = re.compile(
    rf"(?<![^\W_])(?:GIR{_BLANK}{{0,2}}0AA|ZZ99{_BLANK}{{0,2}}[0-9][A-Z]{{2}}|({_AREA})"
    rf"([0-9]{{1,2}}|[0-9][A-HJKMNPR-Y]){_BLANK}{{0,2}}([0-9])([ABD-HJLNP-UW-Z]{{2}}))(?![^\W_])",
    re.IGNORECASE,
)
# "Group b1 2nd", "t4 2hr", "3ft", "2gb": small letters after a digit that are no inward half.
_NOT_INWARD = {"st", "nd", "rd", "th", "hr", "yr", "ft", "lb", "gb", "tb"}


def _postcodes(text: str) -> Iterator[Finding]:
    for match in _POSTCODE.finditer(text):
        letters = match[4] or ""
        if letters not in _NOT_INWARD and (not letters or letters.isupper() or letters.islower()):
            yield Finding(Kind.POSTCODE, *match.span())


# 0 or +44, then a first group of at least two more digits (so that 01.02.2024 is no phone number), ten digits in all
# after the 0; nine for some 01 and 0800 numbers.
_GROUPS = rf"(?:(?:{_JOIN}|[.)]){{0,3}}[0-9])"
_PHONE = re.compile(
    rf"(?<![0-9])(?<![0-9][.,/])(?<![0-9A-Za-z]-)"
    rf"(?:(?:\+|\b00){_JOIN}?44(?:{_JOIN}|[.]){{0,2}}(?:\(0\){_JOIN}{{0,2}}|0)?\(?[1-35789]{_GROUPS}{{8,9}}"
    rf"|\(?0(?:[1-35789][0-9]{_GROUPS}{{8}}|1[0-9]{_GROUPS}{{7}}|800{_GROUPS}{{6}}))(?![0-9])"
)


def _phones(text: str) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        if not _follows_isbn(text, match.start()):
            yield Finding(Kind.PHONE, *match.span())


_WORD = r"[^\W\d_](?:[\w'’]|-(?=\w))*"
_PARTICLE = r"(?:van|von|de|der|den|da|di|dos|du|del|la|le|el|al|bin|ibn|ap|ab|ter|ten)"
# "mr" and "mrs" are titles in small letters too; "miss", "master" and "ms" are then words of their own.
_TITLE = re.compile(rf"\b([Mm]rs?|Miss|Ms|[Mm]x|Master|Mstr|MRS?|MISS|MS|MX|MASTER)\b\.?{_BLANK}{{1,3}}")
_NAME = re.compile(
    rf"(?:[A-Z]\.?{_BLANK}{{1,2}}|[A-Z]\.){{0,3}}(?:{_PARTICLE}{_BLANK}){{0,3}}({_WORD})((?:{_BLANK}{_WORD}){{0,2}})"
)
_NEXT_WORD = re.compile(rf"{_BLANK}({_WORD})")
# "Don't Miss Lunch and Learn" is a headline.
_MISS_AS_VERB = re.compile(rf"(?:n['’]?t|\b(?:not|never|to|you|will|can|may|might)){_BLANK}$", re.IGNORECASE)
# What follows a title that is no title: "Miss Out", "Master Class", and in capitals MR (imaging) and MS (sclerosis).
_OTHER_WORDS = (
    "a an any class classes clinic clinical clinician copy day degree degrees disease document each every excel file "
    "forms group imaging image images it key list lists my no nurse nurses of office on one our out outlook patient "
    "patients plan programme programs safety scan scanner scanners scanning scans service services society specialist "
    "spectroscopy study suite support teams that the therapy these thesis this trainer trainers trial trust unit us "
    "word world you your angiography enterography elastography guided"
)
_NOT_SURNAMES = frozenset(_OTHER_WORDS.split())


def _titled_names(text: str) -> Iterator[Finding]:
    for title in _TITLE.finditer(text):
        name = _NAME.match(text, title.end())
        if name and _is_surname(name[1], title[1]) and not _is_verb(text, title):
            yield Finding(Kind.TITLED_NAME, title.start(), _end_of_name(name))


def _is_surname(word: str, title: str) -> bool:
    if len(word) < 2 or word.lower() in _NOT_SURNAMES:
        return False
    return word.isupper() if title in {"MR", "MS"} else word[0].isupper()


def _is_verb(text: str, title: re.Match) -> bool:
    before = text[max(0, title.start() - 8) : title.start()]
    return title[1].lower() == "miss" and bool(_MISS_AS_VERB.search(before))


def _end_of_name(name: re.Match) -> int:
    """Where the name ends: `Mrs Anna Smith` is one name, `Mrs Smith was` stops before the small letter."""
    end = name.end(1)
    for word in _NEXT_WORD.finditer(name[2]):
        if not word[1][0].isupper():
            break
        end = name.start(2) + word.end()
    return end


_BAY = rf"bay{_BLANK}{{0,2}}(?:no\.?|number|#)?{_BLANK}{{0,2}}[0-9]{{1,2}}[A-F]?\b"
_BED = rf"bed{_BLANK}?(?:space)?{_BLANK}{{0,2}}(?:no\.?|number|#|:|-)?{_BLANK}{{0,2}}[0-9]{{1,3}}[A-F]?\b"
_BEDS = rf"beds{_BLANK}{{1,2}}[0-9]{{1,3}}[A-F]?{_BLANK}{{0,2}}(?:,|&|and\b){_BLANK}{{0,2}}[0-9]{{1,3}}[A-F]?\b"
_LINK = rf"{_BLANK}{{0,2}}(?:,|/|-|in\b|of\b)?{_BLANK}{{0,2}}"
_BED_NUMBER = re.compile(
    rf"\b(?:{_BAY}{_LINK})?(?:{_BED}(?:{_LINK}{_BAY})?|{_BEDS})"
    r"(?![.,:/][0-9])(?!\s{0,2}(?:%|per\b|hours?\b|hrs?\b|h\b|min(?:ute)?s?\b|days?\b|nights?\b|weeks?\b|months?\b"
    r"|years?\b|times\b|people\b|patients\b))",
    re.IGNORECASE,
)


def _bed_numbers(text: str) -> Iterator[Finding]:
    for match in _BED_NUMBER.finditer(text):
        yield Finding(Kind.BED_NUMBER, *match.span())


def _without_overlaps(findings: list[Finding]) -> list[Finding]:
    """The best of each overlapping lot, in order of place."""
    findings.sort(key=lambda found: (found.start - found.end, _RANK[found.kind], found.start))
    starts, ends, kept = [], [], []
    for found in findings:
        place = bisect_right(starts, found.start)
        clear_before = place == 0 or ends[place - 1] <= found.start
        clear_after = place == len(starts) or starts[place] >= found.end
        if clear_before and clear_after:
            starts.insert(place, found.start)
            ends.insert(place, found.end)
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)
