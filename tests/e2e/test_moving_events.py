"""An organiser moves an event or one date of a series: who is told, and what calendars read."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.visitor import NO_SCRIPT

pytestmark = pytest.mark.browser

NURSE, OUTSIDER, HOST = (f"{name}@wexcombe.example" for name in ("nurse", "outsider", "facilitator"))
LONDON, UTC = ZoneInfo("Europe/London"), ZoneInfo("UTC")


def _monday_after_the_clocks(month):
    """The Monday after the last Sunday of the next March or October that is at least a month away."""
    today = datetime.now(LONDON).date()
    for year in (today.year, today.year + 1):
        last = date(year, month, 31)
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        if sunday > today + timedelta(days=30):
            return sunday + timedelta(days=1)
    return sunday + timedelta(days=1)


def _utc(day, clock):
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)
    return f"{local.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _letters(stage, email, title):
    stage.run_worker()
    return [mail for mail in stage.mail_to(email=email) if title in mail["subject"]]


@pytest.mark.parametrize(("month", "zone"), [(10, "GMT"), (3, "BST")], ids=["October", "March"])
def test_an_event_after_the_clocks_change_is_moved_by_an_hour(month, zone, stage, visitor, read_by_both):
    day, title = _monday_after_the_clocks(month), f"Clocks change in {zone}"
    event = stage.event(title=title, starts=f"{day}T12:30", host=HOST, in_person_capacity=1)
    stage.forget_mail()
    nurse, host = visitor(NURSE).open(event["url"]), visitor(HOST)
    nurse.press("Sign up")
    nurse.press("Confirm", role="button")
    nurse.sees("You have a place")
    nurse.sees(f"{day:%A} {day.day} {day:%B %Y}, 12:30pm to 1:30pm {zone}")
    stage.sign_up(key=event["key"], email=OUTSIDER)
    (confirmed,) = _letters(stage, NURSE, title)
    assert f"12:30pm to 1:30pm {zone}" in confirmed["text"]
    (before,) = read_by_both(confirmed["calendar"].encode())
    assert before["start_iso_utc"] == _utc(day, "12:30")
    _letters(stage, OUTSIDER, title)
    stage.forget_mail()

    _publish(host, event, {"Starts at": "13:30", "Ends at": "14:30"})
    nurse.page.reload()
    nurse.sees(f"1:30pm to 2:30pm {zone}")
    (told,) = _letters(stage, NURSE, title)
    assert (told["subject"], f"1:30pm to 2:30pm {zone}" in told["text"]) == (f"Changed: {title}", True)
    (after,) = read_by_both(told["calendar"].encode())
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert (after["method"], after["start_iso_utc"]) == ("REQUEST", _utc(day, "13:30"))
    (waiting,) = _letters(stage, OUTSIDER, title)
    assert (waiting["calendar"], "you are waiting for" in waiting["text"]) == ("", True)

    _publish(host, event, {"In one sentence": "A typing error is mended."})
    nurse.page.reload()
    nurse.sees("A typing error is mended.")
    assert [len(_letters(stage, email, title)) for email in (NURSE, OUTSIDER)] == [1, 1]


def _publish(host, event, values):
    host.open(f"/do/events/pages/{event['pk']}/edit/")
    host.sees("If you change only the words, nobody gets an email.")
    for label, value in values.items():
        host.fill(label, value)
    host.press("Publish the changes")
    host.sees("The event is published.")


@pytest.mark.parametrize("way", [NO_SCRIPT], ids=["no-script"])
def test_one_date_of_a_series_is_moved_and_one_is_called_off(stage, visitor, read):
    title, day = "Four weeks", datetime.now(LONDON).date() + timedelta(days=10)
    event = stage.event(title=title, starts=f"{day}T12:30", weeks=4, host=HOST)
    stage.forget_mail()
    nurse, host, calendar = visitor(NURSE).open(event["url"]), visitor(HOST), visitor()
    nurse.press("Sign up for all dates")
    nurse.press("Sign up for all", role="button")
    nurse.sees("You are signed up for 4 dates.")
    (together,) = _letters(stage, NURSE, title)
    booked = read(together["calendar"].encode())
    assert [one["sequence"] for one in booked] == [0] * 4
    assert len({one["uid"] for one in booked}) == 4
    feed = _feed_of(nurse)
    assert [one["uid"] for one in _mine(calendar, feed, read, title)] == [one["uid"] for one in booked]

    host.open(event["url"])
    host.press("all dates and who is coming")
    host.press_it(host.page.get_by_role("main").get_by_role("link", name="Change ").nth(1))
    host.choose("This date only")
    host.fill("Starts at", "16:00")
    host.fill("Ends at", "17:00")
    host.press("Continue", role="button")
    host.sees("1 date will change. 1 person will be told")
    host.press("Change", role="button", exact=True)
    host.sees("Changed for this date only")
    assert host.page_faults() == []
    host.press_it(host.page.get_by_role("main").get_by_role("link", name="Cancel this date").nth(2))
    host.press("Cancel the event", role="button")
    host.sees("The event is cancelled.")

    moved, called_off = _letters(stage, NURSE, title)[1:]
    ((moved_file,), (called_off_file,)) = (read(mail["calendar"].encode()) for mail in (moved, called_off))
    assert (moved_file["uid"], moved_file["sequence"]) == (booked[1]["uid"], 1)
    assert (called_off_file["uid"], called_off_file["method"]) == (booked[2]["uid"], "CANCEL")
    first, second, third, fourth = _mine(calendar, feed, read, title)
    assert [one["start_iso_utc"] for one in (first, fourth)] == [booked[0]["start_iso_utc"], booked[3]["start_iso_utc"]]
    assert (second["start_iso_utc"], second["sequence"]) == (moved_file["start_iso_utc"], 1)
    assert [one["status"] for one in (first, second, third, fourth)] == ["CONFIRMED"] * 2 + ["CANCELLED", "CONFIRMED"]
    nurse.open(event["url"]).sees("4pm to 5pm")
    nurse.sees("Cancelled")


def _feed_of(nurse):
    """Where the nurse's calendar fetches her events, made on the screen of feeds."""
    nurse.open("/do/events/feeds/")
    make = nurse.page.get_by_role("button", name="Make my calendar address")
    if make.count():
        nurse.press_it(make)
    return nurse.page.get_by_label("Address of “My events”").input_value()


def _mine(calendar, feed, read, title):
    """What a calendar that nobody is signed in with reads of this event, soonest first."""
    answer = calendar.context.request.get(feed)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = [one for one in read(answer.body()) if one["summary"] == title]
    return sorted(found, key=lambda one: one["start_iso_utc"])
