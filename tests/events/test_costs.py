from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import Occurrence, Signup
from hub.people.models import User
from hub.topics.models import Topic
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget, is_control, words_of


@pytest.fixture
def events(index, person):
    """Three events with all that a card and a page can show."""
    pages = []
    for number in range(3):
        page = LunchAndLearnPageFactory(
            parent=index, in_person_capacity=5, online_link="https://meet.example/x", online_capacity=5
        )
        page.topics.add(*(Topic.objects.get_or_create(name=name)[0] for name in ("Falls", f"Topic {number}")))
        page.save_revision().publish()
        for one in (PersonFactory(), person):
            SignupFactory(occurrence=date_of(page), person=one)
        pages.append(page)
    return pages


def test_the_list_stays_within_its_budget(staff_client, index, events):
    staff_client.get(index.url)

    with budget(12):
        response = staff_client.get(index.url)

    assert len(response.context["page_obj"]) == 3


@pytest.mark.parametrize("standing", ["open", "confirmed", "waiting"])
def test_the_event_page_stays_within_its_budget(staff_client, index, events, person, standing):
    date = date_of(events[0])
    date.signups.filter(person=person).delete()
    if standing != "open":
        SignupFactory(occurrence=date, person=person, state=standing)
    staff_client.get(events[0].url)

    with budget(10):
        response = staff_client.get(events[0].url)

    assert response.context["standing"] == standing


@pytest.mark.parametrize("htmx", [{}, {"HTTP_HX_REQUEST": "true"}])
@pytest.mark.parametrize("capacity", [None, 0, 5])
def test_a_sign_up_stays_within_its_budget(staff_client, index, htmx, capacity):
    pages = [LunchAndLearnPageFactory(parent=index, in_person_capacity=capacity) for _ in range(2)]
    addresses = [reverse("events:sign_up", args=[date_of(page).key]) for page in pages]
    staff_client.post(addresses[0], {"mode": "in_person"}, **htmx)

    with budget(6):
        staff_client.post(addresses[1], {"mode": "in_person"}, **htmx)

    assert date_of(pages[1]).signups.count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_the_organisers_page_costs_the_same_however_many_people(client, index, people):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=people)
    for _ in range(people * 2):
        actions.sign_up(date_of(page), person=PersonFactory(), mode="in_person")
    client.force_login(page.host)
    address = reverse("events:people", args=[date_of(page).key])
    client.get(address)

    with budget(10):
        response = client.get(address)

    assert (len(response.context["confirmed"]), len(response.context["waiting"])) == (people, people)


# --- Every list, at 1 and at 300 sign-ups ----------------------------------------------------------------------------
def lists_of(index, page):
    """The addresses that show an event in a list, by name."""
    return {
        "the list": index.url,
        "the week": f"{index.url}?view=week&on={timezone.localdate(page.starts_at)}",
        "the month": f"{index.url}?view=month&on={timezone.localdate(page.starts_at)}",
        "the event": page.url,
        "who is coming": reverse("events:who", args=[date_of(page).key]),
        "my events": "/my/",
        "what I organise": reverse("events:organising"),
        "its dates": reverse("events:dates", args=[page.pk]),
        "the register": reverse("events_signup_modeladmin_index"),
        "the explorer": reverse("wagtailadmin_explore", args=[index.pk]),
        "the report": reverse("events_admin:attendance"),
    }


def sign_up_many(page, number):
    """Half have a place, half wait; each agrees to be named."""
    people = User.objects.bulk_create(
        User(email=f"{page.pk}-{number}-{n}@wexcombe.example", first_name="M", last_name=f"P{n:03}", password="!")
        for n in range(number)
    )
    Signup.objects.bulk_create(
        Signup(
            occurrence=date_of(page),
            person=one,
            mode="in_person",
            state="waiting" if place % 2 else "confirmed",
            signed_up_at=timezone.now(),
            is_listed=True,
        )
        for place, one in enumerate(people)
    )
    Occurrence.objects.filter(event=page).recount()


def number_of_queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len([sql for sql in map(words_of, captured.captured_queries) if not is_control(sql)])


def test_every_list_costs_the_same_at_1_and_at_300_sign_ups(client, index, library_team):
    soon = timezone.now() + timedelta(days=7)
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=200, starts_at=soon, host=library_team)
    past = LunchAndLearnPageFactory(parent=index, past=True)
    client.force_login(library_team)
    actions.sign_up(date_of(page), person=library_team, mode="in_person")
    for one in (page, past):
        sign_up_many(one, 1)
    few = {name: number_of_queries(client, address) for name, address in lists_of(index, page).items()}

    for one in (page, past):
        sign_up_many(one, 299)
    many = {name: number_of_queries(client, address) for name, address in lists_of(index, page).items()}

    assert many == few
