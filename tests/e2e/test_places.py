"""Places at an event: the waiting list, another limit, reminders, what only the host may read, room or online."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import EVERY_WAY, MOUSE, NO_SCRIPT, PHONE, said_of

pytestmark = pytest.mark.browser

NURSE, OUTSIDER, MEMBER, REVIEWER, HOST, LIBRARY = (
    f"{name}@wexcombe.example" for name in ("nurse", "outsider", "member", "reviewer", "facilitator", "library")
)
LOOP = "I need a hearing loop"
NAME = "Amara Okafor"  # the nurse's


def _book(visitor, event):
    visitor.open(event["url"])
    visitor.press("Sign up")
    visitor.press("Confirm", role="button")
    visitor.sees("You have a place")


def _letters(stage, email, title):
    """What was sent to this person about this event, oldest first."""
    stage.run_worker()
    return [mail for mail in stage.mail_to(email=email) if title in mail["subject"]]


def _path(visitor, mail, part):
    """Where the link in a letter leads."""
    return re.search(rf"{re.escape(visitor.base)}(\S*{part}\S*)", mail["text"])[1]


@EVERY_WAY
@PHONE
def test_a_place_given_up_from_the_letter_goes_to_the_first_who_waits(stage, visitor, read_by_both):
    title = "Two chairs"
    event = stage.event(title=title, in_person_capacity=2)
    stage.forget_mail()
    nurse, outsider, member = visitor(NURSE), visitor(OUTSIDER), visitor(MEMBER)
    _book(nurse, event)
    _book(outsider, event)
    member.open(event["url"])
    member.sees("Full")
    member.press("Full: join the waiting list")
    member.press("Confirm", role="button")
    member.sees("You are 1st")
    expect(member.find(re.compile("^Leave the (queue|waiting list)$"))).to_be_visible()
    (confirmed,) = _letters(stage, NURSE, title)

    nurse.open(_path(nurse, confirmed, "/give-up/"))
    nurse.sees("If somebody is waiting, your place goes to them")
    assert nurse.page_faults() == []
    assert stage.sign_ups(key=event["key"], email=NURSE) == ["confirmed"], "looking at the link changes nothing"
    nurse.press("Give up my place", role="button")
    nurse.sees("You are no longer signed up.")

    member.page.reload()
    member.sees("You have a place")
    waiting, promoted = _letters(stage, MEMBER, title)
    assert (waiting["calendar"], promoted["subject"]) == ("", f"You now have a place: {title}")
    _, cancelled = _letters(stage, NURSE, title)
    sent = [read_by_both(mail["calendar"].encode())[0] for mail in (confirmed, cancelled, promoted)]
    assert [file["method"] for file in sent] == ["REQUEST", "CANCEL", "REQUEST"]
    assert len({file["uid"] for file in sent}) == 1
    assert sent[1]["sequence"] > sent[0]["sequence"]
    assert len(_letters(stage, OUTSIDER, title)) == 1, "nothing changed for whoever kept the place"


@pytest.mark.parametrize("way", [MOUSE, NO_SCRIPT], ids=["mouse", "no-script"])
def test_another_limit(stage, visitor):
    title = "Elastic room"
    event = stage.event(title=title, host=HOST, in_person_capacity=3)
    for email in (NURSE, OUTSIDER, MEMBER, REVIEWER, LIBRARY, "operator@wexcombe.example"):
        stage.sign_up(key=event["key"], email=email)
    stage.forget_mail()
    host = visitor(HOST)

    _set_limit(host, event, 2)
    host.sees("3 people have a place (in person), more than the limit of 2. Nobody has been removed.")
    assert _states(stage, event) == ["confirmed"] * 3 + ["waiting"] * 3
    assert _letters(stage, NURSE, title) == []

    _set_limit(host, event, 5)
    host.does_not_see("more than the limit")
    assert _states(stage, event) == ["confirmed"] * 5 + ["waiting"]
    for email in (REVIEWER, LIBRARY):
        (promoted,) = _letters(stage, email, title)
        assert promoted["subject"] == f"You now have a place: {title}"
        assert "METHOD:REQUEST" in promoted["calendar"]
    host.open(f"/do/events/{event['key']}/people/?show=changes")
    host.sees("A place came free")


def _set_limit(host, event, number):
    host.open(f"/do/events/pages/{event['pk']}/edit/")
    host.fill("Places in the room", str(number))
    host.press("Publish the changes")
    host.sees("The event is published.")
    assert host.page_faults() == []


def _states(stage, event):
    people = (NURSE, OUTSIDER, MEMBER, REVIEWER, LIBRARY, "operator@wexcombe.example")
    return [state for email in people for state in stage.sign_ups(key=event["key"], email=email)]


def test_reminders_come_once_and_never_for_what_is_off(stage, visitor):
    title = "Remember me"
    event = stage.event(title=title, minutes=20 * 60, host=HOST)
    for email in (NURSE, OUTSIDER, MEMBER):
        stage.sign_up(key=event["key"], email=email)
    outsider, host = visitor(OUTSIDER).open("/my/"), visitor(HOST)
    outsider.press(said_of("I can’t come", title))
    outsider.press("Give up my place", role="button")
    outsider.sees("You are no longer signed up.")
    stage.forget_mail()

    stage.remind()
    stage.remind()
    (nurses,), (members,) = _letters(stage, NURSE, title), _letters(stage, MEMBER, title)
    assert re.match("(Today|Tomorrow): ", nurses["subject"])
    assert nurses["subject"] == members["subject"]
    assert _path(host, nurses, "/give-up/") == f"/do/events/{event['key']}/give-up/"
    assert _letters(stage, OUTSIDER, title) == []

    stage.forget_mail()
    stage.starts_in(key=event["key"], minutes=40)
    stage.remind()  # written down, and not sent before the event is called off
    host.open(f"/do/events/{event['key']}/people/")
    host.press("Cancel this event")
    host.write("Why is it cancelled?", "The speaker is ill.")
    host.press("Cancel the event", role="button")
    host.sees("The event is cancelled.")
    for email in (NURSE, MEMBER):
        (notice,) = _letters(stage, email, title)
        assert notice["subject"] == f"Cancelled: {title}"
        assert "METHOD:CANCEL" in notice["calendar"]
        assert "The speaker is ill." in notice["text"]
    stage.remind()
    assert [len(_letters(stage, email, title)) for email in (NURSE, MEMBER, OUTSIDER)] == [1, 1, 0]


@pytest.mark.parametrize("way", [MOUSE, NO_SCRIPT], ids=["mouse", "no-script"])
@PHONE
def test_access_needs_are_for_the_host_alone_and_forgotten(stage, visitor):
    event = stage.event(title="Hear, hear", host=HOST)
    nurse, host, outsider, library = visitor(NURSE), visitor(HOST), visitor(OUTSIDER), visitor(LIBRARY)
    nurse.open(event["url"])
    nurse.press("Sign up")
    nurse.write("Access needs", LOOP)
    nurse.press("Confirm", role="button")
    nurse.sees("You have a place")

    people = f"/do/events/{event['key']}/people/"
    host.open(people).sees(LOOP)
    library.open(people).sees(NAME)
    for table in (f"/do/events/{event['key']}/people.csv", people, event["url"]):
        assert LOOP not in library.context.request.get(library.base + table).text()
    assert LOOP in host.context.request.get(f"{host.base}/do/events/{event['key']}/people.csv").text()
    outsider.open(event["url"]).sees("1 person is coming")
    assert NAME not in outsider.page.content()
    assert LOOP not in outsider.page.content()

    nurse.press("Change my sign-up")
    nurse.tick("Show my name")
    nurse.press("Save changes", role="button")
    nurse.sees("Your sign-up is changed.")
    outsider.open(event["url"]).sees(NAME)

    stage.starts_in(key=event["key"], minutes=-120)
    stage.forget_needs(days=6)
    assert LOOP in stage.needs(key=event["key"], email=NURSE)
    stage.forget_needs(days=8)
    assert stage.needs(key=event["key"], email=NURSE) == ["", "", []]
    host.open(people).does_not_see(LOOP)


@EVERY_WAY
def test_from_the_room_to_online_frees_the_place(stage, visitor):
    link = "https://meet.wexcombe.example/from-the-room"
    event = stage.event(title="Room or screen", in_person_capacity=1, online_link=link)
    for email in (NURSE, OUTSIDER):
        stage.sign_up(key=event["key"], email=email)
    nurse, outsider = visitor(NURSE).open(event["url"]), visitor(OUTSIDER).open(event["url"])
    outsider.sees("You are 1st")
    assert link not in nurse.page.content()

    nurse.press("Change my sign-up")
    nurse.choose("Online")
    nurse.press("Save changes", role="button")
    nurse.sees("Your sign-up is changed.")
    assert nurse.find("Join online").get_attribute("href") == link
    outsider.page.reload()
    outsider.sees("You have a place")
    assert link not in outsider.page.content()
