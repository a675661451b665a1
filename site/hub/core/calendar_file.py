"""Events as iCalendar files that mail programs and phones take in. Long feeds: `hub.core.calendar_feed`."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Event, vCalAddress

from .calendar_text import PRODUCT, EventLine, one_line

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
METHODS = ("REQUEST", "CANCEL", "PUBLISH")

_EMAIL = re.compile(r"[^\s@\"'<>,;:\\()\x00-\x20]+@[^\s@\"'<>,;:\\()\x00-\x20]+")


def calendar_event(
    *,
    uid: str,
    sequence: int,
    method: Method,
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
    event = EventLine(
        uid=uid,
        sequence=sequence,
        start=start,
        end=end,
        stamp=stamp,
        summary=summary,
        description=description,
        location=location,
        url=url or "",
    )
    return _file(
        [event],
        method=method,
        organiser=_person(organiser_name, organiser_email),
        attendee=_attendee(attendee_name, attendee_email) if attendee_email else None,
        alarm_minutes=alarm_minutes,
    )


def calendar_events(
    events: Iterable[EventLine],
    *,
    method: Method = "PUBLISH",
    organiser_name: str = "",
    organiser_email: str = "",
    attendee_name: str | None = None,
    attendee_email: str | None = None,
    alarm_minutes: int | None = None,
) -> bytes:
    """The calendar file of several events, each with its own uid, sequence and status; else as `calendar_event`.

    Calendars take in every event of a PUBLISH. Of a REQUEST or CANCEL, which RFC 5546 keeps for one uid, some mail
    programs read the first alone: to invite to a series, send a file for each date. In a PUBLISH a cancelled event is
    cancelled; in a CANCEL all are.

    ValueError: no events, one uid twice, a REQUEST for a cancelled event, and what `calendar_event` refuses.
    """
    events = list(events)
    if not events or len({event.uid for event in events}) < len(events):
        raise ValueError("A calendar file holds one event or more, each with a uid of its own.")
    return _file(
        events,
        method=method,
        organiser=_person(organiser_name, organiser_email) if organiser_email else None,
        attendee=_attendee(attendee_name, attendee_email) if attendee_email else None,
        alarm_minutes=alarm_minutes,
    )


def _file(
    events: list[EventLine],
    *,
    method: Method,
    organiser: vCalAddress | None,
    attendee: vCalAddress | None,
    alarm_minutes: int | None,
) -> bytes:
    _check(events, method, organiser, attendee, alarm_minutes)
    calendar = _calendar(method)
    for line in events:
        is_cancelled = line.cancelled or method == "CANCEL"
        event = _event(line, "CANCELLED" if is_cancelled else "CONFIRMED")
        if organiser is not None:
            event.add("organizer", organiser)
        if attendee is not None and method != "PUBLISH":
            event.add("attendee", attendee)
        if alarm_minutes is not None and not is_cancelled:
            event.add_component(_alarm(alarm_minutes, line.summary))
        calendar.add_component(event)
    return calendar.to_ical()


def _check(events, method, organiser, attendee, alarm_minutes) -> None:
    if method not in METHODS:
        raise ValueError(f"Unknown calendar method: {method!r}.")
    if method != "PUBLISH" and organiser is None:
        raise ValueError(f"A {method} needs the organiser's email address.")
    if method == "REQUEST" and attendee is None:
        raise ValueError("A REQUEST needs the attendee's email address.")
    if method == "REQUEST" and any(event.cancelled for event in events):
        raise ValueError("Nobody is asked to a cancelled event: send a CANCEL.")
    if alarm_minutes is not None and alarm_minutes < 0:
        raise ValueError("An alarm goes off before the start: give minutes from 0.")


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(line: EventLine, status: str) -> Event:
    event = Event()
    event.add("uid", line.uid)
    event.add("sequence", line.sequence)
    event.add("status", status)
    event.add("transp", "TRANSPARENT" if line.cancelled else "OPAQUE")
    moments = {"dtstart": line.start, "dtend": line.end, "dtstamp": line.stamp, "last-modified": line.stamp}
    for name, moment in moments.items():
        event.add(name, moment)
    event.add("summary", line.summary)
    for name in ("description", "location", "url"):
        if text := getattr(line, name):
            event.add(name, text)
    return event


def _person(name: str | None, email: str) -> vCalAddress:
    # SECURITY: an address with a line break or a colon could write calendar lines of its own.
    if not _EMAIL.fullmatch(email):
        raise ValueError("That is not an email address.")
    person = vCalAddress(f"mailto:{email}")
    if name and (shown := one_line(name).replace('"', "'")):
        person.params["CN"] = shown
    return person


def _attendee(name: str | None, email: str) -> vCalAddress:
    attendee = _person(name, email)
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    return attendee


def _alarm(minutes: int, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
