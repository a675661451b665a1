"""Somebody at a browser, with a mouse, the keyboard alone, or without JavaScript, and what is wrong with a page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

MOUSE, KEYBOARD, NO_SCRIPT = "mouse", "keyboard alone", "JavaScript off"
EVERY_WAY = pytest.mark.parametrize("way", [MOUSE, KEYBOARD, NO_SCRIPT], ids=["mouse", "keyboard", "no-script"])
EVERY_WIDTH = pytest.mark.parametrize("width", [320, 1280], ids=["320px", "1280px"])
PHONE = pytest.mark.parametrize("width", [320], ids=["320px"])
AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 250

# The browser says so on the console as well, but only in words; this names the directive.
TELL_OF_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
    event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""

CHECKS = """() => ({
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    wide: [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(one => `${one.tagName}.${one.className}`).slice(0, 5),
    images: [...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src),
})"""


def said_of(words, whom):
    """The name of a button or link that shows `words` alone, and tells a screen reader of whom or what."""
    return re.compile(f"^{re.escape(words)} ?: {re.escape(whom)}$")


class Visitor:
    """One person, one browser window."""

    def __init__(self, context, *, base, way=MOUSE):
        self.context, self.base, self.way = context, base, way
        self.page = context.new_page()
        self.faults = []
        self.status = None
        context.add_init_script(TELL_OF_VIOLATIONS)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)

    # --- what a visitor does ------------------------------------------------------------------------------------------
    def open(self, path):
        answer = self.page.goto(self.base + path)
        self.status = answer.status
        return self

    def press(self, name, *, role=None, within=None, exact=False):
        """Press the button or follow the link of this name."""
        self.press_it(self.find(name, role=role, within=within, exact=exact))

    def find(self, name, *, role=None, within=None, exact=False):
        place = within or self.page
        roles = [role] if role else ["button", "link"]
        found = place.get_by_role(roles[0], name=name, exact=exact)
        for other in roles[1:]:
            found = found.or_(place.get_by_role(other, name=name, exact=exact))
        return found.first

    def press_it(self, target):
        if self.way == KEYBOARD:
            self.tab_to(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def unfold(self, words):
        """Open what is folded away under these words."""
        self.press_it(self.page.locator("summary", has_text=words))

    def write(self, label, words, *, within=None):
        place = within or self.page
        field = place.get_by_role("textbox", name=label).or_(place.get_by_role("searchbox", name=label))
        if self.way == KEYBOARD:
            self.tab_to(field)
            self.page.keyboard.press("ControlOrMeta+A")
            self.page.keyboard.insert_text(words)
        else:
            field.fill(words)

    def fill(self, label, value):
        """Fill in a number, a day (2026-10-26) or a time (12:30), as its own control wants it."""
        field = self.page.get_by_label(re.compile(rf"^\s*{label}\b"))
        if self.way == KEYBOARD:
            self.tab_to(field)
        field.fill(value)

    def tick(self, label):
        box = self.page.get_by_role("checkbox", name=label)
        if self.way == KEYBOARD:
            self.tab_to(box)
            self.page.keyboard.press("Space")
        else:
            box.check()
        expect(box).to_be_checked()

    def pick(self, label, option):
        """Pick one of a drop-down list, by as much of its words as tells it apart."""
        field = self.page.get_by_role("combobox", name=label)
        options = field.locator("option")
        number = next(number for number, words in enumerate(options.all_inner_texts()) if option in words)
        if self.way == KEYBOARD:
            self.tab_to(field)
            for key in ["Home", *["ArrowDown"] * number]:
                self.page.keyboard.press(key)
        else:
            field.select_option(index=number)
        expect(field).to_have_value(options.nth(number).get_attribute("value"))

    def choose(self, label):
        """Choose a radio button: by keyboard, Tab reaches the group and the arrows move inside it."""
        radio = self.page.get_by_role("radio", name=label)
        if self.way != KEYBOARD:
            radio.check()
            return
        in_group = "(one, name) => document.activeElement.name === one.name"
        self._tab_until(lambda: radio.evaluate(in_group))
        self.page.keyboard.press("Space")
        for _ in range(radio.evaluate("one => document.getElementsByName(one.name).length")):
            if self._is_soon_checked(radio):
                return
            self.page.keyboard.press("ArrowDown")
        expect(radio).to_be_checked()

    def _is_soon_checked(self, radio):
        """The answer to a key may come a moment after it, and one key more would go past."""
        try:
            expect(radio).to_be_checked(timeout=400)
        except AssertionError:
            return False
        return True

    def tab_to(self, target):
        """Press Tab until this has the focus, as somebody without a mouse must; it has to be seen there."""
        expect(target).to_be_visible()
        self._tab_until(lambda: self.has_focus(target))
        expect(target).to_be_in_viewport()

    def _tab_until(self, there):
        for _ in range(MOST_TABS):
            if there():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("The Tab key does not get there")

    def has_focus(self, target):
        return target.evaluate("one => one === document.activeElement")

    # --- what a visitor sees ------------------------------------------------------------------------------------------
    def sees(self, words):
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def does_not_see(self, words):
        expect(self.page.get_by_role("main")).not_to_contain_text(words)

    def number(self, pattern):
        """The number in the words of the page, such as r"(\\d+) members?"."""
        return int(re.search(pattern, self.page.get_by_role("main").inner_text())[1])

    # --- what is wrong with the page ----------------------------------------------------------------------------------
    def page_faults(self):
        """What no page of ours may have, whoever looks at it."""
        seen = self.page.evaluate(CHECKS)
        faults = [f"picture without data: {address}" for address in seen["images"]]
        if seen["headings"] != 1:
            faults.append(f"{seen['headings']} h1")
        if not re.match(r"\w.* – \w", seen["title"]):
            faults.append(f"title: {seen['title']!r}")
        if seen["sideways"] > 0:
            faults.append(f"scrolls sideways by {seen['sideways']} px: {seen['wide']}")
        return faults

    def see_all_pictures(self):
        """Those further down are only fetched when they come into view."""
        self.page.evaluate("""() => Promise.all([...document.images].map(one => {
            one.loading = "eager";
            return one.decode().catch(() => {});
        }))""")

    def axe_violations(self):
        if self.way == NO_SCRIPT:
            return []  # axe waits for timers, which do not run then; with JavaScript it sees the same page
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(
            "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(result => result.violations)", RULES
        )
        return [f"{one['id']}: {node['html'][:160]} {node['target']}" for one in found for node in one["nodes"][:3]]

    def take_faults(self):
        """The faults since the last call."""
        faults, self.faults = self.faults, []
        return faults

    def _heard(self, message):
        wanted_error_page = self.status in (403, 404, 410) and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not wanted_error_page:
            self.faults.append(f"console {message.type}: {message.text}")

    def _asked(self, request):
        if not request.url.startswith((self.base, "data:", "blob:", "about:")):
            self.faults.append(f"another host: {request.url}")

    def _answered(self, response):
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
        elif response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")
