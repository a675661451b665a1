from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from hub.core.calendar_file import calendar_event, calendar_events
from hub.core.calendar_text import EventLine

LONDON = ZoneInfo("Europe/London")


def _file(**changes):
    arguments = {
        "uid": "occurrence-1@hub.example.org",
        "sequence": 0,
        "method": "REQUEST",
        "start": datetime(2025, 6, 2, 12, 30, tzinfo=LONDON),
        "end": datetime(2025, 6, 2, 13, 15, tzinfo=LONDON),
        "summary": "Lunch and Learn",
        "description": "Bring your lunch.\n\nAll welcome.",
        "location": "Seminar room 2",
        "organiser_name": "Library",
        "organiser_email": "library@example.org",
        "attendee_name": "Sam Ward",
        "attendee_email": "sam@example.org",
        "url": "https://hub.example.org/events/lunch/",
        "stamp": datetime(2025, 5, 1, 9, 0, 0, 123, tzinfo=UTC),
        "alarm_minutes": 15,
    }
    return calendar_event(**{**arguments, **changes})


def _event(**changes):
    (event,) = Calendar.from_ical(_file(**changes)).walk("VEVENT")
    return event


def test_a_request_carries_everything_and_reads_back():
    calendar = Calendar.from_ical(_file())
    (event,) = calendar.walk("VEVENT")

    assert (calendar["METHOD"], calendar["VERSION"], calendar["CALSCALE"]) == ("REQUEST", "2.0", "GREGORIAN")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("occurrence-1@hub.example.org", 0, "CONFIRMED")
    assert event.decoded("DTSTART") == datetime(2025, 6, 2, 11, 30, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2025, 6, 2, 12, 15, tzinfo=UTC)
    assert event.decoded("DTSTAMP") == datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
    assert (event["SUMMARY"], event["LOCATION"]) == ("Lunch and Learn", "Seminar room 2")
    assert event["DESCRIPTION"] == "Bring your lunch.\n\nAll welcome."
    assert event["URL"] == "https://hub.example.org/events/lunch/"
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == ("mailto:library@example.org", "Library")
    assert (event["ATTENDEE"], event["ATTENDEE"].params["CN"]) == ("mailto:sam@example.org", "Sam Ward")
    assert (event["ATTENDEE"].params["PARTSTAT"], event["ATTENDEE"].params["RSVP"]) == ("ACCEPTED", "FALSE")
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(minutes=-15))


def test_times_are_written_in_utc_without_zone_rules():
    lines = _file().decode().split("\r\n")

    assert "DTSTART:20250602T113000Z" in lines
    assert not [line for line in lines if "TZID" in line or "VTIMEZONE" in line]


def test_the_same_arguments_give_the_same_bytes():
    assert _file() == _file()


def test_a_cancelling_repeats_the_uid_with_a_higher_sequence_and_rings_no_alarm():
    calendar = Calendar.from_ical(_file(method="CANCEL", sequence=3))
    (event,) = calendar.walk("VEVENT")

    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    assert event["UID"] == _event()["UID"]
    assert event["ATTENDEE"] == "mailto:sam@example.org"
    assert event.walk("VALARM") == []


def test_a_published_event_names_nobody():
    event = _event(method="PUBLISH")

    assert event["STATUS"] == "CONFIRMED"
    assert "ATTENDEE" not in event


