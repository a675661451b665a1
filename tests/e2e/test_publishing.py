"""An editor publishes: drafts, previews, holds and schedules. Wagtail's editor needs JavaScript, so one way will do."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

EDITOR, REVIEWER, NURSE = (f"{name}@wexcombe.example" for name in ("editor", "reviewer", "nurse"))
NHS_NUMBER = "943 476 5919"  # made up for tests by the NHS: valid, and nobody's


@pytest.fixture
def editor(visitor):
    return visitor(EDITOR)


@pytest.fixture
def nurse(visitor):
    return visitor(NURSE)


def test_publish_a_bulletin(stage, editor, nurse):
    page = editor.page
    _begin(stage, editor, "Bulletin")
    page.get_by_role("textbox", name="Title").first.fill("Boots that grip")
    page.get_by_label("Number").fill("77")
    _fill_date(page, "Issue date", datetime.now().astimezone())
    page.locator("#panel-child-content-intro-section [contenteditable=true]").click()
    page.keyboard.insert_text("Winter footwear, and what it does for falls.")
    page.locator("#panel-child-content-sections-section").get_by_role("button", name="Insert a block").click()
    page.get_by_label("Heading").fill("New evidence")
    item = page.get_by_role("region", name="Item", exact=True)
    item.get_by_label("Title").fill("Soles tested on wet floors")
    item.get_by_label("Outside address").fill("https://journal.example/soles")
    _choose_topic(page)
    _choose_another_owner(page, "Priya Raman")
    _fill_date(page, "Review date", datetime.now().astimezone() + timedelta(days=365))

    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("Boots that grip")
    page.get_by_role("button", name="Toggle preview").click()
    expect(page.frame_locator("#w-preview-iframe").get_by_role("main")).to_contain_text("Soles tested on wet floors")
    assert nurse.open("/library/boots-that-grip/").status == 404

    _publish(page)
    expect(page.locator(".messages")).to_contain_text("published")
    _shows_everywhere(nurse, "Boots that grip", "/library/boots-that-grip/")
    nurse.press("Boots that grip", role="link")
    nurse.sees("Soles tested on wet floors")
    nurse.sees("Priya Raman")
    assert nurse.page_faults() == []


def test_a_text_that_may_name_a_patient_is_held_until_released(stage, editor, nurse, visitor):
    page = editor.page
    _begin_asset(stage, editor, "Grip socks story", gist=f"It began with NHS number {NHS_NUMBER}.")
    _publish(page)
    expect(page.locator(".messages")).to_contain_text("Not published: held")
    expect(page.locator(".messages")).to_contain_text("NHS number in “In 30 seconds”")
    expect(page.locator(".messages")).not_to_contain_text(NHS_NUMBER)
    editing = page.url
    assert nurse.open("/library/grip-socks-story/").status == 404

    reviewer = visitor(REVIEWER).open("/admin/held/")
    reviewer.press("Grip socks story", role="link")
    expect(reviewer.page.get_by_text(NHS_NUMBER)).to_be_visible()
    reviewer.choose("Release: these words name no patient")
    reviewer.write("Reason", "A number made up for teaching.")
    reviewer.press("Save the decision", role="button")
    expect(reviewer.page.locator("main")).to_contain_text("A number made up for teaching.")
    assert nurse.open("/library/grip-socks-story/").status == 404, "released, but not yet published again"

    page.goto(editing)
    _publish(page)
    expect(page.locator(".messages")).to_contain_text("published")
    nurse.open("/library/grip-socks-story/")
    nurse.sees("It began with NHS number")


def test_a_scheduled_page_appears_when_its_time_has_come(stage, editor, nurse):
    page = editor.page
    _begin_asset(stage, editor, "Night light trial", gist="Softer light, fewer falls.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("Night light trial")
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    page.get_by_label("Go live date/time").fill(f"{tomorrow:%Y-%m-%d} 09:00")
    page.get_by_role("button", name="Save schedule").press("Enter")  # the calendar lies over the button
    expect(page.locator(".messages")).to_contain_text("Night light trial")
    _publish(page, "Schedule to publish")
    expect(page.locator(".messages")).to_contain_text(re.compile("scheduled", re.IGNORECASE))
    stage.run_worker()
    assert nurse.open("/library/night-light-trial/").status == 404

    stage.make_due(slug="night-light-trial")
    stage.run_worker()
    _shows_everywhere(nurse, "Night light trial", "/library/night-light-trial/")


def _begin(stage, editor, kind):
    editor.open(f"/admin/pages/{stage.page_number(slug='library')}/add_subpage/")
    editor.press(kind, role="link", exact=True)


def _begin_asset(stage, editor, title, *, gist):
    page = editor.page
    _begin(stage, editor, "Knowledge asset")
    page.get_by_role("textbox", name="Title").first.fill(title)
    page.get_by_label("Kind").select_option(label="Guide")
    page.get_by_role("textbox", name="In 30 seconds").fill(gist)
    _choose_topic(page)


def _choose_topic(page):
    """A topic by another word for it. Whoever writes the page is offered as its owner."""
    page.locator("#panel-child-content-topics-section .tagit-new input").click()
    page.keyboard.type("slips")
    page.locator(".ui-autocomplete").get_by_text("Falls prevention").click()
    expect(_kept_by(page)).to_contain_text("Tom Ashdown")


def _choose_another_owner(page, name):
    _kept_by(page).get_by_role("button", name="Actions").click()
    page.get_by_role("button", name="Choose another person").click()
    dialog = page.get_by_role("dialog").last
    dialog.get_by_role("textbox", name="Search").fill(name)
    dialog.get_by_text("There is 1 match").wait_for()
    dialog.get_by_role("link", name=name).click()
    expect(_kept_by(page)).to_contain_text(name)


def _kept_by(page):
    return page.locator("#panel-child-content-kept_right_by-section")


def _fill_date(page, label, day):
    page.get_by_label(label).fill(f"{day:%Y-%m-%d}")
    page.keyboard.press("Escape")  # closes the calendar, which would cover what comes next


def _publish(page, button="Publish"):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=button, exact=True).click()


def _shows_everywhere(nurse, title, address):
    """On the home page, in search and, last, in the library."""
    for path in ("/", f"/search/?q={title.replace(' ', '+')}", "/library/"):
        nurse.open(path)
        link = nurse.page.get_by_role("main").get_by_role("link", name=title).first
        expect(link).to_be_visible()
        assert link.get_attribute("href").endswith(address)
