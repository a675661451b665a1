import pytest
from django.urls import reverse

from events import actions
from hub.topics.models import Topic
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget


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
