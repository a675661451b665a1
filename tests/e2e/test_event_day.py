"""The day of an event and what comes after: who is here, thanks, feedback, certificates, an asset."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import EVERY_WAY, MOUSE, NO_SCRIPT, PHONE, said_of

pytestmark = pytest.mark.browser

NURSE, OUTSIDER, MEMBER, HOST, EDITOR = (
    f"{name}@wexcombe.example" for name in ("nurse", "outsider", "member", "facilitator", "editor")
)
NAME, OTHER = "Amara Okafor", "Callum Reid"  # the nurse's and the outsider's
WALK_IN = "Priya Raman"  # the member's
SLIDES = {"name": "slides.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n% slides of a browser test\n"}
FORMULA = "=1+1"


def _letters(stage, email, title):
    stage.run_worker()
    return [mail for mail in stage.mail_to(email=email) if title in mail["subject"]]


def _path(visitor, mail, part):
    return re.search(rf"{re.escape(visitor.base)}(\S*{part}\S*)", mail["text"])[1]


@pytest.mark.parametrize("way", [MOUSE, NO_SCRIPT], ids=["mouse", "no-script"])
@PHONE
def test_from_the_door_to_the_certificate(stage, visitor, way):
    title = f"Handover that holds ({way})"
    event = stage.event(title=title, minutes=30, host=HOST, aims="Hand over in one minute")
    for email in (NURSE, OUTSIDER):
        stage.sign_up(key=event["key"], email=email)
    stage.say(key=event["key"], email=NURSE, access=FORMULA)
    stage.starts_in(key=event["key"], minutes=-5)
    stage.forget_mail()
    host, nurse = visitor(HOST).open(event["url"]), visitor(NURSE)

    _check_in(host)
    marked = {NURSE: "attended", OUTSIDER: "absent", MEMBER: "attended"}
    assert stage.attendance(key=event["key"]) == marked
    stage.starts_in(key=event["key"], minutes=-90)
    _send_thanks(host, event)

    assert _letters(stage, OUTSIDER, title) == []
    (thanks,) = _letters(stage, NURSE, title)
    assert "You were a lively crowd." in thanks["text"]
    _answer_once(visitor(), _path(nurse, thanks, "/do/ask/"))
    _take_home(nurse, event, title)
    _read_results(stage, host, event)
    _export(host, event)


def _check_in(host):
    host.press("organise this date")
    host.press("Check people in")
    host.sees("0 of 2 are here")
    host.press(said_of("Came", NAME))
    host.sees("1 of 2 are here")
    host.press(said_of("Did not come", OTHER))
    expect(host.find(said_of("Did not come", OTHER))).to_have_attribute("aria-pressed", "true")
    host.page.reload()
    expect(host.find(said_of("Came", NAME))).to_have_attribute("aria-pressed", "true")
    expect(host.find(said_of("Did not come", OTHER))).to_have_attribute("aria-pressed", "true")
    host.press("Add a walk-in")
    host.write("Name or email", "Raman")
    host.press("Find", role="button")
    host.choose(WALK_IN)
    host.press("They are here", role="button")
    host.sees(f"{WALK_IN} is here.")
    host.sees("2 of 3 are here")
    host.sees("walk-in")
    assert host.page_faults() + host.axe_violations() == []


def _send_thanks(host, event):
    host.open(f"/do/events/{event['key']}/people/")
    host.press("After the event: thanks and material")
    host.write("A few words of thanks", "You were a lively crowd.")
    host.page.get_by_label(re.compile(r"^\s*Slides")).set_input_files(SLIDES)
    host.press("Send thanks", role="button")
    host.sees("Thanks are on their way to 2 people.")
    host.does_not_see("Send thanks")
    assert host.page_faults() + host.axe_violations() == []


def _answer_once(somebody, address):
    """Signed in as nobody: the link alone lets them answer."""
    somebody.open(address)
    somebody.sees("We do not keep who you are.")
    assert somebody.page_faults() == []
    somebody.press_it(somebody.page.get_by_role("radio").first)
    somebody.write("What should we keep", "More questions from the floor.")
    somebody.press("Send my answer", role="button")
    somebody.sees("Thank you for your answer")
    somebody.open(address)
    somebody.sees("This link has been used.")


def _take_home(nurse, event, title):
    nurse.open(event["url"])
    slides = nurse.find(title, role="link", within=nurse.page.locator("#afterwards"))
    answer = nurse.context.request.get(nurse.base + slides.get_attribute("href"))
    assert answer.body() == SLIDES["buffer"]

    nurse.open("/my/learning/").sees(title)
    nurse.press(f"Get my certificate for {title}")
    nurse.sees("Certificate of attendance")
    nurse.sees("Hand over in one minute")
    assert nurse.page_faults() == []
    paper = nurse.find("Download as a PDF").get_attribute("href")
    answer = nurse.context.request.get(nurse.base + paper)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF-")
    nurse.open("/my/learning/")
    expect(nurse.find(f"Certificate for {title}")).to_be_visible()


def _read_results(stage, host, event):
    host.open(f"/do/events/{event['key']}/after/")
    host.press("Results", exact=True)
    host.sees("The questions are still open")
    host.does_not_see("More questions from the floor.")
    stage.answer_and_close(key=event["key"], times=4)
    host.page.reload()
    host.sees("5 people answered")
    host.sees("More questions from the floor.")
    assert host.page_faults() + host.axe_violations() == []


def _export(host, event):
    answer = host.context.request.get(f"{host.base}/do/events/{event['key']}/people.csv")
    header, *rows = csv.reader(io.StringIO(answer.body().decode("utf-8-sig")))
    told = {row[header.index("Name")]: dict(zip(header, row, strict=True)) for row in rows}
    assert told[NAME]["Access needs"] == f"'{FORMULA}", "a spreadsheet would count"
    assert [told[name]["Came"] for name in (NAME, OTHER, WALK_IN)] == ["Came", "Did not come", "Came"]


@EVERY_WAY
@PHONE
def test_the_code_on_the_door(stage, visitor):
    event = stage.event(title="Scan and sit down", minutes=10, host=HOST)
    stage.sign_up(key=event["key"], email=NURSE)
    host, nurse, outsider = visitor(HOST), visitor(NURSE), visitor(OUTSIDER)
    host.open(f"/do/events/{event['key']}/people/")
    host.press("Code for the door")
    host.sees("Are you here? Check in")
    typed = host.page.locator(".hub-poster__address").inner_text()
    address = typed.removeprefix(host.base.split("//")[1])

    nurse.open(address)
    assert stage.attendance(key=event["key"]) == {NURSE: ""}, "looking at the link changes nothing"
    nurse.press("I am here", role="button")
    nurse.sees("You are checked in")
    assert nurse.page_faults() == []
    outsider.open(address).sees("You do not have a place")
    outsider.press("I am here", role="button")
    outsider.sees("You are checked in")
    assert stage.attendance(key=event["key"]) == {NURSE: "attended", OUTSIDER: "attended"}

    host.press("Make a new code", role="button")
    host.sees("The old code leads nowhere now.")
    assert nurse.open(address).status == 404


@pytest.mark.parametrize("way", [NO_SCRIPT], ids=["no-script"])
def test_an_organiser_adds_moves_and_removes(stage, visitor):
    title = "Two Thursdays"
    event = stage.event(title=title, host=HOST, weeks=2, in_person_capacity=2)
    stage.sign_up(key=event["keys"][0], email=NURSE)
    stage.sign_up(key=event["keys"][0], email=OUTSIDER)
    stage.forget_mail()
    host = visitor(HOST).open(f"/do/events/{event['keys'][0]}/people/")

    host.press("Add somebody")
    host.write("Name or email", "Priya Raman")
    host.press("Find", role="button")
    host.choose(WALK_IN)
    host.choose("In person")
    host.write("A word to them", "You asked me on the stairs.")
    host.press("Add this person", role="button")
    host.sees(f"{WALK_IN} is on the waiting list.")

    host.press(f"Move {NAME}")
    second = host.page.get_by_role("combobox", name="Where to?")
    second.select_option(index=second.get_by_role("option").count() - 1)
    host.write("Why?", "You are on nights this week.")
    host.press("Move this person", role="button")
    host.sees(f"{NAME} is moved")
    assert [stage.sign_ups(key=key, email=NURSE) for key in event["keys"]] == [["cancelled"], ["confirmed"]]
    assert stage.sign_ups(key=event["keys"][0], email=MEMBER) == ["confirmed"], "the place went to who waited"

    host.press(f"Remove {OTHER}")
    host.press("Remove this person", role="button")
    host.sees("Give a reason")
    host.write("Why?", "You told us that you have left the ward.")
    host.press("Remove this person", role="button")
    host.sees(f"{OTHER} is off the list")
    host.press("Changes", role="link", exact=True)
    for words in ("You asked me on the stairs.", "You are on nights this week.", "You told us that you have left"):
        host.sees(words)
    assert host.page_faults() == []
    assert "You are on nights this week." in _letters(stage, NURSE, title)[-1]["text"]
    assert "You told us that you have left the ward." in _letters(stage, OUTSIDER, title)[-1]["text"]


def test_what_was_learned_becomes_an_asset(stage, visitor):
    title = "Falls at dawn"
    event = stage.event(title=title, minutes=30, host=HOST, aims="Light the way")
    stage.starts_in(key=event["key"], minutes=-90)
    stage.forget_mail()
    host, nurse = visitor(HOST).open(f"/do/events/{event['key']}/after/"), visitor(NURSE)
    host.press("Turn this into a knowledge asset", role="button")
    host.sees("The draft is made and the library team has been told.")
    host.sees("The library team has the draft.")
    host.open(event["url"])
    address = stage.publish_draft(title=title)

    nurse.open(event["url"])
    nurse.press_it(nurse.page.locator(f"main a[href='{address}']").first)
    nurse.sees("Light the way")
    nurse.press_it(nurse.page.locator(f"main a[href='{event['url']}']").first)
    nurse.sees("This event is over")
    assert nurse.page_faults() == []