def test_what_is_empty_is_left_out():
    event = _event(description="", location=" ", url=None, alarm_minutes=None, attendee_name=None)

    assert not {"DESCRIPTION", "LOCATION", "URL"} & set(event)
    assert event.walk("VALARM") == []
    assert "CN" not in event["ATTENDEE"].params


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        (datetime(2025, 3, 30, 0, 30, tzinfo=LONDON), datetime(2025, 3, 30, 0, 30, tzinfo=UTC)),
        (datetime(2025, 3, 30, 2, 30, tzinfo=LONDON), datetime(2025, 3, 30, 1, 30, tzinfo=UTC)),
        (datetime(2025, 3, 30, 12, 30, tzinfo=LONDON), datetime(2025, 3, 30, 11, 30, tzinfo=UTC)),
        (datetime(2025, 10, 26, 0, 30, tzinfo=LONDON), datetime(2025, 10, 25, 23, 30, tzinfo=UTC)),
        (datetime(2025, 10, 26, 1, 30, tzinfo=LONDON), datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
        (datetime(2025, 10, 26, 1, 30, tzinfo=LONDON, fold=1), datetime(2025, 10, 26, 1, 30, tzinfo=UTC)),
        (datetime(2025, 10, 26, 12, 30, tzinfo=LONDON), datetime(2025, 10, 26, 12, 30, tzinfo=UTC)),
    ],
)
def test_the_instant_is_right_on_the_days_the_clocks_change(local, instant):
    event = _event(start=local, end=instant + timedelta(minutes=45))

    assert event.decoded("DTSTART") == instant
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=45)


def test_an_event_over_the_lost_hour_lasts_as_long_as_it_lasts():
    event = _event(start=datetime(2025, 3, 30, 0, 30, tzinfo=LONDON), end=datetime(2025, 3, 30, 2, 30, tzinfo=LONDON))

    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=1)


def test_an_event_within_the_repeated_hour_is_not_refused():
    event = _event(
        start=datetime(2025, 10, 26, 1, 30, tzinfo=LONDON), end=datetime(2025, 10, 26, 1, 15, tzinfo=LONDON, fold=1)
    )

    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=45)


HOSTILE = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine",
    "x\nATTENDEE:mailto:evil@example.org",
    "x\rBEGIN:VALARM",
    "a, b; c: d \\n e \\, f \\; g \\\\ h",
    'quote " and "; X=1:mailto:evil@example.org',
    "\x00\x07\x0b\x0c\x1b\x85\u2028BEGIN:VEVENT",
    "é" * 200,
    "🙂" * 100,
    "^n ^' ^^",
    "BEGIN:VEVENT",
    " leading and trailing ",
    "=?utf-8?q?x?=",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    content = _file(
        summary=text, description=text, location=text, organiser_name=text, attendee_name=text, uid=f"u{text}"
    )

    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert [component.name for component in calendar.walk()] == ["VCALENDAR", "VEVENT", "VALARM"]
    assert event["ATTENDEE"] == "mailto:sam@example.org"
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert content.decode("utf-8")


@pytest.mark.parametrize("text", ["a, b; c: d \\n e \\, f", "é" * 200, "one\ntwo\n\nthree", "🙂 x" * 60])
def test_text_reads_back_as_it_was_written(text):
    event = _event(description=text, summary=text)

    assert event["DESCRIPTION"] == text
    assert event["SUMMARY"] == " ".join(text.split())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_one_event(text):
    calendar = Calendar.from_ical(
        _file(summary=text, description=text, location=text, organiser_name=text, attendee_name=text)
    )

    assert [component.name for component in calendar.walk()] == ["VCALENDAR", "VEVENT", "VALARM"]
    assert calendar.walk("VEVENT")[0]["ATTENDEE"] == "mailto:sam@example.org"


@pytest.mark.parametrize(
    "changes",
    [
        {"start": datetime(2025, 6, 2, 12, 30)},  # noqa: DTZ001 -- the point of the test
        {"end": datetime(2025, 6, 2, 13, 30)},  # noqa: DTZ001 -- the point of the test
        {"stamp": datetime(2025, 6, 2, 13, 30)},  # noqa: DTZ001 -- the point of the test
        {"end": datetime(2025, 6, 2, 12, 30, tzinfo=LONDON)},
        {"end": datetime(2025, 6, 2, 12, 0, tzinfo=LONDON)},
        {"method": "REPLY"},
        {"sequence": -1},
        {"alarm_minutes": -1},
        {"uid": " "},
        {"attendee_email": None},
        {"attendee_email": "sam@example.org\r\nX-EVIL:1"},
        {"organiser_email": "no address"},
        {"organiser_email": "a@b.example;X=1"},
        {"url": "https://example.org/\r\nX-EVIL:1"},
        {"url": "javascript:alert(1)"},
        {"url": "/events/lunch/"},
    ],
)
def test_what_makes_no_sense_is_refused(changes):
    with pytest.raises(ValueError, match="."):
        _file(**changes)


