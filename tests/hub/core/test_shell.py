"""The dress of every page: base, components, error pages and their static files. No database."""

import datetime
import re
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from hub.core.middleware import unavailable
from hub.core.templatetags.hub_core import clean_html, clock, gmt_or_bst, initials, last_crumb, time_range

TEMPLATES = settings.SITE_DIR / "templates"
VENDOR = settings.SITE_DIR / "static" / "vendor" / "nhsuk-frontend-10.6.1"
ERROR_PAGES = ["400", "403", "403_csrf", "404", "500", "503"]
SHELL = {
    "organisation": SimpleNamespace(
        name="Northbridge Hospitals",
        hub_name="Know-how",
        service_name="Library",
        accent="green",
        logo=None,
        contact_email="library@example.org",
    ),
    "menu": [{"title": "Events", "url": "/events/", "current": True}, {"title": "Library", "url": "/library/"}],
    "account_menu": [{"title": "My Hub", "url": "/my/"}],
    "search_url": "/search/",
    "footer_links": [{"title": "Help", "url": "/help/"}],
}
PERSON = SimpleNamespace(
    is_authenticated=True, get_full_name=lambda: "Amara Okafor", job_title="Ward sister", unit="Ward 7"
)


def page(path="/events/", template="404.html", **context):
    request = RequestFactory().get(path)
    context = {"shell": SHELL, "user": PERSON, "request": request, "csrf_token": "token", **context}
    return BeautifulSoup(render_to_string(template, context), "html.parser")


def component(name, **context):
    with_these = " ".join(f"{key}={key}" for key in context)
    template = Template(f'{{% include "components/{name}.html" with {with_these} only %}}')
    return BeautifulSoup(template.render(Context(context)), "html.parser")


def public_templates():
    return [path for path in TEMPLATES.rglob("*.html") if "admin" not in path.parts]


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_pages_need_no_context_and_no_database(name):
    bare = BeautifulSoup(render_to_string(f"{name}.html"), "html.parser")

    assert bare.title.text == f"{bare.h1.text} – Knowledge Hub"
    assert [link["href"] for link in bare.select("main a[href^='/']")] in ([], ["/"])


def test_while_the_database_is_gone_the_answer_says_when_to_try_again():
    response = unavailable(RequestFactory().get("/"))

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "no-store" in response["Cache-Control"]


def test_a_refusal_shows_its_own_words():
    assert (
        "Only facilitators may do this." in page(template="403.html", exception="Only facilitators may do this.").text
    )


@pytest.mark.parametrize("path", public_templates(), ids=lambda path: path.name)
def test_no_template_has_inline_script_or_style(path):
    text = path.read_text()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", text) == []


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.name)
def test_each_component_says_what_it_takes(path):
    assert "{% comment %}" in path.read_text().partition("endcomment")[0].splitlines()[0]


@pytest.mark.parametrize("path", public_templates(), ids=lambda path: path.name)
def test_static_files_that_templates_name_exist(path):
    names = re.findall(r'{% static "([^"]+)" %}', path.read_text())

    assert [name for name in names if finders.find(name) is None] == []


def test_the_vendored_front_end_asks_no_other_host():
    foreign = re.compile(r"Frutiger|sourceMappingURL|(?:https?:)?//(?!www\.w3\.org/)[a-z]+\.[a-z]")
    css = (VENDOR / "nhsuk-frontend.min.css").read_text()

    assert foreign.findall(css) == []
    assert "sourceMappingURL" not in (VENDOR / "nhsuk-frontend.min.js").read_text()
    assert [name for name in re.findall(r"url\(\"?(images/[^\")]+)", css) if not (VENDOR / name).exists()] == []


def test_the_first_thing_on_a_page_is_the_way_past_the_header():
    first = page().body.find("a")

    assert first["href"] == "#maincontent"
    assert page().find(id="maincontent").name == "main"


def test_the_header_says_where_we_are():
    current = page().select("nav[aria-label=Menu] [aria-current]")

    assert [link["href"] for link in current] == ["/events/"]


def test_signing_out_is_a_post_with_a_token():
    form = page().select_one(".hub-account form")

    assert form["method"] == "post"
    assert form.find("input", attrs={"name": "csrfmiddlewaretoken"})["value"] == "token"
    assert form.button.text.strip() == "Sign out"


def test_the_account_menu_is_for_people_who_are_signed_in():
    visitor = SimpleNamespace(is_authenticated=False)

    assert [link["href"] for link in page().select(".hub-account a")] == ["/my/"]
    assert page(user=visitor).select(".hub-account") == []


