import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from hub.core.calendar_feed import EventLine, feed
from hub.core.calendar_file import calendar_events

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 6, 2, 12, 30, tzinfo=LONDON)
FIELDS = ("UID", "SEQUENCE", "STATUS", "TRANSP", "SUMMARY", "DESCRIPTION", "LOCATION", "URL")
MOMENTS = ("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED")
HOSTILE = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine",
    "x\nATTENDEE:mailto:evil@example.org",
    "x\rBEGIN:VALARM",
    "a, b; c: d \\n e \\, f \\; g \\\\ h \\",
    'quote " and "; X=1:mailto:evil@example.org',
    "\x00\x07\x0b\x0c\x1b\x85\u2028BEGIN:VEVENT",
    "one\ntwo\n\n  three\tfour",
    "é" * 200,
    "x" + "🙂" * 100,
    "👩‍⚕️🏳️‍🌈" * 30,
    "e\u0301" * 100,
    "long " * 200,
    "half a pair \ud83d",
    "^n ^' ^^",
    "",
    " ",
]


def _line(**changes):
    given_ones = {
        "uid": "occurrence-1@hub.example.org",
        "sequence": 2,
        "start": START,
        "end": START + timedelta(minutes=45),
        "stamp": datetime(2026, 5, 1, 9, 0, 0, 123, tzinfo=UTC),
        "summary": "Lunch and Learn",
        "description": "Bring your lunch.\n\nAll welcome.",
        "location": "Seminar room 2",
        "url": "https://hub.example.org/events/lunch/?a=1;b=2,3",
    }
    return EventLine(**{**given_ones, **changes})


def _feed(events, **changes):
    return b"".join(feed(events, **{"name": "My events", **changes}))


def _read(content):
    """What the library makes of each event: its texts and its moments."""
    return [
        {name: str(event[name]) for name in FIELDS if name in event}
        | {name: event.decoded(name) for name in MOMENTS if name in event}
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def test_a_feed_says_what_it_is_and_when_to_ask_again():
    lines = _feed([], description="What I signed up for", refresh=timedelta(hours=2)).decode().split("\r\n")

    assert lines == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Knowledge Hub//Events//EN", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", "NAME:My events", "X-WR-CALNAME:My events"),
        *("DESCRIPTION:What I signed up for", "X-WR-CALDESC:What I signed up for"),
        *("REFRESH-INTERVAL;VALUE=DURATION:PT120M", "X-PUBLISHED-TTL:PT120M", "END:VCALENDAR", ""),
    ]


def test_an_event_of_a_feed_reads_back():
    (event,) = _read(_feed([_line()]))

    assert event == {
        "UID": "occurrence-1@hub.example.org",
        "SEQUENCE": "2",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "SUMMARY": "Lunch and Learn",
        "DESCRIPTION": "Bring your lunch.\n\nAll welcome.",
        "LOCATION": "Seminar room 2",
        "URL": "https://hub.example.org/events/lunch/?a=1;b=2,3",
        "DTSTART": datetime(2026, 6, 2, 11, 30, tzinfo=UTC),
        "DTEND": datetime(2026, 6, 2, 12, 15, tzinfo=UTC),
        "DTSTAMP": datetime(2026, 5, 1, 9, 0, tzinfo=UTC),
        "LAST-MODIFIED": datetime(2026, 5, 1, 9, 0, tzinfo=UTC),
    }


def test_a_cancelled_event_stays_as_cancelled_and_takes_no_time():
    (event,) = _read(_feed([_line(cancelled=True)]))

    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_what_is_empty_is_left_out_of_a_feed():
    (event,) = _read(_feed([_line(description="", location=" ", url="")]))

    assert not {"DESCRIPTION", "LOCATION", "URL"} & set(event)


def test_events_are_read_only_as_the_feed_is_sent():
    read = []

    def events():
        for number in range(3):
            read.append(number)
            yield _line(uid=f"u{number}")

    pieces = feed(events(), name="My events")

    assert (next(pieces)[:15], list(read)) == (b"BEGIN:VCALENDAR", [])
    assert (next(pieces)[:12], list(read)) == (b"BEGIN:VEVENT", [0])


def _all_texts(text):
    return _line(uid=f"u{text}", summary=text, description=text, location=text)


def _well_formed(content):
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        line.decode()  # no character is torn apart
    return True


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_back_as_the_text_it_is(text):
    event = _all_texts(text)
    content = _feed([event, _line()], name=text, description=text)

    assert _well_formed(content)
    first, second = _read(content)
    assert (first["SUMMARY"], first.get("DESCRIPTION", "")) == (event.summary, event.description)
    assert second == _read(_feed([_line()]))[0]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_the_name_of_a_feed_is_written_as_its_description_is_which_the_library_reads(text):
    content = _feed([], name=text, description=text)

    lines = dict(line.split(":", 1) for line in content.decode().replace("\r\n ", "").split("\r\n") if line)
    assert str(Calendar.from_ical(content)["DESCRIPTION"]) == _all_texts(text).summary
    assert {lines[name] for name in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC")} == {lines["DESCRIPTION"]}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=150), max_size=4), st.booleans())
def test_a_feed_says_the_same_as_the_library_of_any_text(texts, cancelled):
    events = [_line(), *(_all_texts(text) for text in texts)]
    for number, event in enumerate(events):
        event.uid, event.cancelled = f"{event.uid} {number}", cancelled
    content = _feed(events)

    assert _well_formed(content)
    assert _read(content) == _read(calendar_events(events))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 160), st.text(alphabet="aé€🙂,;\\\n", max_size=60))
def test_lines_fold_at_any_place_without_tearing_a_character(blanks, text):
    event = _line(summary="x" * blanks + text)
    content = _feed([event])

    assert _well_formed(content)
    assert _read(content)[0]["SUMMARY"] == event.summary


def test_a_thousand_events_take_a_fraction_of_the_librarys_time():
    events = [
        _line(uid=f"u{number}", description="Bring your lunch, please; all welcome.\n" * 5) for number in range(1000)
    ]

    began = time.process_time()
    ours = _feed(events)
    between = time.process_time()
    theirs = calendar_events(events)
    ended = time.process_time()

    assert ours.count(b"BEGIN:VEVENT") == theirs.count(b"BEGIN:VEVENT") == 1000
    assert (between - began) * 4 < ended - between


@pytest.mark.parametrize(
    "changes",
    [
        {"start": datetime(2026, 6, 2, 12, 30)},  # noqa: DTZ001 -- the point of the test
        {"end": datetime(2026, 6, 2, 13, 30)},  # noqa: DTZ001 -- the point of the test
        {"stamp": datetime(2026, 6, 2, 13, 30)},  # noqa: DTZ001 -- the point of the test
        {"end": START},
        {"sequence": -1},
        {"uid": " \n"},
        {"url": "https://example.org/\r\nX-EVIL:1"},
        {"url": "https://example.org/\x85X"},
        {"url": "javascript:alert(1)"},
        {"url": "/events/lunch/"},
    ],
)
def test_an_event_that_makes_no_sense_is_refused_as_it_is_made(changes):
    with pytest.raises(ValueError, match="."):
        _line(**changes)
