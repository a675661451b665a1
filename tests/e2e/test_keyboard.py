"""The keyboard alone: the skip link, the order of Tab, focus that can be seen, the account menu."""

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import EVERY_WIDTH, KEYBOARD

pytestmark = pytest.mark.browser

NURSE = "nurse@wexcombe.example"
COMMUNITY = "/communities/sepsis-and-deteriorating-patient/"
LOOK = """one => {
    const style = getComputedStyle(one);
    return [style.backgroundColor, style.boxShadow, style.outline, style.color].join(" | ");
}"""
# What has the focus, how it compares with what had it before (4: it follows), and whether something lies over it.
STEP = """() => {
    const one = document.activeElement, before = window.before;
    window.before = one;
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        words: one.innerText?.trim() || one.getAttribute("aria-label") || one.id,
        follows: !before || Boolean(before.compareDocumentPosition(one) & 4),
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && (one.contains(top) || top?.contains(one)),
        over: one === document.body,
    };
}"""


@pytest.fixture
def way():
    return KEYBOARD


@EVERY_WIDTH
def test_the_skip_link_skips(visitor, width):
    nurse = visitor(NURSE).open(COMMUNITY)
    nurse.page.keyboard.press("Tab")
    skip = nurse.page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    nurse.page.keyboard.press("Enter")
    expect(nurse.page.get_by_role("main")).to_be_focused()
    nurse.page.keyboard.press("Tab")
    assert nurse.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@EVERY_WIDTH
def test_tab_goes_through_the_page_in_order_and_is_always_seen(stage, visitor, width):
    stage.forget_membership(slug="sepsis-and-deteriorating-patient", email=NURSE)
    event = stage.event(title="Reading in Tab order", in_person_capacity=5)
    for path, action in ((COMMUNITY, "Join"), (event["url"], "Sign up"), ("/", None), ("/library/", "Show results")):
        nurse = visitor(NURSE).open(path)
        _open_filters(nurse)
        stops = _all_stops(nurse)
        assert [stop["words"] for stop in stops if not stop["follows"]] == []
        assert [stop["words"] for stop in stops if not stop["seen"]] == []
        assert action is None or action in [stop["words"] for stop in stops]


def _open_filters(visitor):
    """On a phone they are folded away: what is in them counts once they are open."""
    visitor.page.evaluate("document.querySelectorAll('details.hub-filters-fold').forEach(one => { one.open = true; })")


def _all_stops(visitor):
    visitor.page.locator("[data-nhsuk-header-init]").wait_for(state="attached")  # until then the menu is rebuilt
    stops = []
    for _ in range(200):
        visitor.page.keyboard.press("Tab")
        stop = visitor.page.evaluate(STEP)
        if stop["over"]:
            return stops
        stops.append(stop)
    raise AssertionError("Tab never leaves the page")


@EVERY_WIDTH
def test_focus_can_be_seen(stage, visitor, width):
    stage.forget_membership(slug="sepsis-and-deteriorating-patient", email=NURSE)
    event = stage.event(title="Seeing the focus", in_person_capacity=5)
    for path, name in ((COMMUNITY, "Join"), (event["url"], "Sign up"), ("/library/", "Show results")):
        nurse = visitor(NURSE).open(path)
        _open_filters(nurse)
        target = nurse.find(name, within=nurse.page.get_by_role("main"), exact=True)
        before = target.evaluate(LOOK)
        nurse.tab_to(target)
        assert target.evaluate(LOOK) != before, name


@EVERY_WIDTH
def test_the_account_menu_opens_and_closes(visitor, width):
    nurse = visitor(NURSE).open("/")
    name = nurse.page.locator("summary.hub-account__name")
    first = nurse.page.get_by_role("navigation", name="Account").get_by_role("link", name="My hub")
    expect(first).to_be_hidden()
    nurse.press_it(name)
    expect(first).to_be_visible()
    assert nurse.page_faults() + nurse.axe_violations() == []
    nurse.page.keyboard.press("Tab")
    expect(first).to_be_focused()
    nurse.page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(name).to_be_focused()
    nurse.press_it(name)
    nurse.press_it(first)
    nurse.page.wait_for_url("**/my/")


@EVERY_WIDTH
def test_the_menu_is_there_at_every_width(visitor, width):
    nurse = visitor(NURSE).open("/")
    menu = nurse.page.get_by_role("navigation", name="Menu")
    people = menu.get_by_role("link", name="People")
    if not people.is_visible():
        nurse.press_it(menu.get_by_role("button", name="More"))
        assert nurse.page_faults() + nurse.axe_violations() == []
    nurse.press_it(people)
    nurse.page.wait_for_url("**/people/")
