"""Signing up for a Lunch and Learn: the queue, giving a place up, calendar files, and who sees the online link."""

import re

import pytest

from tests.e2e.visitor import EVERY_WAY, EVERY_WIDTH

pytestmark = pytest.mark.browser

NURSE, OUTSIDER, MEMBER = (f"{name}@wexcombe.example" for name in ("nurse", "outsider", "member"))
LINK = "https://meet.wexcombe.example/only-for-people-online"


@EVERY_WAY
@EVERY_WIDTH
def test_the_first_in_the_queue_gets_the_place_that_comes_free(stage, visitor):
    event = stage.event(title="Better sleep on the ward", in_person_capacity=1, catering=True)
    stage.forget_mail()
    outsider, nurse = visitor(OUTSIDER), visitor(NURSE)

    outsider.open(event["url"])
    outsider.sees("1 place left")
    outsider.press("Sign up")
    outsider.write("Dietary needs", "Vegetarian")
    outsider.press("Confirm", role="button")
    outsider.sees("You have a place")
    assert outsider.page_faults() == []
    stage.run_worker()

    nurse.open(event["url"])
    nurse.sees("Full")
    nurse.press("Full: join the waiting list")
    nurse.sees("full, so you join the waiting list")
    assert nurse.page_faults() == []
    nurse.press("Confirm", role="button")
    nurse.sees("You are 1st in the queue")
    stage.sign_up(key=event["key"], email=MEMBER)

    outsider.press("I can’t come")
    outsider.sees("If somebody is waiting, your place goes to them at once.")
    assert stage.sign_ups(key=event["key"], email=OUTSIDER) == ["confirmed"]
    outsider.press("Give up my place", role="button")
    outsider.sees("You are no longer signed up.")
    nurse.page.reload()
    nurse.sees("You have a place")
    nurse.sees("A place came free and went to you")
    assert stage.sign_ups(key=event["key"], email=MEMBER) == ["waiting"]

    stage.run_worker()
    confirmed, cancelled = (mail["calendar"] for mail in stage.mail_to(email=OUTSIDER))
    promoted = stage.mail_to(email=NURSE)[-1]["calendar"]
    assert [_line(file, "METHOD") for file in (confirmed, cancelled, promoted)] == ["REQUEST", "CANCEL", "REQUEST"]
    assert _line(confirmed, "UID") == _line(cancelled, "UID")
    assert int(_line(cancelled, "SEQUENCE")) > int(_line(confirmed, "SEQUENCE"))


def _line(file, name):
    unfolded = file.replace("\r\n ", "")
    return re.search(rf"^{name}[^:\r\n]*:([^\r\n]*)", unfolded, re.MULTILINE)[1]


@EVERY_WAY
def test_the_link_is_for_people_with_an_online_place(stage, visitor, way):
    event = stage.event(title="Insulin on night shifts", online_link=LINK)
    stage.sign_up(key=event["key"], email=OUTSIDER, mode="in_person")
    nurse, outsider, member = visitor(NURSE), visitor(OUTSIDER), visitor(MEMBER)

    nurse.open(event["url"])
    assert LINK not in nurse.page.content()
    nurse.press("Sign up")
    assert nurse.page.get_by_label("Dietary needs").count() == 0, "asked where no food is provided"
    nurse.press("Confirm", role="button")
    nurse.sees("Choose how you will come")
    nurse.choose("Online")
    nurse.press("Confirm", role="button")
    nurse.sees("You have a place")
    assert nurse.find("Join online").get_attribute("href") == LINK

    for other in (outsider, member):
        other.open(event["url"])
        other.sees("People with an online place get the link.")
        assert LINK not in other.page.content()


def test_signing_up_twice_makes_one_place(stage, visitor):
    event = stage.event(title="Hydration stations", in_person_capacity=5)
    nurse = visitor(NURSE).open(event["url"])
    nurse.press("Sign up")
    nurse.press("Confirm", role="button")
    nurse.sees("You have a place")
    nurse.open(f"/do/events/{event['key']}/sign-up/")
    nurse.press("Confirm", role="button")
    nurse.sees("You have a place")
    assert stage.sign_ups(key=event["key"], email=NURSE) == ["confirmed"]
    nurse.open("/my/")
    assert nurse.page.get_by_role("main").get_by_role("link", name="Hydration stations", exact=True).count() == 1
