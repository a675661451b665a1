"""Every public page kind, as everybody: no axe violation, one h1, a title, no fault in the browser, not too wide."""

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

PLANT = """async () => {
    const main = document.querySelector("main");
    const [picture, wide, inline, frame] = ["img", "div", "script", "iframe"].map(one => document.createElement(one));
    picture.src = "/media/no-such-picture.png";
    [wide.style.width, wide.style.height] = ["2000px", "10px"];
    inline.textContent = "window.planted = true";
    main.append(picture, wide, inline, document.createElement("h1"));
    const link = Object.assign(document.createElement("link"), {rel: "prefetch", href: "https://elsewhere.example/"});
    document.head.append(link);
    await fetch("https://elsewhere.example/").catch(() => {});
    await picture.decode().catch(() => {});
}"""


@pytest.fixture(scope="module")
def scenery(stage, server):
    return stage.scenery()


@pytest.fixture(scope="module")
def known():
    """What has been examined: width and page."""
    return set()


@pytest.mark.parametrize(("role", "width"), VISITS, ids=[f"{role} {width}px" for role, width in VISITS])
def test_every_page_is_in_order(role, width, scenery, known, visitor):
    """Every page is fetched; one that differs from a page examined already only in the account menu is not again."""
    reader, faults, open_pages, pictures = visitor(PEOPLE[role]), {}, 0, {}
    for name, path in scenery.items():
        answer = reader.context.request.get(reader.base + path)
        html, found = answer.text(), []
        open_pages += answer.ok
        if answer.status not in ANSWERS:
            found.append(f"answers {answer.status}")
        if name == "home" or (width, _looks(html)) not in known:  # the home page: each role's account menu once
            known.add((width, _looks(html)))
            found += _examined(reader, path)
        else:
            found += _missing_pictures(reader, html, pictures)
        if found:
            faults[f"{name} {path}"] = found
    assert faults == {}
    assert open_pages >= (8 if role in ("signed out", "guest") else 40)


def _examined(reader, path):
    reader.open(path)
    reader.see_all_pictures()
    return reader.page_faults() + reader.axe_violations() + reader.take_faults()


def _looks(html):
    """The page without what differs at each request (tokens, where to go after signing in) and the account menu."""
    html = re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"|"X-CSRFToken": "\w+"|\?next=[^"]*', "", html)
    html = re.sub(r'<nav class="nhsuk-header__account .*?</nav>', "", html, flags=re.DOTALL)
    return hashlib.sha256(html.encode()).digest()


def _missing_pictures(reader, html, known):
    """The same page may show a picture to one person and not to another."""
    shown = set(re.findall(r'<img [^>]*src="(/[^"]+)"', html))
    for address in shown - known.keys():
        known[address] = reader.context.request.head(reader.base + address).status
    return [f"{known[address]}: {address}" for address in shown if known[address] != 200]


def test_the_examination_finds_what_is_planted(visitor):
    """Otherwise the tests above might pass for want of looking."""
    reader = visitor(PEOPLE["nurse"]).open("/library/")
    assert reader.page_faults() == reader.axe_violations() == []
    reader.page.evaluate(PLANT)
    violations, faults = " ".join(reader.axe_violations()), " ".join(reader.page_faults())
    assert "image-alt" in violations
    assert "2 h1" in faults
    assert "scrolls sideways" in faults
    assert "picture without data: " in faults
    heard = " ".join(reader.take_faults())
    for fault in ("CSP: script-src", "CSP: connect-src", "404: ", "another host: "):
        assert fault in heard


@pytest.mark.parametrize("width", [320, 1280], ids=["320px", "1280px"])
def test_forms_with_mistakes_are_in_order(scenery, visitor, width):
    """The error summary has the focus and leads to the field, and the page is as sound as before."""
    forms = [
        ("nurse", "sign up", "Confirm"),
        ("facilitator", "answer a request", "Send answer"),
        ("facilitator", "invite to a community", "Send invitation"),
        ("facilitator", "plan, the form", "Publish"),
        ("facilitator", "series, add a date", "Add the date"),
        ("facilitator", "desk, remove somebody", "Remove this person"),
        ("nurse", "suggest", "Send to the library team"),
        ("signed out", "sign in", "Sign in"),
        ("signed out", "forgotten password", None),
        ("signed out", "invitation", None),
    ]
    for role, name, button in forms:
        reader = visitor(PEOPLE[role]).open(scenery[name])
        main = reader.page.get_by_role("main")
        reader.press_it(main.get_by_role("button", name=button) if button else main.locator("form [type=submit]").last)
        summary = reader.page.locator(".nhsuk-error-summary")
        summary.wait_for()
        assert reader.has_focus(summary), name
        assert reader.page.title().startswith("Error: ") or name == "sign up", name
        assert reader.page_faults() + reader.axe_violations() == [], name
        first = summary.get_by_role("link").first
        field = reader.page.locator(first.get_attribute("href"))
        first.click()
        assert reader.has_focus(field), name
