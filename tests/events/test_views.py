from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events import actions
from events.models import Signup
from hub.circles.models import Membership
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory

ROOM, ONLINE = Signup.Mode.IN_PERSON, Signup.Mode.ONLINE
LINK = "https://meet.example/secret"
HTMX = {"HTTP_HX_REQUEST": "true"}


def address(name, page):
    return reverse(f"events:{name}", args=[date_of(page).key])


def join(page, person, mode=ROOM, **more):
    return actions.sign_up(date_of(page), person=person, mode=mode, **more)


def text_of(response):
    return " ".join(response.content.decode().split())


# --- The event page --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "others", "standing"),
    [
        ({}, 0, "open"),
        ({"in_person_capacity": 1}, 1, "full"),
        ({"signup_opens_at": timezone.now() + timedelta(days=1)}, 0, "not_open"),
        ({"signup_closes_at": timezone.now() - timedelta(days=1)}, 0, "closed"),
        ({"past": True}, 0, "past"),
    ],
)
def test_the_panel_says_where_the_reader_stands(staff_client, index, fields, others, standing):
    page = LunchAndLearnPageFactory(parent=index, **fields)
    for _ in range(others):
        SignupFactory(occurrence=date_of(page))

    response = staff_client.get(page.url)

    assert (response.status_code, response.context["standing"]) == (200, standing)
    assert "<form" not in text_of(response).split('id="signup_panel"')[1].split("</section>")[0]


