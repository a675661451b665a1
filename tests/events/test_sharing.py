"""What anybody who may see an event takes away from it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse
from icalendar import Calendar

from events import actions
from events.models import Occurrence
from events.sharing import share_of
from hub.core.models import ShortLink
from hub.trail.actions import short_link_to
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

LINK = "https://meet.example/secret"


def file_of(client, page):
    response = client.get(reverse("events:calendar_file", args=[date_of(page).key]))
    calendar = Calendar.from_ical(response.content)
    return calendar, calendar.walk("VEVENT")[0], response


# --- The calendar file -----------------------------------------------------------------------------------------------
def test_everybody_who_sees_the_event_can_put_it_into_their_calendar(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index, title="Lunch", online_link=LINK)

    calendar, event, response = file_of(staff_client, page)

    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}.ics"'
    assert (calendar["METHOD"], event["UID"], event["SUMMARY"]) == ("PUBLISH", date_of(page).uid, "Lunch")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        page.starts_at.replace(microsecond=0),
        page.ends_at.replace(microsecond=0),
    )
    assert event["LOCATION"] == f"{page.room} and online"
    assert LINK.encode() not in response.content


@pytest.mark.parametrize(
    ("mode", "state", "has_link"),
    [("online", "confirmed", True), ("online", "waiting", False), ("in_person", "confirmed", False)],
)
def test_the_online_link_is_for_those_with_an_online_place(staff_client, index, person, mode, state, has_link):
    page = LunchAndLearnPageFactory(parent=index, online_link=LINK)
    SignupFactory(occurrence=date_of(page), person=person, mode=mode, state=state)

    assert (LINK.encode() in file_of(staff_client, page)[2].content) is has_link


def test_a_cancelled_date_is_cancelled_in_calendars_too(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index, online_link=LINK)
    SignupFactory(occurrence=date_of(page), person=person, mode="online")
    actions.cancel_event(date_of(page), by=page.host)

    _, event, response = file_of(staff_client, page)

    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert LINK.encode() not in response.content


@pytest.mark.parametrize("name", ["calendar_file", "qr"])
def test_outsiders_take_nothing(client, index, name):
    page = LunchAndLearnPageFactory(parent=index)
    circle = CircleFactory()
    gate(page, circle)
    address = reverse(f"events:{name}", args=[date_of(page).key])
    answers = []

    for reader in (MembershipFactory(circle=circle).person, PersonFactory()):
        client.force_login(reader)
        answers.append(client.get(address).status_code)

    assert answers == [200, 404]


# --- Links -----------------------------------------------------------------------------------------------------------
def test_the_short_link_is_shared_where_there_is_one(index):
    page = LunchAndLearnPageFactory(parent=index)
    ShortLink.objects.all().delete()
    before = share_of(date_of(page))["link"]
    made_by_reading = ShortLink.objects.count()
    code = short_link_to(page).code

    assert (before, made_by_reading) == (f"http://localhost:8000{page.url}", 0)
    assert share_of(date_of(page))["link"] == f"http://localhost:8000/s/{code}"


def test_links_to_teams_and_email_say_what_when_and_where_to_read_more(index):
    page = LunchAndLearnPageFactory(parent=index, title="Tea & “cake” 100%")

    share = share_of(date_of(page))

    teams, email = urlsplit(share["teams_url"]), urlsplit(share["email_url"])
    assert (teams.scheme, teams.netloc, teams.path) == ("https", "teams.microsoft.com", "/share")
    assert parse_qs(teams.query)["href"] == [share["link"]]
    assert (email.scheme, email.path) == ("mailto", "")
    assert parse_qs(email.query)["subject"] == [page.title]
    title, when, link = parse_qs(email.query)["body"][0].split("\r\n")
    assert (title, link) == (page.title, share["link"])
    assert when.endswith(("GMT", "BST"))
    assert "+" not in share["email_url"] + share["teams_url"]


def test_sharing_asks_nobody_until_a_link_is_followed(index):
    page = LunchAndLearnPageFactory(parent=index, title='<script>"')

    soup = BeautifulSoup(
        render_to_string("events/partials/share.html", {"share": share_of(date_of(page))}), "html.parser"
    )

    assert soup.select("script, img, iframe, link, form") == []
    assert soup.input["value"] == share_of(date_of(page))["link"]
    assert [link["rel"] for link in soup.select("a[target]")] == [["noopener", "noreferrer"]]


def test_sharing_costs_nothing_where_the_code_was_read_with_the_date(index):
    page = LunchAndLearnPageFactory(parent=index)
    code = short_link_to(page).code
    date = Occurrence.objects.with_short_code().select_related("event").get(event=page.pk)

    with budget(0):
        assert share_of(date)["link"].endswith(code)


def test_the_code_for_a_poster_is_a_picture_to_keep(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)

    response = staff_client.get(reverse("events:qr", args=[date_of(page).key]))

    assert response.content.startswith(b"\x89PNG")
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}-qr.png"'