def _line(**changes):
    start = datetime(2026, 6, 2, 12, 30, tzinfo=LONDON)
    given_ones = {
        "uid": "occurrence-1@hub.example.org",
        "sequence": 0,
        "start": start,
        "end": start + timedelta(minutes=45),
        "stamp": datetime(2026, 5, 1, 9, 0, tzinfo=UTC),
        "summary": "Lunch and Learn",
    }
    return EventLine(**{**given_ones, **changes})


def _events(lines, **changes):
    calendar = Calendar.from_ical(calendar_events(lines, **changes))
    return calendar, calendar.walk("VEVENT")


SENDER = {"organiser_name": "Library", "organiser_email": "library@example.org"}
SENT = {**SENDER, "attendee_name": "Sam Ward", "attendee_email": "sam@example.org"}


def test_several_events_have_each_their_own_uid_sequence_and_status():
    calendar, events = _events([_line(uid="a", sequence=4, cancelled=True), _line(uid="b")], alarm_minutes=15)

    assert calendar["METHOD"] == "PUBLISH"
    assert [(event["UID"], event["SEQUENCE"], event["STATUS"], event["TRANSP"]) for event in events] == [
        ("a", 4, "CANCELLED", "TRANSPARENT"),
        ("b", 0, "CONFIRMED", "OPAQUE"),
    ]
    assert [len(event.walk("VALARM")) for event in events] == [0, 1]
    assert not [event for event in events if {"ORGANIZER", "ATTENDEE"} & set(event)]


def test_several_published_events_name_the_organiser_and_no_attendee():
    _, events = _events([_line(uid="a"), _line(uid="b")], **SENT)

    assert [event["ORGANIZER"] for event in events] == ["mailto:library@example.org"] * 2
    assert not [event for event in events if "ATTENDEE" in event]


@pytest.mark.parametrize(("method", "status"), [("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")])
def test_several_events_of_an_invitation_name_both_sides(method, status):
    calendar, events = _events([_line(uid="a"), _line(uid="b")], method=method, **SENT)

    assert (calendar["METHOD"], [event["STATUS"] for event in events]) == (method, [status] * 2)
    assert [event["ATTENDEE"] for event in events] == ["mailto:sam@example.org"] * 2


def test_one_event_among_several_is_written_as_it_is_alone():
    line = _line(description="Bring, your; lunch", location="Room 2", url="https://hub.example.org/")
    alone = calendar_event(
        uid=line.uid,
        sequence=line.sequence,
        method="REQUEST",
        start=line.start,
        end=line.end,
        summary=line.summary,
        description=line.description,
        location=line.location,
        url=line.url,
        stamp=line.stamp,
        alarm_minutes=15,
        **SENT,
    )

    assert calendar_events([line], method="REQUEST", alarm_minutes=15, **SENT) == alone


@pytest.mark.parametrize(
    ("lines", "changes"),
    [
        ([], {}),
        ([_line(), _line()], {}),
        ([_line()], {"method": "REPLY"}),
        ([_line()], {"method": "REQUEST"}),
        ([_line()], {"method": "REQUEST", **SENDER}),
        ([_line()], {"method": "CANCEL"}),
        ([_line(cancelled=True)], {"method": "REQUEST", **SENT}),
        ([_line()], {"alarm_minutes": -1}),
        ([_line()], {"organiser_email": "no address"}),
    ],
)
def test_several_events_that_make_no_sense_are_refused(lines, changes):
    with pytest.raises(ValueError, match="."):
        calendar_events(lines, **changes)
