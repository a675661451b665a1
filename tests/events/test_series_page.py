from datetime import timedelta

import pytest
from django.urls import reverse

from events import actions
from events.models import Signup
from events.totals import attendance_total
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory, PlaceFactory
from tests.queries import budget

from .series import ROOM, dates_of, series, signed_up


def mine(person):
    return list(Signup.objects.filter(person=person).order_by("occurrence__start").values_list("state", flat=True))


def posted(client, name, pk, data=None):
    return client.post(reverse(f"events:{name}", args=[pk]), data or {})


# --- The page --------------------------------------------------------------------------------------------------------
def test_a_page_with_several_dates_lists_them(staff_client, index, person):
    page = series(index, in_person_capacity=1)
    dates = dates_of(page)
    signed_up(dates[0], person)
    signed_up(dates[1])
    actions.cancel_event(dates[2], by=page.host)

    html = staff_client.get(page.url).content.decode()

    assert ("You have a place" in html, "Full: join the waiting list" in html, "Cancelled" in html) == (True,) * 3
    assert reverse("events:sign_up", args=[dates[3].key]) in html
    assert f"?date={dates[3].key}" in html
    assert 'id="signup_panel"' not in html


def test_one_date_is_opened_by_its_key_with_its_own_time_and_place(staff_client, index):
    page = series(index)
    date = dates_of(page)[1]
    room = PlaceFactory()
    actions.change_date(date, values={"place_id": room.pk, "start": date.start + timedelta(minutes=10)}, by=page.host)

    response = staff_client.get(date.get_absolute_url())

    html = response.content.decode()
    assert (response.context["occurrence"], response.context["room"]) == (date, room)
    assert ("12:10pm" in html, "See all 4 dates" in html, 'id="signup_panel"' in html) == (True,) * 3


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-0000-0000-000000000000", ""])
def test_an_unknown_date_shows_all(staff_client, index, key):
    page = series(index)

    response = staff_client.get(page.url, {"date": key})

    assert response.context["standing"] == "several"


def test_a_date_of_another_event_is_not_shown_here(staff_client, index):
    page, other = series(index), series(index)

    response = staff_client.get(page.url, {"date": str(dates_of(other)[0].key)})

    assert response.context["standing"] == "several"


def test_a_series_with_one_date_left_looks_like_a_single_event(staff_client, index):
    page = series(index, weeks=2, begins=-7)

    response = staff_client.get(page.url)

    assert response.context["occurrence"] == dates_of(page)[1]
    assert "See all" not in response.content.decode()


def test_a_series_that_is_over_shows_its_last_date(staff_client, index):
    page = series(index, weeks=2, begins=-28)

    response = staff_client.get(page.url)

    assert (response.context["occurrence"], response.context["standing"]) == (dates_of(page)[1], "past")


def test_somebody_who_just_comes_is_told_so(staff_client, index):
    page = series(index, drop_in=True)

    html = staff_client.get(page.url).content.decode()

    assert ("Just come: no need to sign up" in html, "I plan to come" in html) == (True, True)


@pytest.mark.parametrize("weeks", [1, 2, 30])
def test_the_event_page_costs_the_same_however_many_dates(staff_client, index, person, weeks):
    page = series(index, weeks=weeks, online_link="https://meet.example/x", in_person_capacity=1)
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    staff_client.get(page.url)

    with budget(10):
        staff_client.get(page.url)


@pytest.mark.parametrize("is_preview", [True, False])
def test_a_preview_shows_the_draft_and_the_page_what_is_published(index, person, rf, is_preview):
    page = LunchAndLearnPageFactory(parent=index)
    published = page.starts_at
    page.starts_at += timedelta(hours=1)
    request = rf.get("/")
    request.user, request.is_preview = person, is_preview

    context = page.get_context(request)

    assert context["starts"] == (page.starts_at if is_preview else published)


@pytest.mark.parametrize(("repeats", "is_alone"), [("never", True), ("weekly", False)])
def test_a_link_to_a_date_opens_it(index, repeats, is_alone):
    page = series(index, rule=repeats)

    assert (dates_of(page)[0].get_absolute_url() == page.url) is is_alone


# --- Signing up on screen --------------------------------------------------------------------------------------------
def test_the_form_for_all_signs_up_and_says_so(staff_client, index, person):
    page = series(index, in_person_capacity=1)
    signed_up(dates_of(page)[0])

    form = staff_client.get(reverse("events:sign_up_for_all", args=[page.pk]))
    response = posted(staff_client, "sign_up_for_all", page.pk, {"mode": "in_person"})

    assert "4 dates" in form.content.decode()
    assert (response.status_code, response.url) == (302, page.url)
    assert mine(person) == ["waiting", "confirmed", "confirmed", "confirmed"]
    said = staff_client.get(page.url).content.decode()
    assert "You are signed up for 4 dates. On 1 of them you are on the waiting list." in said


def test_the_form_for_all_keeps_what_was_typed(staff_client, index):
    page = series(index, online_link="https://meet.example/x")

    response = posted(staff_client, "sign_up_for_all", page.pk, {"access": "A hearing loop"})

    assert response.status_code == 200
    assert ("A hearing loop" in response.content.decode(), Signup.objects.count()) == (True, 0)


def test_a_series_with_nothing_open_sends_back_to_the_page(staff_client, index):
    page = series(index, begins=-28)

    assert staff_client.get(reverse("events:sign_up_for_all", args=[page.pk])).url == page.url


def test_all_dates_are_given_up_after_asking(staff_client, index, person):
    page = series(index)
    actions.sign_up_for_all(page, person=person, mode=ROOM)

    asked = staff_client.get(reverse("events:give_up_all", args=[page.pk]))
    before = mine(person)
    posted(staff_client, "give_up_all", page.pk)

    assert (asked.status_code, before, mine(person)) == (200, ["confirmed"] * 4, ["cancelled"] * 4)


def test_nothing_to_give_up_is_not_there(staff_client, index):
    page = series(index)

    assert staff_client.get(reverse("events:give_up_all", args=[page.pk])).status_code == 404


@pytest.mark.parametrize("name", ["sign_up_for_all", "give_up_all"])
def test_a_series_out_of_sight_is_not_there(client, index, name):
    page = series(index)
    circle = CircleFactory()
    gate(page, circle)
    member, outsider = MembershipFactory(circle=circle).person, PersonFactory()
    actions.sign_up_for_all(page, person=member, mode=ROOM)
    statuses = []

    for one in (member, outsider):
        client.force_login(one)
        statuses.append(client.get(reverse(f"events:{name}", args=[page.pk])).status_code)

    assert statuses == [200, 404]


# --- One attendance total --------------------------------------------------------------------------------------------
def test_one_total_counts_those_who_came_over_all_dates(index):
    page = series(index, weeks=3, begins=-14)
    for date in dates_of(page)[:2]:
        SignupFactory(occurrence=date, attendance="attended")
        SignupFactory(occurrence=date, attendance="absent")
        page.occurrences.filter(pk=date.pk).update(head_count=5)
    other = LunchAndLearnPageFactory(parent=index, past=True)
    SignupFactory(occurrence=date_of(other), attendance="attended")

    assert attendance_total(page) == 12


def test_nobody_came_yet(index):
    assert attendance_total(series(index)) == 0
