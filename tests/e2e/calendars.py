"""A second reader of calendar files, in the browser: what one library writes and reads, another must read the same."""

from datetime import UTC
from pathlib import Path

from icalendar import Calendar

TEXTS = ("uid", "status", "summary", "description", "location", "url")
EVERY_READER = ("method", "sequence", "start_iso_utc", "end_iso_utc", *TEXTS)
ICAL = (Path(__file__).parents[1] / "vendor" / "ical.js" / "ical.min.js").read_text()

LOAD = """async source => {
    const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
    window.ICAL = (await import(address)).default;
}"""

READ = """text => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    const words = (one, name) => one.getFirstPropertyValue(name) ?? "";
    const instant = (one, name) => one.getFirstPropertyValue(name).toJSDate().toISOString().replace(".000Z", "Z");
    return calendar.getAllSubcomponents("vevent").map(one => ({
        method: words(calendar, "method"),
        uid: words(one, "uid"),
        sequence: words(one, "sequence"),
        status: words(one, "status"),
        start_iso_utc: instant(one, "dtstart"),
        end_iso_utc: instant(one, "dtend"),
        summary: words(one, "summary"),
        description: words(one, "description"),
        location: words(one, "location"),
        url: words(one, "url"),
        organiser: words(one, "organizer"),
        attendees: one.getAllProperties("attendee").map(attendee => attendee.getFirstValue()),
        alarms: one.getAllSubcomponents("valarm").map(alarm => words(alarm, "trigger").toSeconds() / 60),
    }));
}"""


def second_reader(page):
    """Load ical.js into `page`: a function from the bytes of a calendar file to its events, as ical.js reads them.

    Each event is a dict: method, uid, sequence, status, start_iso_utc and end_iso_utc ("2026-06-02T11:30:00Z"),
    summary, description, location, url, organiser, attendees, and alarms in minutes (-15 is a quarter of an hour
    before). What is left out of the file is "". A file that ical.js cannot read raises playwright's Error.
    """
    page.goto("about:blank")  # where no page's policy forbids scripts
    page.evaluate(LOAD, ICAL)
    return lambda content: page.evaluate(READ, content.decode())


def first_reader(content):
    """What the icalendar library reads, in the words of the second reader, as far as both have them."""
    calendar = Calendar.from_ical(content)
    return [
        {
            "method": str(calendar["METHOD"]),
            "sequence": int(event["SEQUENCE"]),
            "start_iso_utc": iso_utc(event.decoded("DTSTART")),
            "end_iso_utc": iso_utc(event.decoded("DTEND")),
            **{name: str(event.get(name, "")) for name in TEXTS},
        }
        for event in calendar.walk("VEVENT")
    ]


def iso_utc(moment):
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
