"""The list by the door and the code on the door, as people use them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import Occurrence, Signup
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def page(index):
    """Begun five minutes ago."""
    start = timezone.now() - timedelta(minutes=5)
    return LunchAndLearnPageFactory(parent=index, title="Quiet at night", starts_at=start, in_person_capacity=2)


@pytest.fixture
def host_client(client, page):
    client.force_login(page.host)
    return client


def address(name, page, *more):
    return reverse(f"events:{name}", args=[date_of(page).key, *more])


def door(page):
    return reverse("events:here", args=[date_of(page).door_code])


def text_of(response):
    return " ".join(response.content.decode().split())


def at(page, **before):
    """Move the date, as if the clock were turned: it starts so long from now."""
    start = timezone.now() + timedelta(**before)
    Occurrence.objects.filter(event=page).update(start=start, end=start + timedelta(minutes=45))


# --- The list --------------------------------------------------------------------------------------------------------
def test_a_tap_without_javascript_comes_back_to_the_row(host_client, page):
    signup = SignupFactory(occurrence=date_of(page))

    response = host_client.post(address("mark", page, signup.key) + "?q=mar", {"attendance": "attended"})

    assert response.url == f"{address('check_in', page)}?q=mar#signup_{signup.key}"
    assert Signup.objects.get().attendance == "attended"


def test_a_tap_with_htmx_answers_with_the_row_and_the_count(host_client, page):
    signup, _ = SignupFactory.create_batch(2, occurrence=date_of(page))

    response = host_client.post(address("mark", page, signup.key), {"attendance": "attended"}, **HTMX)

    words = text_of(response)
    assert (response.status_code, "HX-Request" in response["Vary"], "<html" in words) == (200, True, False)
    assert words.startswith(f'<li id="signup_{signup.key}"')
    assert 'id="here_count" class="hub-here-count" aria-live="polite" hx-swap-oob="true"' in words
    assert "<strong>1 of 2</strong> are here" in words


def test_a_second_tap_takes_the_mark_back(host_client, page):
    SignupFactory(occurrence=date_of(page), attendance="attended")

    words = text_of(host_client.get(address("check_in", page)))

    assert 'name="attendance" value="" aria-pressed="true">Came' in words
    assert 'name="attendance" value="absent" aria-pressed="false">Did not come' in words


def test_an_answer_that_is_none_changes_nothing(host_client, page):
    signup = SignupFactory(occurrence=date_of(page))

    plain = host_client.post(address("mark", page, signup.key), {"attendance": "perhaps"}, follow=True)
    htmx = host_client.post(address("mark", page, signup.key), {"attendance": "perhaps"}, **HTMX)

    assert all("That is no answer. Please try again." in text_of(answer) for answer in (plain, htmx))
    assert Signup.objects.get().attendance == ""


def test_before_the_day_there_is_nothing_to_tap(host_client, page):
    at(page, days=2)
    signup = SignupFactory(occurrence=date_of(page))

    shown = text_of(host_client.get(address("check_in", page)))
    tapped = host_client.post(address("mark", page, signup.key), {"attendance": "attended"}, **HTMX)

    assert "You can mark who came from an hour before the start." in shown
    assert "hub-tap" not in shown
    assert "You can mark who came from an hour before the start." in text_of(tapped)


def test_the_list_is_narrowed_while_somebody_types(host_client, page):
    for name in ("Adams", "Baker"):
        SignupFactory(occurrence=date_of(page), person=PersonFactory(last_name=name))

    whole, part = (host_client.get(address("check_in", page), {"q": "bak"}, **more) for more in ({}, HTMX))
    nobody = host_client.get(address("check_in", page), {"q": "cole"}, **HTMX)

    assert [[one.person.last_name for one in answer.context["signups"]] for answer in (whole, part)] == [["Baker"]] * 2
    assert ["<html" in text_of(answer) for answer in (whole, part)] == [True, False]
    assert all("HX-Request" in answer["Vary"] for answer in (whole, part))
    assert f"{address('walk_in', page)}?q=cole" in text_of(nobody)


@pytest.mark.parametrize("number", [1, 30])
def test_a_tap_costs_the_same_however_many_are_here(host_client, page, number):
    signup, *_ = SignupFactory.create_batch(number, occurrence=date_of(page))
    host_client.post(address("mark", page, signup.key), {"attendance": "absent"}, **HTMX)

    with budget(12):
        host_client.post(address("mark", page, signup.key), {"attendance": "attended"}, **HTMX)


def test_somebody_unexpected_is_found_and_let_in(host_client, page):
    ann = PersonFactory(first_name="Ann", last_name="Lee")

    response = host_client.post(address("walk_in", page), {"q": "lee", "person": str(ann.key)}, follow=True)

    signup = Signup.objects.get()
    assert response.redirect_chain == [(address("check_in", page), 302)]
    assert "Ann Lee is here." in text_of(response)
    assert (signup.person, signup.is_walk_in, signup.attendance) == (ann, True, "attended")


def test_walk_ins_end(host_client, page):
    at(page, hours=-14)
    ann = PersonFactory(last_name="Lee")

    asked = host_client.get(address("walk_in", page))
    sent = host_client.post(address("walk_in", page), {"q": "lee", "person": str(ann.key)})

    assert "Check-in for this event has closed." in text_of(asked)
    assert (sent.status_code, Signup.objects.count()) == (200, 0)


def test_a_head_count_is_saved(host_client, page):
    right = host_client.post(address("head_count", page), {"number": "14"}, follow=True)
    wrong = host_client.post(address("head_count", page), {"number": "many"})

    assert "and 14 more were counted" in text_of(right)
    assert (wrong.status_code, Occurrence.objects.get().head_count) == (200, 14)
    assert "Enter a whole number, such as 12." in text_of(wrong)
    assert text_of(wrong).count("There is a problem") == 1


def test_everybody_else_did_not_come(host_client, page):
    SignupFactory(occurrence=date_of(page), attendance="attended")
    SignupFactory(occurrence=date_of(page))

    response = host_client.post(address("everybody_else_absent", page), follow=True)

    assert "1 person is marked as did not come." in text_of(response)
    assert sorted(Signup.objects.values_list("attendance", flat=True)) == ["absent", "attended"]


# --- The code on the door --------------------------------------------------------------------------------------------
def test_the_poster_has_the_picture_and_the_same_address_in_letters(host_client, page):
    words = text_of(host_client.get(address("door", page)))

    assert '<svg role="img"' in words
    assert f"testserver{door(page)}" in words


def test_a_new_code_closes_the_old_door(host_client, page):
    old = door(page)

    response = host_client.post(address("new_door_code", page), follow=True)

    assert response.redirect_chain == [(address("door", page), 302)]
    assert [host_client.get(where).status_code for where in (old, door(page))] == [404, 200]


def test_opening_the_code_changes_nothing_and_one_tap_checks_in(staff_client, page, person):
    SignupFactory(occurrence=date_of(page), person=person)

    asked = staff_client.get(door(page))
    before = Signup.objects.get().attendance
    done = staff_client.post(door(page), follow=True)

    assert ("I am here" in text_of(asked), before) == (True, "")
    assert Signup.objects.get().checked_in_how == "door"
    assert "You are checked in. We noted it at" in text_of(done)
    assert '<form method="post">' not in text_of(done)


def test_a_code_typed_in_small_letters_works(staff_client, page):
    code = date_of(page).door_code

    assert staff_client.get(reverse("events:here", args=[f"{code[:3]}-{code[3:]}".lower()])).status_code == 200


def test_somebody_without_a_place_walks_in(staff_client, page, person):
    asked = staff_client.get(door(page))

    staff_client.post(door(page))

    signup = Signup.objects.get()
    assert "You do not have a place, but you are welcome" in text_of(asked)
    assert (signup.person, signup.is_walk_in) == (person, True)


@pytest.mark.parametrize(
    ("moved", "words"),
    [({"minutes": 40}, "Check-in opens at"), ({"hours": -3}, "Check-in for this event has closed.")],
)
def test_outside_its_hours_the_door_says_so(staff_client, page, moved, words):
    at(page, **moved)

    asked, sent = staff_client.get(door(page)), staff_client.post(door(page))

    assert words in text_of(asked)
    assert "I am here" not in text_of(asked)
    assert (sent.status_code, Signup.objects.count()) == (302, 0)


def test_the_door_of_a_cancelled_event_says_so(staff_client, page):
    actions.cancel_event(date_of(page), by=page.host, reason="No speaker.")

    words = text_of(staff_client.get(door(page)))

    assert "This event has been cancelled. No speaker." in words
    assert "I am here" not in words


def test_a_wrong_code_leads_nowhere(staff_client, page):
    assert staff_client.get(reverse("events:here", args=["K7MCD34"])).status_code == 404


def test_the_code_is_no_key_to_a_closed_event(client, page):
    circle = CircleFactory()
    gate(page, circle)
    member, former = (MembershipFactory(circle=circle, state=state).person for state in ("active", "left"))

    answers = []
    for reader in (member, former, PersonFactory(), PersonFactory(guest=True)):
        client.force_login(reader)
        for ask in (client.get, client.post):
            response = ask(door(page))
            answers.append(response.status_code)
            assert reader == member or b"Quiet at night" not in response.content

    assert answers == [200, 302, 404, 404, 404, 404, 404, 404]
    assert Signup.objects.get().person == member


def test_the_signed_out_sign_in_and_come_back(client, page):
    response = client.get(door(page))

    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={door(page)}")
