"""Every public page kind, as everybody: no axe violation, one h1, a title, no fault in the browser, nothing too wide."""

import hashlib
import re

import pytest

pytestmark = pytest.mark.browser

PEOPLE = {
    "signed out": None,
    "guest": "guest@harrowvale-hospice.example",
    "nurse": "nurse@wexcombe.example",
    "facilitator": "facilitator@wexcombe.example",
    "editor": "editor@wexcombe.example",
    "library team": "library@wexcombe.example",
    "reviewer": "reviewer@wexcombe.example",
    "superuser": "operator@wexcombe.example",
}
# Whatever a page says, its style sheet is the same for all: at 320 px the two roles who between them see every page and
# every state of it are enough.
VISITS = [(role, 1280) for role in PEOPLE] + [("nurse", 320), ("facilitator", 320)]
ANSWERS = {200, 403, 404, 410}  # who may see what is the matrix's matter; a refusal is a page as well


@pytest.fixture(scope="module")
def scenery(stage, server):
    return stage.scenery()


@pytest.mark.parametrize(("role", "width"), VISITS, ids=[f"{role} {width}px" for role, width in VISITS])
def test_every_page_is_in_order(role, width, scenery, visitor):
    reader, known, faults, seen_at_all = visitor(PEOPLE[role]), set(), {}, 0
    for name, path in scenery.items():
        reader.open(path)
        looks = _looks(reader.page.content())
        found = reader.take_faults()
        if reader.status not in ANSWERS:
            found.append(f"answers {reader.status}")
        if looks not in known:  # the same refusal need not be looked at thirty times
            known.add(looks)
            reader.page.wait_for_load_state("load")
            found += reader.page_faults() + reader.axe_violations() + reader.take_faults()
        if found:
            faults[f"{name} {path}"] = found
        seen_at_all += reader.status == 200
    assert faults == {}
    assert seen_at_all >= (8 if role in ("signed out", "guest") else 35)


def _looks(html):
    """The page without what differs at each request: tokens, and the address to return to after signing in."""
    html = re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"|"X-CSRFToken": "\w+"|\?next=[^"]*', "", html)
    return hashlib.sha256(html.encode()).digest()


@pytest.mark.parametrize("width", [320, 1280], ids=["320px", "1280px"])
def test_forms_with_mistakes_are_in_order(scenery, visitor, width):
    """The error summary has the focus and leads to the field, and the page is as sound as before."""
    forms = [
        ("nurse", "sign up", "Confirm"),
        ("facilitator", "answer a request", "Send answer"),
        ("facilitator", "invite to a community", "Send invitation"),
        ("signed out", "sign in", "Sign in"),
        ("signed out", "forgotten password", None),
        ("signed out", "invitation", None),
    ]
    for role, name, button in forms:
        reader = visitor(PEOPLE[role]).open(scenery[name])
        main = reader.page.get_by_role("main")
        reader.press_it(main.get_by_role("button", name=button) if button else main.locator("form button").first)
        summary = reader.page.locator(".nhsuk-error-summary")
        summary.wait_for()
        assert reader.has_focus(summary), name
        assert reader.page.title().startswith("Error: ") or name == "sign up", name
        assert reader.page_faults() + reader.axe_violations() == [], name
        first = summary.get_by_role("link").first
        field = reader.page.locator(first.get_attribute("href"))
        first.click()
        assert reader.has_focus(field), name
