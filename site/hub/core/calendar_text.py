"""One event as calendar files and feeds write it: texts without what could break a line, times in UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

PRODUCT = "-//Knowledge Hub//Events//EN"

# RFC 5545 3.3.11 allows no control characters but tab; line breaks are written as \n. Halves of surrogate pairs are no
# text at all.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_URL = re.compile("https?://[^\\s\x00-\x20\x7f-\x9f\ud800-\udfff]+")


@dataclass(slots=True, kw_only=True)
class EventLine:
    """One event of a calendar, cleaned as it is made.

    `start`, `end` and `stamp` (when this version was made) are aware. The same event keeps its `uid` for ever; a change
    or a cancelling has a higher `sequence`. `url` is whole or empty.

    ValueError: a time without a zone, an end that is not after the start, a negative sequence, an empty uid, an address
    that is none.
    """

    uid: str
    sequence: int
    start: datetime
    end: datetime
    stamp: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    cancelled: bool = False

    def __post_init__(self):
        self.uid, self.summary, self.location = one_line(self.uid), one_line(self.summary), one_line(self.location)
        self.description = clean_lines(self.description)
        self.start, self.end, self.stamp = in_utc(self.start), in_utc(self.end), in_utc(self.stamp)
        if self.end <= self.start:
            raise ValueError("The event must end after it starts.")
        if not self.uid:
            raise ValueError("A calendar event needs a uid.")
        if self.sequence < 0:
            raise ValueError("The sequence of a calendar event counts from 0.")
        if self.url and not _URL.fullmatch(self.url):
            raise ValueError("The address of an event must be a whole http or https address.")


def in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("Times in a calendar file need a time zone.")
    return moment.astimezone(UTC).replace(microsecond=0)


def clean_lines(text: str) -> str:
    """`text` without control characters, its line breaks kept."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """`text` on one line."""
    return " ".join(clean_lines(text).split())
