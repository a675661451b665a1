"""One event as an iCalendar file that mail programs and phones take in."""

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Event, vCalAddress

PRODUCT = "-//Knowledge Hub//Events//EN"
STATUSES = {"REQUEST": "CONFIRMED", "PUBLISH": "CONFIRMED", "CANCEL": "CANCELLED"}

# RFC 5545 3.3.11 allows no control characters but tab; line breaks are written as \n by the library.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[^\s@\"'<>,;:\\()\x00-\x20]+@[^\s@\"'<>,;:\\()\x00-\x20]+")
_URL = re.compile(r"https?://[^\s\x00-\x20\x7f]+")


def calendar_event(
    *,
    uid: str,
    sequence: int,
    method: Literal["REQUEST", "CANCEL", "PUBLISH"],
    start: datetime,
    end: datetime,
    summary: str,
    description: str,
    location: str,
    organiser_name: str,
    organiser_email: str,
    attendee_name: str | None = None,
    attendee_email: str | None = None,
    url: str | None = None,
    stamp: datetime,
    alarm_minutes: int | None = None,
) -> bytes:
    """The calendar file of one event, in UTF-8; the same arguments give the same bytes (RFC 5545, RFC 5546).

    `start`, `end` and `stamp` (when this version was made) are aware and written in UTC, so they need no time zone
    rules. A change or a cancelling repeats `uid` with a higher `sequence`. REQUEST and PUBLISH are confirmed, CANCEL is
    cancelled and has no alarm. REQUEST and CANCEL name the attendee, whose place is already given (no reply is asked
    for); PUBLISH names nobody. `alarm_minutes` is a reminder that long before the start. Send it as
    `text/calendar; method=<method>`.

    ValueError: a time without a zone, an end that is not after the start, an unknown method, a negative sequence or
    alarm, an empty uid, a REQUEST without attendee, an address that is none.
    """
    _check(uid, sequence, method, alarm_minutes)
    start, end, stamp = _utc(start), _utc(end), _utc(stamp)
    if end <= start:
        raise ValueError("The event must end after it starts.")
    if method == "REQUEST" and not attendee_email:
        raise ValueError("A REQUEST needs the attendee's email address.")

    event = Event()
    event.add("uid", _line(uid))
    event.add("sequence", sequence)
    event.add("status", STATUSES[method])
    event.add("transp", "OPAQUE")
    for name, moment in (("dtstart", start), ("dtend", end), ("dtstamp", stamp), ("last-modified", stamp)):
        event.add(name, moment)
    event.add("summary", _line(summary))
    _add_texts(event, description=_lines(description), location=_line(location), url=_address(url))
    event.add("organizer", _person(organiser_name, organiser_email))
    if attendee_email and method != "PUBLISH":
        event.add("attendee", _attendee(attendee_name, attendee_email))
    if alarm_minutes is not None and method != "CANCEL":
        event.add_component(_alarm(alarm_minutes, summary))
    return _calendar(method, event)


def _check(uid: str, sequence: int, method: str, alarm_minutes: int | None) -> None:
    if method not in STATUSES:
        raise ValueError(f"Unknown calendar method: {method!r}.")
    if not uid.strip():
        raise ValueError("A calendar event needs a uid.")
    if sequence < 0:
        raise ValueError("The sequence of a calendar event counts from 0.")
    if alarm_minutes is not None and alarm_minutes < 0:
        raise ValueError("An alarm goes off before the start: give minutes from 0.")


def _calendar(method: str, event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical()


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("Times in a calendar file need a time zone.")
    return moment.astimezone(UTC).replace(microsecond=0)


def _lines(text: str) -> str:
    """`text` without control characters, its line breaks kept."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _line(text: str) -> str:
    """`text` on one line."""
    return " ".join(_lines(text).split())


def _add_texts(event: Event, **texts: str | None) -> None:
    for name, text in texts.items():
        if text:
            event.add(name, text)


def _address(url: str | None) -> str | None:
    if url and not _URL.fullmatch(url):
        raise ValueError("The address of an event must be a whole http or https address.")
    return url


def _person(name: str | None, email: str) -> vCalAddress:
    # SECURITY: an address with a line break or a colon could write calendar lines of its own.
    if not _EMAIL.fullmatch(email):
        raise ValueError("That is not an email address.")
    person = vCalAddress(f"mailto:{email}")
    if name and (shown := _line(name).replace('"', "'")):
        person.params["CN"] = shown
    return person


def _attendee(name: str | None, email: str) -> vCalAddress:
    attendee = _person(name, email)
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    return attendee


def _alarm(minutes: int, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
