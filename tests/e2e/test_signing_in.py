"""The door: signing in, a wrong password, and a sign-out after which a shared computer shows nothing."""

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import EVERY_WAY

pytestmark = pytest.mark.browser

NURSE, PASSWORD = "nurse@wexcombe.example", "knowledge-hub-demo"


@EVERY_WAY
def test_a_shared_computer(visitor, way):
    nurse = visitor().open("/my/")
    expect(nurse.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    _sign_in(nurse, PASSWORD)
    expect(nurse.page.get_by_role("heading", level=1)).to_have_text("My hub")
    nurse.open("/people/me/")

    nurse.press_it(nurse.page.locator("summary.hub-account__name"))
    nurse.press("Sign out", role="button")
    nurse.sees("Nothing is left on this computer.")
    assert nurse.page_faults() + nurse.axe_violations() == []
    assert not {"sessionid", "messages"} & {cookie["name"] for cookie in nurse.context.cookies()}

    for _ in range(2):
        nurse.page.go_back()
        expect(nurse.page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert "Okafor" not in nurse.page.content()
    nurse.open("/my/")
    expect(nurse.page.get_by_role("heading", level=1)).to_have_text("Sign in")


@EVERY_WAY
def test_a_wrong_password(visitor, way):
    nurse = visitor().open("/")
    _sign_in(nurse, "not-my-password")
    summary = nurse.page.locator(".nhsuk-error-summary")
    expect(summary).to_be_visible()
    expect(nurse.page).to_have_title("Error: Sign in – Knowledge Hub")
    if way != "JavaScript off":
        assert nurse.has_focus(summary)
    expect(nurse.page.get_by_role("textbox", name="Email address")).to_have_value(NURSE)
    expect(nurse.page.get_by_role("textbox", name="Password")).to_have_value("")
    assert nurse.page_faults() + nurse.axe_violations() == []


def _sign_in(visitor, password):
    visitor.write("Email address", NURSE)
    visitor.write("Password", password)
    visitor.press("Sign in", role="button", exact=True)
