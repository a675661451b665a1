"""Planning an event on the Hub's own screens, ideas for events, and finding events by week and month."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.visitor import EVERY_WIDTH, KEYBOARD, MOUSE, NO_SCRIPT, said_of

pytestmark = pytest.mark.browser

NURSE, OUTSIDER, HOST, LIBRARY = (
    f"{name}@wexcombe.example" for name in ("nurse", "outsider", "facilitator", "library")
)
ROOM = "Library seminar room"


def _letters(stage, email, words):
    stage.run_worker()
    return [mail for mail in stage.mail_to(email=email) if words in mail["subject"]]


@pytest.mark.parametrize("way", [MOUSE, NO_SCRIPT], ids=["mouse", "no-script"])
def test_a_facilitator_plans_a_series_and_a_member_comes_to_all_of_it(stage, visitor, read, way):
    community = stage.open_community(title=f"Night readers, {way}", facilitator=HOST, members=[NURSE])
    title, day = f"Papers after dark, {way}", timezone.localdate() + timedelta(days=20)
    host, nurse = visitor(HOST), visitor(NURSE)
    host.open(f"{community['url']}?tab=events")
    host.press("Plan an event")
    host.sees("Step 1 of 2")
    host.choose("Lunch and Learn")
    host.press("Continue", role="button")
    _describe(host, title)
    host.press("Publish", role="button", exact=True)
    host.sees("There is a problem")
    host.sees("Enter the day")
    expect(host.page.get_by_role("textbox", name="Title")).to_have_value(title)
    _schedule(host, day)
    host.press("Publish", role="button", exact=True)
    host.sees("The event is published.")
    event = stage.event_called(title=title)
    assert len(event["keys"]) == 3
    assert host.page_faults() == []
    stage.forget_mail()

    nurse.open(f"{community['url']}?tab=events")
    nurse.press_it(nurse.page.get_by_role("main").get_by_role("link", name=title, exact=True).first)
    nurse.open(event["url"])
    nurse.press("Sign up for all dates")
    nurse.press("Sign up for all", role="button")
    nurse.sees("There is a problem")
    nurse.write("Which paper?", "The one on sleep.")
    nurse.press("Sign up for all", role="button")
    nurse.sees("You are signed up for 3 dates.")
    (letter,) = _letters(stage, NURSE, title)
    dates = read(letter["calendar"].encode())
    assert [one["start_iso_utc"][:10] for one in dates] == [f"{day + timedelta(weeks=week)}" for week in range(3)]
    assert [stage.needs(key=key, email=NURSE)[2][0]["answer"] for key in event["keys"]] == ["The one on sleep."] * 3
    host.open(f"/do/events/{event['keys'][1]}/people/").sees("The one on sleep.")


def _describe(host, title):
    host.write("Title", title)
    host.pick("Room", ROOM)
    host.fill("Starts at", "12:30")
    host.unfold("Questions of your own")
    first = host.page.get_by_role("group", name="Question 1")
    host.write("The question", "Which paper?", within=first)
    first.get_by_role("checkbox", name="It must be answered").check()


def _schedule(host, day):
    host.fill("Day", f"{day}")
    host.unfold("Repeats, and more times a day")
    host.pick("How often?", "Every week")
    host.fill("Until", f"{day + timedelta(weeks=2)}")
    holidays = host.page.get_by_role("checkbox", name="Not on bank holidays")
    holidays.uncheck()


@pytest.mark.parametrize("way", [KEYBOARD, NO_SCRIPT], ids=["keyboard", "no-script"])
def test_every_idea_is_answered(stage, visitor, way):
    wanted, offered = f"Quieter nights, {way}", f"My first audit, {way}"
    nurse, library = visitor(NURSE).open("/events/"), visitor(LIBRARY)
    nurse.press("Suggest a topic or offer to speak")
    _suggest(nurse, "Suggest a topic", wanted)
    _suggest(nurse, "Offer to speak", offered)
    stage.forget_mail()

    library.open("/do/events/organising/")
    library.press("Suggestions")
    library.press(said_of("Not now", wanted))
    library.press("Send the answer", role="button")
    library.sees("Enter a reason")
    library.write("Why not now?", "The ward round on noise comes first.")
    library.press("Send the answer", role="button")
    library.sees("The answer is on its way.")
    _plan(library, offered)

    (declined,) = _letters(stage, NURSE, f"Your idea: {wanted}")
    assert "The ward round on noise comes first." in declined["text"]
    (planned,) = _letters(stage, NURSE, "Your idea is becoming an event")
    assert stage.event_called(title=offered)["url"] in planned["text"]
    nurse.open("/do/events/suggest/").sees("The ward round on noise comes first.")
    nurse.press_it(nurse.page.get_by_role("main").get_by_role("link", name=offered))
    nurse.sees("Sign up")
    assert nurse.page_faults() == []


def _suggest(nurse, kind, title):
    nurse.choose(kind)
    nurse.write("What about?", title)
    nurse.press("Send to the library team", role="button")
    nurse.sees("The library team reads every idea")
    nurse.sees(title)


def _plan(library, title):
    library.press(said_of("Plan it", title))
    library.choose("Lunch and Learn")
    library.press("Continue", role="button")
    library.sees(f"It answers the idea “{title}”")
    expect(library.page.get_by_role("textbox", name="Title")).to_have_value(title)
    library.pick("Room", ROOM)
    library.fill("Day", f"{timezone.localdate() + timedelta(days=30)}")
    library.fill("Starts at", "12:30")
    library.press("Publish", role="button", exact=True)
    library.sees("The event is published.")


@EVERY_WIDTH
@pytest.mark.parametrize("way", [KEYBOARD], ids=["keyboard"])
def test_weeks_and_months_by_keyboard(stage, visitor, width):
    title = f"Findable at {width}"
    event = stage.event(title=title, days=7)
    day = timezone.localdate() + timedelta(days=7)
    nurse = visitor(NURSE).open("/events/")
    nurse.press("Week", role="link", exact=True)
    nurse.press("Next week", role="link")
    nurse.press(title, role="link")
    expect(nurse.page.get_by_role("heading", level=1)).to_contain_text(title)

    nurse.open("/events/")
    nurse.press("Month", role="link", exact=True)
    nurse.sees(f"{timezone.localdate():%B %Y}")
    if day.month != timezone.localdate().month:
        nurse.press("Next month", role="link")
    nurse.sees(f"{day:%B %Y}")
    assert nurse.page_faults() + nurse.axe_violations() == []
    nurse.press("Previous month", role="link")
    nurse.press("Next month", role="link")
    nurse.press(title, role="link")
    nurse.page.wait_for_url(f"**{event['url']}")