def test_the_panel_of_somebody_with_a_place(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    join(page, person)

    words = text_of(staff_client.get(page.url))

    assert "You have a place" in words
    assert address("calendar", page) in words
    assert address("give_up", page) in words


def test_the_panel_leads_those_who_came_to_their_learning(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index, past=True)
    SignupFactory(occurrence=date_of(page), person=person, attendance="attended")

    words = text_of(staff_client.get(page.url))

    assert "You were there." in words
    assert reverse("events:learning") in words.split('id="signup_panel"')[1].split("</section>")[0]


def test_the_panel_of_closed_sign_up_names_whom_to_ask(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index, signup_closes_at=timezone.now() - timedelta(days=1))

    assert f"ask the host, {page.host.get_full_name()}." in text_of(staff_client.get(page.url))


def test_the_panel_of_somebody_in_the_queue(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    for one in (PersonFactory(), PersonFactory(), person):
        join(page, one)

    assert "You are 2nd in the queue" in text_of(staff_client.get(page.url))


def test_the_panel_of_a_cancelled_event_says_why(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    actions.cancel_event(date_of(page), by=page.host, reason="The speaker is ill.")

    words = text_of(staff_client.get(page.url))

    assert "This event is cancelled" in words
    assert "The speaker is ill." in words


def test_the_full_panel_offers_the_waiting_list(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    SignupFactory(occurrence=date_of(page))

    assert "Full: join the waiting list" in text_of(staff_client.get(page.url))


def test_the_page_gives_the_zone_beside_the_time(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)

    assert f"{timezone.localtime(page.starts_at).tzname()}" in text_of(staff_client.get(page.url))


def test_the_online_link_is_shown_to_people_with_an_online_place_and_to_organisers(client, index):
    page = LunchAndLearnPageFactory(parent=index, online_link=LINK, online_capacity=1)
    online, in_room, waiting, other = (PersonFactory() for _ in range(4))
    join(page, online, ONLINE)
    join(page, in_room, ROOM)
    join(page, waiting, ONLINE)

    shown = []
    for reader in (online, page.host, in_room, waiting, other):
        client.force_login(reader)
        shown.append(LINK in text_of(client.get(page.url)))

    assert shown == [True, True, False, False, False]


def test_a_page_that_was_never_published_can_be_previewed(index, person, rf):
    page = LunchAndLearnPageFactory(parent=index)
    page.occurrences.all().delete()

    response = page.make_preview_request(extra_request_attrs={"user": person})

    assert response.status_code == 200


# --- Signing up ------------------------------------------------------------------------------------------------------
def test_signing_up_without_javascript(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)

    response = staff_client.post(address("sign_up", page), {"mode": "in_person"}, follow=True)

    assert response.redirect_chain == [(page.url, 302)]
    assert "You have a place. We have sent you an email with a calendar file." in text_of(response)
    assert Signup.objects.get().person == person


def test_signing_up_with_htmx_answers_with_the_panel(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)

    response = staff_client.post(address("sign_up", page), {"mode": "in_person"}, **HTMX)

    assert (response.status_code, response.templates[0].name) == (200, "events/partials/signup_panel.html")
    assert "HX-Request" in response["Vary"]
    assert "You have a place" in text_of(response)


@pytest.mark.parametrize("others", [0, 1])
def test_a_second_press_says_that_one_is_signed_up_already(staff_client, index, others):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    for one in PersonFactory.create_batch(others):
        join(page, one)

    words = [
        text_of(staff_client.post(address("sign_up", page), {"mode": "in_person"}, headers={"HX-Request": "true"}))
        for _ in range(2)
    ]

    assert ["already" in said for said in words] == [False, True]


def test_opening_the_form_changes_nothing(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)

    whole, part = staff_client.get(address("sign_up", page)), staff_client.get(address("sign_up", page), **HTMX)

    assert Signup.objects.count() == 0
    assert ["<html" in text_of(answer) for answer in (whole, part)] == [True, False]
    assert ["HX-Request" in answer["Vary"] for answer in (whole, part)] == [True, True]


def test_the_form_asks_only_what_the_event_needs(staff_client, index):
    plain = LunchAndLearnPageFactory(parent=index)
    full = LunchAndLearnPageFactory(parent=index, online_link=LINK, catering=True)

    asked = [
        [field.name for field in staff_client.get(address("sign_up", page)).context["form"].visible_fields()]
        for page in (plain, full)
    ]

    assert asked == [["access", "listed"], ["mode", "dietary", "access", "listed"]]


def test_the_form_says_who_sees_needs_and_when_they_go(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)

    words = text_of(staff_client.get(address("sign_up", page)))

    assert "Only the host of the event sees this. It is deleted 7 days after the event." in words


def test_a_form_without_a_choice_comes_back_with_what_was_typed(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index, online_link=LINK)

    response = staff_client.post(address("sign_up", page), {"access": "Hearing loop"})

    words = text_of(response)
    assert (response.status_code, Signup.objects.count()) == (200, 0)
    assert "Choose how you will come" in words
    assert "Hearing loop" in words
    assert "<title>Error: " in words
    assert words.count("There is a problem") == 1


def test_a_refusal_is_said_in_words(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index, signup_closes_at=timezone.now() - timedelta(days=1))

    plain = staff_client.post(address("sign_up", page), {"mode": "in_person"}, follow=True)
    htmx = staff_client.post(address("sign_up", page), {"mode": "in_person"}, **HTMX)

    assert ["Sign-up for this event has closed." in text_of(answer) for answer in (plain, htmx)] == [True, True]


def test_hostile_text_is_shown_as_text_to_the_host(client, index):
    page = LunchAndLearnPageFactory(parent=index, catering=True)
    join(page, PersonFactory(), dietary="<script>alert(1)</script>")
    client.force_login(page.host)

    assert "&lt;script&gt;alert(1)" in text_of(client.get(address("people", page)))


# --- Giving up -------------------------------------------------------------------------------------------------------
def test_opening_the_link_of_a_mail_gives_up_nothing(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    join(page, person)

    response = staff_client.get(address("give_up", page))

    assert (response.status_code, Signup.objects.get().state) == (200, "confirmed")
    assert "Give up my place" in text_of(response)


def test_giving_up_asks_once_and_then_does_it(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    join(page, person)

    response = staff_client.post(address("give_up", page), follow=True)

    assert response.redirect_chain == [(page.url, 302)]
    assert "You are no longer signed up." in text_of(response)
    assert Signup.objects.get().state == "cancelled"


def test_giving_up_with_htmx_answers_with_the_panel(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    join(page, person)

    response = staff_client.post(address("give_up", page), **HTMX)

    assert response.templates[0].name == "events/partials/signup_panel.html"
    assert "HX-Request" in response["Vary"]
    assert "1 place left" in text_of(response)


def test_giving_up_again_only_says_so(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    actions.cancel_signup(join(page, person))

    response = staff_client.get(address("give_up", page), follow=True)

    assert "You have given up your place already." in text_of(response)


def test_somebody_who_never_signed_up_has_nothing_to_give_up(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)

    assert staff_client.get(address("give_up", page)).status_code == 404


# --- The calendar file -----------------------------------------------------------------------------------------------
def test_a_person_with_a_place_downloads_their_calendar_file(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    join(page, person)

    response = staff_client.get(address("calendar", page))

    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert (str(event["SUMMARY"]), event["UID"]) == (page.title, date_of(page).uid)


def test_nobody_else_gets_a_calendar_file(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=0, online_link=LINK)
    before = staff_client.get(address("calendar", page)).status_code
    join(page, person)

    assert (before, staff_client.get(address("calendar", page)).status_code) == (404, 404)


# --- Organisers ------------------------------------------------------------------------------------------------------
@pytest.fixture
def busy(index):
    """An event with one person coming and one waiting, both with needs."""
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1, catering=True)
    join(page, PersonFactory(first_name="=1+1", last_name="Coming"), dietary="No nuts", access="Hearing loop")
    join(page, PersonFactory(last_name="Queuing"), access="Step-free")
    return page


def test_the_host_sees_who_comes_and_what_they_need(client, busy):
    client.force_login(busy.host)

    words = text_of(client.get(address("people", busy)))

    assert all(word in words for word in ("Coming", "Queuing", "No nuts", "Hearing loop", "Step-free"))
    assert "<dt>In person</dt><dd><strong>1</strong> of 1 place taken" in words


def test_the_library_team_sees_who_comes_but_not_what_they_need(client, busy, library_team):
    client.force_login(library_team)

    words = text_of(client.get(address("people", busy)))
    exported = b"".join(client.get(address("people_csv", busy)).streaming_content).decode()

    assert "Queuing" in words
    assert "Queuing" in exported
    assert not any(need in words + exported for need in ("No nuts", "Hearing loop", "Step-free"))


@pytest.mark.parametrize("name", ["people", "people_csv", "cancel_event"])
def test_organising_is_for_organisers(client, busy, name, no_second_factor):
    superuser = PersonFactory(is_superuser=True)
    for reader in (PersonFactory(), superuser):
        client.force_login(reader)
        assert client.get(address(name, busy)).status_code == 403


def test_the_export_opens_without_running_formulas(client, busy):
    client.force_login(busy.host)

    response = client.get(address("people_csv", busy))

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("'=1+1 Coming,")
    assert "No nuts" in lines[1]


def test_the_host_cancels_the_event(client, busy):
    client.force_login(busy.host)
    asked = client.get(address("cancel_event", busy))
    before = date_of(busy).state

    response = client.post(address("cancel_event", busy), {"reason": "No speaker"})

    assert (asked.status_code, before) == (200, "scheduled")
    assert (response.status_code, response.url) == (302, address("people", busy))
    assert (date_of(busy).state, date_of(busy).cancelled_because) == ("cancelled", "No speaker")


# --- Outsiders -------------------------------------------------------------------------------------------------------
NAMES = ["sign_up", "give_up", "calendar", "people", "people_csv", "cancel_event"]


@pytest.fixture
def closed(index):
    """An event of a closed circle with somebody on its list."""
    page = LunchAndLearnPageFactory(parent=index, title="Closed meeting", online_link=LINK)
    circle = CircleFactory()
    gate(page, circle)
    page.member = MembershipFactory(circle=circle).person
    join(page, page.member)
    page.circle = circle
    return page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_outsiders_find_nothing(client, closed, name, method):
    former = MembershipFactory(circle=closed.circle, state="left").person
    guest = PersonFactory(guest=True)
    for reader in (PersonFactory(), former, guest):
        client.force_login(reader)
        response = getattr(client, method)(address(name, closed))
        assert response.status_code in (404, 405)
        assert b"Closed meeting" not in response.content


@pytest.mark.parametrize("name", ["sign_up", "give_up", "calendar"])
def test_members_find_what_outsiders_do_not(client, closed, name):
    client.force_login(closed.member)

    assert client.get(address(name, closed)).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_the_signed_out_are_asked_to_sign_in(client, closed, name):
    response = client.get(address(name, closed))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_a_former_member_loses_their_own_screens(client, closed):
    Membership.objects.filter(person=closed.member).update(state="left")
    client.force_login(closed.member)

    assert [client.get(address(name, closed)).status_code for name in ("give_up", "calendar")] == [404, 404]