def test_search_is_a_get_form_that_keeps_its_words_on_the_search_page_alone():
    searching, elsewhere = (page(path).find(id="search") for path in ("/search/?q=falls", "/people/?q=falls"))

    assert (searching["action"], searching["method"]) == ("/search/", "get")
    assert searching.find("input", attrs={"name": "q"})["value"] == "falls"
    assert elsewhere.find("input", attrs={"name": "q"})["value"] == ""


def test_the_names_and_colour_of_the_organisation_are_worn():
    worn = page()

    assert worn.body["class"] == ["hub-accent-green"]
    assert worn.title.text == "Page not found – Know-how"
    assert worn.select_one(".hub-brand__organisation").text == "Northbridge Hospitals"
    assert [link["href"] for link in worn.footer.select("a")] == ["/help/"]


def test_the_organisations_logo_takes_the_place_of_our_mark():
    organisation = SimpleNamespace(**{**vars(SHELL["organisation"]), "logo": SimpleNamespace(url="/media/logo.png")})

    brand = page(shell={**SHELL, "organisation": organisation}).select_one(".hub-brand")  # noqa: S604 -- no process

    assert brand.img["src"] == "/media/logo.png"
    assert brand.svg is None


def test_a_page_whose_form_has_errors_says_so_first():
    assert page(form_has_errors=True).title.text.startswith("Error: ")
    assert page(form=SimpleNamespace(errors={"title": ["x"]})).title.text.startswith("Error: ")


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_each_accent_carries_white_text():
    css = Path(finders.find("hub/css/hub.css")).read_text()

    accents = re.findall(r"--hub-accent(?:-deep)?: (#[0-9a-f]{6})", css)

    assert len(accents) == 10
    assert [colour for colour in accents if 1.05 / (luminance(colour) + 0.05) < 4.5] == []


@pytest.mark.parametrize(
    ("level", "role", "modifier"),
    [
        (constants.SUCCESS, "alert", "nhsuk-notification-banner--success"),
        (constants.ERROR, "alert", "hub-banner--error"),
        (constants.WARNING, "alert", "hub-banner--warning"),
        (constants.INFO, "status", "nhsuk-notification-banner"),
    ],
)
def test_messages_are_banners_that_are_read_out(level, role, modifier):
    banner = page(messages=[Message(level, "You have a place.")]).select_one("main .nhsuk-notification-banner")

    assert banner["role"] == role
    assert modifier in banner["class"]
    assert banner.find(id=banner["aria-labelledby"]).name == "h2"
    assert "You have a place." in banner.text


def test_two_messages_have_two_names():
    messages = [Message(constants.SUCCESS, "One"), Message(constants.INFO, "Two")]

    ids = [heading["id"] for heading in page(messages=messages).select(".nhsuk-notification-banner__title")]

    assert ids == ["banner_title_1", "banner_title_2"]


def test_breadcrumbs_begin_at_home_and_lead_back_to_the_page_above():
    crumbs = component("breadcrumbs", crumbs=[("Events", "/events/"), ("This page", "")])

    assert [link["href"] for link in crumbs.select("li a")] == ["/", "/events/"]
    assert crumbs.select_one(".nhsuk-back-link")["href"] == "/events/"
    assert last_crumb([]) == ("Home", "/")


def test_home_is_not_named_twice():
    crumbs = component("breadcrumbs", crumbs=[("Knowledge Hub", "/"), ("Events", "/events/")])

    assert [link["href"] for link in crumbs.select("li a")] == ["/", "/events/"]


def test_pages_of_a_list_keep_the_query():
    page_obj = Paginator(range(30), 10).page(2)

    links = component("pagination", page_obj=page_obj, query="?q=a&topic=falls").select("a")

    assert [link["href"] for link in links] == [f"?q=a&topic=falls&page={n}" for n in (1, 1, 2, 3, 3)]
    assert [link["aria-current"] for link in links if link.get("aria-current")] == ["page"]


def test_a_short_list_has_no_pagination():
    assert component("pagination", page_obj=Paginator(range(3), 10).page(1), query="").text.strip() == ""


def test_a_card_is_one_link_in_a_heading_of_the_level_asked_for():
    tags = [{"text": "Required", "colour": "red"}]

    card = component("card", title="Falls", url="/falls/", heading_level=3, tags=tags, description="<b>", start=None)

    assert card.h3.a["href"] == "/falls/"
    assert card.select_one(".nhsuk-tag--red").text == "Required"
    assert card.select_one(".nhsuk-card__description").text == "<b>"


