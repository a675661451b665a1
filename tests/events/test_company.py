import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from events import actions
from events.company import company_of
from events.models import Occurrence
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget


def company(page):
    return company_of(Occurrence.objects.with_places_taken().get(event=page.pk))


def named(page, *names, **fields):
    for name in names:
        first, last = name.split()
        person = PersonFactory(first_name=first, last_name=last)
        SignupFactory(occurrence=date_of(page), person=person, is_listed=True, **fields)


def who(page):
    return reverse("events:who", args=[date_of(page).key])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_only_those_who_agreed_are_named(index):
    page = LunchAndLearnPageFactory(parent=index)
    named(page, "Zoe Adams", "Adam Zola")
    SignupFactory(occurrence=date_of(page))
    named(page, "Wanda Waits", state="waiting")

    assert company(page) == {"count": 3, "names": ["Zoe Adams", "Adam Zola"], "more": 0}


def test_twelve_are_named_and_the_rest_are_counted(index):
    page = LunchAndLearnPageFactory(parent=index)
    named(page, *(f"Person A{letter}" for letter in "abcdefghijklmno"))

    found = company(page)
    words = render_to_string("events/partials/who_is_coming.html", {"company": found, "occurrence": date_of(page)})

    assert (found["count"], len(found["names"]), found["names"][-1], found["more"]) == (15, 12, "Person Al", 3)
    assert "15 people are coming" in words
    assert "and 3 more who chose to be named" in words
    assert who(page) in words


def test_people_in_the_room_and_online_are_counted_together(index):
    page = LunchAndLearnPageFactory(parent=index, online_link="https://meet.example/x")
    SignupFactory(occurrence=date_of(page))
    SignupFactory(occurrence=date_of(page), mode="online")

    assert company(page) == {"count": 2, "names": [], "more": 0}


def test_nobody_is_told_of_an_empty_cancelled_or_past_event(index):
    empty = LunchAndLearnPageFactory(parent=index)
    past = LunchAndLearnPageFactory(parent=index, past=True)
    off = LunchAndLearnPageFactory(parent=index)
    named(past, "Ada Past")
    named(off, "Ada Off")
    actions.cancel_event(date_of(off), by=off.host)

    assert [company(page) for page in (empty, past, off)] == [None, None, None]


def test_one_person_is_one_person():
    words = render_to_string("events/partials/who_is_coming.html", {"company": {"count": 1, "names": [], "more": 0}})

    assert "1 person is coming" in words


@pytest.mark.parametrize("people", [1, 14])
def test_company_costs_one_query(index, people):
    page = LunchAndLearnPageFactory(parent=index)
    named(page, *(f"Person {chr(65 + number)}" for number in range(people)))
    date = Occurrence.objects.with_places_taken().get(event=page.pk)

    with budget(1):
        company_of(date)


def test_the_page_names_everybody_who_agreed_and_nothing_more_of_them(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)
    person = PersonFactory(first_name="Ada", last_name="Bell", job_title="Secret midwife", email="ada@example.org")
    SignupFactory(occurrence=date_of(page), person=person, is_listed=True)
    quiet = SignupFactory(occurrence=date_of(page)).person

    words = text_of(staff_client.get(who(page)))

    assert "2 people are coming. 1 chose to be named." in words
    assert "<li>Ada Bell</li>" in words
    assert [text for text in ("ada@example.org", "Secret midwife", quiet.get_full_name()) if text in words] == []


def test_the_page_comes_in_pages(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)
    named(page, *(f"Person {number:03}" for number in range(61)))

    response = staff_client.get(who(page), {"page": 2})

    assert response.context["names"] == ["Person 060"]


def test_somebody_who_left_is_not_named(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)
    named(page, "Ada Bell")
    date_of(page).signups.get().person.__class__.objects.filter(last_name="Bell").update(is_active=False)

    assert staff_client.get(who(page)).context["names"] == []


def test_only_those_who_see_the_event_see_who_is_coming(client, index):
    page = LunchAndLearnPageFactory(parent=index)
    circle = CircleFactory()
    gate(page, circle)
    named(page, "Ada Bell")
    answers = []

    for reader in (MembershipFactory(circle=circle).person, PersonFactory()):
        client.force_login(reader)
        response = client.get(who(page))
        answers.append((response.status_code, b"Ada Bell" in response.content))

    assert answers == [(200, True), (404, False)]


def test_the_list_is_closed_once_the_event_is_over(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index, past=True)
    named(page, "Ada Bell")

    assert staff_client.get(who(page)).status_code == 404


@pytest.mark.parametrize("people", [1, 40])
def test_the_page_costs_the_same_however_many_people(staff_client, index, people):
    page = LunchAndLearnPageFactory(parent=index)
    named(page, *(f"Person {number:03}" for number in range(people)))
    staff_client.get(who(page))

    with budget(8):
        response = staff_client.get(who(page))

    assert len(response.context["names"]) == people
