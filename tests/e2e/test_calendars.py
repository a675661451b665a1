"""Calendar files as two readers understand them: the icalendar library, and ical.js in a browser far from London."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Error

from hub.core.calendar_feed import EventLine, feed
from hub.core.calendar_file import calendar_event, calendar_events
from tests.e2e.calendars import iso_utc

pytestmark = pytest.mark.browser

LONDON = ZoneInfo("Europe/London")
STAMP = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
INVITED = {
    "organiser_name": "Library, “Wexcombe”; ward 7",
    "organiser_email": "library@example.org",
    "attendee_name": 'Sam "Sue" Ward',
    "attendee_email": "sam@example.org",
}
HOSTILE = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine",
    "x\nATTENDEE:mailto:evil@example.org",
    "a, b; c: d \\n e \\, f \\; g \\\\ h \\",
    "\x00\x07\x0b\x0c\x1b\x85\u2028BEGIN:VEVENT",
    "one\ntwo\n\n  three\tfour",
    "é" * 200,
    "x" + "🙂" * 100,
    "👩‍⚕️🏳️‍🌈" * 30,
    "=?utf-8?q?x?= <script>alert(1)</script>",
]
# A night that loses an hour, one that has an hour twice, and the lunches of the Mondays after: local time and instant.
CLOCK_CHANGES = {
    "2026-03-29T00:30": "2026-03-29T00:30:00Z",
    "2026-03-29T00:59": "2026-03-29T00:59:00Z",
    "2026-03-29T02:00": "2026-03-29T01:00:00Z",
    "2026-03-29T02:30": "2026-03-29T01:30:00Z",
    "2026-03-30T12:30": "2026-03-30T11:30:00Z",
    "2026-10-25T00:30": "2026-10-24T23:30:00Z",
    "2026-10-25T01:00": "2026-10-25T00:00:00Z",
    "2026-10-25T01:30": "2026-10-25T00:30:00Z",
    "2026-10-25T01:30 again": "2026-10-25T01:30:00Z",
    "2026-10-25T02:00": "2026-10-25T02:00:00Z",
    "2026-10-25T02:30": "2026-10-25T02:30:00Z",
    "2026-10-26T12:30": "2026-10-26T12:30:00Z",
}


def _line(**changes):
    start = datetime(2026, 6, 2, 12, 30, tzinfo=LONDON)
    given_ones = {
        "uid": "occurrence-1@hub.example.org",
        "sequence": 0,
        "start": start,
        "end": changes.get("start", start) + timedelta(minutes=45),
        "stamp": STAMP,
        "summary": "Lunch and Learn: sepsis, early",
        "description": "Bring your lunch.\n\nAll welcome; really.",
        "location": "Seminar room 2, Library",
        "url": "https://hub.example.org/events/lunch/?a=1;b=2,3",
    }
    return EventLine(**{**given_ones, **changes})


def _invitation(**changes):
    line = _line()
    given_ones = {
        "uid": line.uid,
        "sequence": 0,
        "method": "REQUEST",
        "start": line.start,
        "end": line.end,
        "stamp": STAMP,
        "summary": line.summary,
        "description": line.description,
        "location": line.location,
        "url": line.url,
        "alarm_minutes": 15,
        **INVITED,
    }
    return calendar_event(**{**given_ones, **changes})


def _feed(events):
    return b"".join(feed(events, name="My events; all, of them", description="What I signed up for"))


def test_an_invitation_is_read_whole(read_by_both):
    (event,) = read_by_both(_invitation())

    assert event == {
        "method": "REQUEST",
        "uid": "occurrence-1@hub.example.org",
        "sequence": 0,
        "status": "CONFIRMED",
        "start_iso_utc": "2026-06-02T11:30:00Z",
        "end_iso_utc": "2026-06-02T12:15:00Z",
        "summary": "Lunch and Learn: sepsis, early",
        "description": "Bring your lunch.\n\nAll welcome; really.",
        "location": "Seminar room 2, Library",
        "url": "https://hub.example.org/events/lunch/?a=1;b=2,3",
        "organiser": "mailto:library@example.org",
        "attendees": ["mailto:sam@example.org"],
        "alarms": [-15],
    }


def test_an_update_moves_the_same_event_and_a_cancelling_ends_it(read_by_both):
    later = datetime(2026, 6, 9, 12, 30, tzinfo=LONDON)
    moved = {"start": later, "end": later + timedelta(hours=1)}

    (asked,) = read_by_both(_invitation())
    (updated,) = read_by_both(_invitation(sequence=1, **moved))
    (cancelled,) = read_by_both(_invitation(sequence=2, method="CANCEL", **moved))

    assert {event["uid"] for event in (asked, updated, cancelled)} == {"occurrence-1@hub.example.org"}
    assert [(event["method"], event["sequence"], event["status"]) for event in (asked, updated, cancelled)] == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]
    assert (updated["start_iso_utc"], updated["end_iso_utc"]) == ("2026-06-09T11:30:00Z", "2026-06-09T12:30:00Z")
    assert cancelled["alarms"] == []


def _series():
    """Four Tuesdays over the end of summer time; the second is cancelled, the third moved to the Wednesday."""
    tuesdays = [datetime(2026, 10, 13, 12, 30, tzinfo=LONDON) + timedelta(weeks=week) for week in range(4)]
    changes = [{}, {"sequence": 1, "cancelled": True}, {"sequence": 1, "start": tuesdays[2] + timedelta(days=1)}, {}]
    return [
        _line(**{"uid": f"series-1-{number}@hub.example.org", "start": start, **change})
        for number, (start, change) in enumerate(zip(tuesdays, changes, strict=True))
    ]


@pytest.mark.parametrize("write", [_feed, calendar_events])
def test_a_series_with_a_date_cancelled_and_a_date_moved(read_by_both, write):
    events = read_by_both(write(_series()))

    assert [(event["uid"][:10], event["sequence"], event["status"], event["start_iso_utc"]) for event in events] == [
        ("series-1-0", 0, "CONFIRMED", "2026-10-13T11:30:00Z"),
        ("series-1-1", 1, "CANCELLED", "2026-10-20T11:30:00Z"),
        ("series-1-2", 1, "CONFIRMED", "2026-10-28T12:30:00Z"),
        ("series-1-3", 0, "CONFIRMED", "2026-11-03T12:30:00Z"),
    ]


def test_a_whole_series_is_cancelled_in_one_file(read_by_both):
    events = read_by_both(calendar_events(_series(), method="CANCEL", **INVITED))

    assert {(event["method"], event["status"]) for event in events} == {("CANCEL", "CANCELLED")}
    assert [event["attendees"] for event in events] == [["mailto:sam@example.org"]] * 4


def _local(text):
    time, _, again = text.partition(" ")
    return datetime.fromisoformat(time).replace(tzinfo=LONDON, fold=bool(again))


@pytest.mark.parametrize("write", [_feed, calendar_events])
def test_the_instants_are_right_around_both_clock_changes(read_by_both, write):
    starts = {uid: _local(uid) for uid in CLOCK_CHANGES}
    lines = [
        _line(uid=uid, start=start, end=start.astimezone(UTC) + timedelta(hours=2)) for uid, start in starts.items()
    ]

    events = read_by_both(write(lines))

    assert {event["uid"]: event["start_iso_utc"] for event in events} == CLOCK_CHANGES
    assert [event["end_iso_utc"] for event in events] == [iso_utc(line.end) for line in lines]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 1), ("2026-10-25", 3)])
def test_an_invitation_over_the_change_of_clocks_lasts_as_long_as_it_lasts(read_by_both, day, hours):
    start, end = _local(f"{day}T00:30"), _local(f"{day}T02:30")

    (event,) = read_by_both(_invitation(start=start, end=end))

    lasts = datetime.fromisoformat(event["end_iso_utc"]) - datetime.fromisoformat(event["start_iso_utc"])
    assert (event["start_iso_utc"], lasts) == (CLOCK_CHANGES[f"{day}T00:30"], timedelta(hours=hours))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_the_same_text_to_both(read_by_both, text):
    line = _line(summary=text, description=text, location=text)

    for content in (_feed([line, _line()]), calendar_events([line, _line(uid="other")])):
        first, second = read_by_both(content)
        assert (first["summary"], first["description"]) == (line.summary, line.description)
        assert (second["summary"], second["attendees"]) == ("Lunch and Learn: sepsis, early", [])


def test_an_empty_feed_is_a_calendar_without_events(read_by_both):
    assert read_by_both(_feed([])) == []


def test_the_second_reader_refuses_what_is_no_calendar(read):
    with pytest.raises(Error, match="did not end"):
        read(_feed([_line()]).replace(b"END:VEVENT\r\n", b""))