def test_a_card_grid_is_a_list_of_cards():
    grid = component("card_grid", cards=[{"title": "One", "url": "/1/"}, {"title": "Two"}])

    assert [item.h2.text for item in grid.select("ul > li")] == ["One", "Two"]


def test_the_date_block_is_read_as_a_date():
    date = component("date_block", start=datetime.date(2026, 3, 3)).time

    assert (date["datetime"], date.text) == ("2026-03-03", "Tue 3 Mar 2026")


def test_tabs_are_links_and_say_which_is_open():
    tabs = [{"title": "About", "url": "?a", "current": True}, {"title": "Members", "url": "?m", "count": 0}]

    links = component("tabs_nav", tabs=tabs).select("nav a")

    assert [(link["href"], link.get("aria-current")) for link in links] == [("?a", "page"), ("?m", None)]
    assert links[1].span.text == "0"


def test_topics_link_to_their_pages():
    topics = [SimpleNamespace(name="Falls", slug="falls")]

    assert component("topic_tags", topics=topics).a["href"] == "/topics/falls/"
    assert component("topic_tags", topics=[]).text.strip() == ""


def test_a_person_is_shown_with_job_and_unit():
    line = component("person_line", person=PERSON, role="Facilitator")

    assert line.select_one(".hub-person__about").text == "Ward sister, Ward 7"
    assert initials(PERSON) == "AO"


@pytest.mark.parametrize(("name", "letters"), [("Cher", "C"), ("Ana Maria del Mar", "AM"), ("", "")])
def test_initials_are_two_letters_at_most(name, letters):
    assert initials(SimpleNamespace(get_full_name=lambda: name)) == letters


def test_an_empty_list_says_what_to_do_instead():
    empty = component("empty_state", title="No events yet", text="", action_text="See past events", action_url="/past/")

    assert (empty.h2.text, empty.a["href"]) == ("No events yet", "/past/")


def test_cleaned_html_is_shown_as_html_and_nothing_in_it_runs():
    shown = Template("{{ text|clean_html }}").render(Context({"text": "<b>x</b><img src=x onerror=alert(1)>"}))

    assert shown == "<b>x</b>"


def test_html_that_cannot_be_cleaned_is_shown_as_text():
    shown = clean_html("<b>" * 20_000)

    assert shown.startswith("&lt;b&gt;")
    assert "<" not in shown


def test_html_that_cannot_be_cleaned_is_escaped_even_where_it_was_marked_safe():
    text = Template("{{ text }}").render(Context({"text": "x"})) + "<b>" * 20_000

    assert "<" not in clean_html(text)


def at(*moment):
    return datetime.datetime(*moment, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2026, 3, 3, 9, 0), "9am"),
        (at(2026, 3, 3, 12, 30), "12:30pm"),
        (at(2026, 3, 3, 0, 5), "12:05am"),
        (at(2026, 3, 3, 12, 0), "midday"),
        (at(2026, 3, 3, 0, 0), "midnight"),
        (None, ""),
    ],
)
def test_the_clock_speaks_nhs_english(moment, words):
    assert clock(moment) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at(2026, 3, 3, 12, 30), at(2026, 3, 3, 13, 30), "Tuesday 3 March 2026, 12:30pm to 1:30pm GMT"),
        (at(2026, 7, 1, 9, 0), at(2026, 7, 1, 12, 0), "Wednesday 1 July 2026, 9am to midday BST"),
        (
            at(2026, 7, 1, 17, 0),
            at(2026, 7, 2, 9, 0),
            "Wednesday 1 July 2026, 5pm to Thursday 2 July 2026, 9am BST",
        ),
        (at(2026, 10, 25, 0, 30), at(2026, 10, 25, 3, 0), "Sunday 25 October 2026, 12:30am BST to 3am GMT"),
        (at(2026, 3, 3, 12, 30), None, "Tuesday 3 March 2026, 12:30pm GMT"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_time_names_the_day_once_and_the_clock_always(start, end, words):
    assert time_range(start, end) == words


def test_times_from_the_database_are_shown_on_londons_clock():
    start = datetime.datetime(2026, 7, 1, 11, 30, tzinfo=datetime.UTC)
    end = start + datetime.timedelta(hours=1)

    shown = Template("{{ start|time_range:end }}, {{ start|gmt_or_bst }}").render(Context({"start": start, "end": end}))

    assert shown == "Wednesday 1 July 2026, 12:30pm to 1:30pm BST, BST"
    assert gmt_or_bst(datetime.datetime(2026, 7, 1, 11, 30)) == ""  # noqa: DTZ001 -- what is tested
