"""Joining a community, from finding it to leaving it, and asking to be let in."""

import re

import pytest

from tests.e2e.visitor import EVERY_WAY, EVERY_WIDTH

pytestmark = pytest.mark.browser

SEPSIS, CHAMPIONS = "sepsis-and-deteriorating-patient", "pressure-ulcer-prevention-champions"
NURSE, OUTSIDER, FACILITATOR = (f"{name}@wexcombe.example" for name in ("nurse", "outsider", "facilitator"))
MEMBERS = r"(\d+) members?"
REASON = "We take one champion a team, and yours has one."


@EVERY_WAY
@EVERY_WIDTH
def test_join_once_and_leave(stage, visitor):
    stage.forget_membership(slug=SEPSIS, email=NURSE)
    nurse = visitor(NURSE).open("/")
    nurse.write("Search the Hub", "deteriorating patient")
    nurse.press("Search", role="button", exact=True)
    nurse.press("Sepsis and Deteriorating Patient", role="link", within=nurse.page.get_by_role("main"))
    nurse.sees("Sepsis and Deteriorating Patient")
    before = nurse.number(MEMBERS)
    assert nurse.page_faults() == []

    nurse.press("Join", role="button", exact=True)
    nurse.sees("You are a member")
    nurse.sees("First step:")
    nurse.page.get_by_text(f"{before + 1} members").first.wait_for()
    assert nurse.page_faults() == []

    nurse.page.go_back()
    nurse.page.goto(f"{nurse.base}/communities/{SEPSIS}/")
    nurse.page.reload()
    nurse.sees("You are a member")
    assert nurse.number(MEMBERS) == before + 1
    assert stage.membership(slug=SEPSIS, email=NURSE) == ["active"]

    nurse.press("Leave this community")
    nurse.sees("Leave Sepsis and Deteriorating Patient?")
    assert stage.membership(slug=SEPSIS, email=NURSE) == ["active"]
    nurse.press("Leave", role="button", exact=True)
    nurse.sees("You have left Sepsis and Deteriorating Patient.")
    assert nurse.number(MEMBERS) == before
    assert stage.membership(slug=SEPSIS, email=NURSE) == ["left"]


def test_find_it_in_the_directory(stage, visitor):
    stage.forget_membership(slug=SEPSIS, email=NURSE)
    nurse = visitor(NURSE).open("/communities/")
    nurse.write("Name or purpose", "deterior")
    nurse.press("Show results", role="button")
    nurse.sees(re.compile(r"\b[12] communit"))
    nurse.press("Sepsis and Deteriorating Patient", role="link")
    nurse.sees("Membership")


@EVERY_WAY
@EVERY_WIDTH
def test_ask_to_join(stage, visitor):
    stage.forget_membership(slug=CHAMPIONS, email=OUTSIDER)
    stage.forget_mail()
    outsider, facilitator = visitor(OUTSIDER), visitor(FACILITATOR)

    _ask(outsider, "Pathology sees the wound swabs. I would like to learn with you.")
    outsider.sees("Waiting since")
    outsider.does_not_see("Resources")
    stage.run_worker()
    assert len(stage.mail_to(email=FACILITATOR)) == 1

    facilitator.open(f"/communities/{CHAMPIONS}/")
    facilitator.sees("waiting for an answer")
    facilitator.press("Run this community")
    facilitator.sees("Pathology sees the wound swabs.")
    _answer(facilitator, "Decline", REASON)
    stage.run_worker()

    outsider.page.reload()
    outsider.sees(f"Reason: {REASON}")
    outsider.does_not_see("Resources")
    assert REASON in stage.mail_to(email=OUTSIDER)[-1]["text"]
    stage.forget_mail()

    _ask(outsider, "Our champion has moved on.")
    facilitator.open(f"/communities/{CHAMPIONS}/")
    facilitator.press("Run this community")
    _answer(facilitator, "Let them in")
    stage.run_worker()
    outsider.page.reload()
    outsider.sees("You are a member")
    outsider.sees("How we work together")
    assert len(stage.mail_to(email=OUTSIDER)) == 1
    stage.run_worker()
    assert len(stage.mail_to(email=OUTSIDER)) == 1


def _ask(outsider, note):
    outsider.open(f"/communities/{CHAMPIONS}/")
    outsider.press("Ask to join")
    outsider.write("Why would you like to join?", note)
    outsider.press("Send request", role="button")


def _answer(facilitator, answer, reason=""):
    facilitator.press("Answer the request of Callum Reid")
    facilitator.choose(answer)
    if reason:
        facilitator.write("Reason", reason)
    assert facilitator.page_faults() == []
    facilitator.press("Send answer", role="button")
    facilitator.sees("is now a member" if not reason else "has been told")
