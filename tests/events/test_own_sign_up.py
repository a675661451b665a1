"""What people say when they sign up, what they change later, and the free place after the waiting list has stopped."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from events import actions
from events.models import PlaceChange, Signup
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

ROOM, ONLINE = Signup.Mode.IN_PERSON, Signup.Mode.ONLINE
QUESTIONS = [
    {"type": "text", "value": {"question": "What do you hope to take away?", "required": True}, "id": "aa"},
    {"type": "yes_no", "value": {"question": "First time?", "required": False}, "id": "bb"},
    {
        "type": "choice",
        "value": {"question": "Where do you work?", "choices": ["Ward", "Clinic"], "required": False},
        "id": "cc",
    },
]


@pytest.fixture
def hybrid(index):
    """Two places in the room, two online."""
    return LunchAndLearnPageFactory(
        parent=index, in_person_capacity=2, online_link="https://meet.example/x", online_capacity=2
    )


@pytest.fixture
def late(index):
    """One place, the start in an hour: the waiting list has stopped two hours before."""
    soon = timezone.now() + timedelta(hours=1)
    return LunchAndLearnPageFactory(
        parent=index, in_person_capacity=1, starts_at=soon, ends_at=soon + timedelta(hours=1)
    )


def the(name, page):
    return reverse(f"events:{name}", args=[date_of(page).key])


# --- Questions -------------------------------------------------------------------------------------------------------
def test_an_event_asks_its_own_questions(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index, questions=QUESTIONS)

    staff_client.post(
        the("sign_up", page),
        {"mode": "in_person", "question_aa": "<b>Courage</b>", "question_bb": "Yes", "question_cc": ""},
    )

    assert Signup.objects.get(person=person).answers == [
        {"id": "aa", "question": "What do you hope to take away?", "answer": "<b>Courage</b>"},
        {"id": "bb", "question": "First time?", "answer": "Yes"},
    ]


def test_a_question_that_must_be_answered_is_asked_again_and_what_was_typed_is_kept(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index, questions=QUESTIONS)

    response = staff_client.post(
        the("sign_up", page), {"mode": "in_person", "question_aa": "", "question_cc": "Moon", "access": "Hearing loop"}
    )

    assert response.status_code == 200
    assert response.context["form"].errors == {
        "question_aa": ["Answer this question: What do you hope to take away?"],
        "question_cc": ["Choose one of the answers given."],
    }
    assert "Hearing loop" in response.content.decode()
    assert not Signup.objects.exists()


def test_answers_are_erased_with_the_needs(index):
    signup = SignupFactory(
        occurrence=date_of(LunchAndLearnPageFactory(parent=index)),
        answers=[{"id": "aa", "question": "Why?", "answer": "Because"}],
    )

    actions.erase_needs(Signup.objects.filter(pk=signup.pk))

    signup.refresh_from_db()
    assert signup.answers == []


def test_a_person_is_counted_and_not_named_unless_they_agree(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index)

    staff_client.post(the("sign_up", page), {"mode": "in_person"})
    counted = Signup.objects.get(person=person).is_listed
    staff_client.post(the("change_signup", page), {"mode": "in_person", "listed": "on"})

    assert (counted, Signup.objects.get(person=person).is_listed) == (False, True)


# --- Changing one's mind ---------------------------------------------------------------------------------------------
def test_switching_to_online_frees_the_place_in_the_room_for_the_queue(hybrid):
    date = date_of(hybrid)
    first, _, waiting = [actions.sign_up(date, person=PersonFactory(), mode=ROOM) for _ in range(3)]

    switched = actions.switch_mode(first, ONLINE)

    waiting.refresh_from_db()
    assert (switched.mode, switched.state, waiting.state) == ("online", "confirmed", "confirmed")
    assert waiting.changes.get().what == PlaceChange.What.PROMOTED
    assert [one.template for one in switched.person.notices.order_by("pk")] == ["events/email/confirmed"] * 2
    assert waiting.person.notices.order_by("pk").last().template == "events/email/promoted"
    date.refresh_from_db()
    assert (date.in_person_tally, date.online_tally) == (2, 1)


def test_a_place_is_kept_while_the_other_kind_is_full(staff_client, hybrid, person):
    date = date_of(hybrid)
    for _ in range(2):
        actions.sign_up(date, person=PersonFactory(), mode=ONLINE)
    mine = actions.sign_up(date, person=person, mode=ROOM)

    response = staff_client.post(the("change_signup", hybrid), {"mode": "online", "access": "Ramp"})

    mine.refresh_from_db()
    assert response.context["form"].errors == {"mode": ["Those places are full, so you keep the place that you have."]}
    assert (mine.mode, mine.state, mine.access_needs) == ("in_person", "confirmed", "")
    assert "Ramp" in response.content.decode()


def test_somebody_who_waits_takes_a_free_place_of_the_other_kind(staff_client, hybrid, person):
    date = date_of(hybrid)
    for _ in range(2):
        actions.sign_up(date, person=PersonFactory(), mode=ROOM)
    mine = actions.sign_up(date, person=person, mode=ROOM)

    page = staff_client.get(hybrid.url).content.decode()
    staff_client.post(the("change_signup", hybrid), {"mode": "online"})

    mine.refresh_from_db()
    assert "There are places online" in page
    assert (mine.mode, mine.state) == ("online", "confirmed")


def test_somebody_who_waits_and_changes_to_a_full_kind_joins_the_end_of_its_queue(hybrid):
    date = date_of(hybrid)
    for mode in (ROOM, ROOM, ONLINE, ONLINE):
        actions.sign_up(date, person=PersonFactory(), mode=mode)
    mine = actions.sign_up(date, person=PersonFactory(), mode=ROOM)
    other = actions.sign_up(date, person=PersonFactory(), mode=ONLINE)

    actions.switch_mode(mine, ONLINE)

    assert list(date.signups.waiting()) == [other, mine]


@pytest.mark.parametrize("state", [None, "cancelled"])
def test_only_somebody_who_is_signed_up_can_change_something(staff_client, hybrid, person, state):
    if state:
        SignupFactory(occurrence=date_of(hybrid), person=person, state=state, cancelled_at=timezone.now())

    assert staff_client.get(the("change_signup", hybrid)).status_code == 404
    assert staff_client.post(the("take_free_place", hybrid)).status_code == 404


def test_the_form_of_changes_shows_what_was_said(staff_client, hybrid, person):
    actions.sign_up(date_of(hybrid), person=person, mode=ONLINE, access="Hearing loop", listed=True)

    form = staff_client.get(the("change_signup", hybrid)).context["form"]

    assert {name: form[name].value() for name in ("mode", "access", "listed")} == {
        "mode": "online",
        "access": "Hearing loop",
        "listed": True,
    }


# --- After the waiting list has stopped ------------------------------------------------------------------------------
def test_after_the_cut_off_nobody_is_moved_up_and_the_free_place_can_be_taken(client, late):
    date = date_of(late)
    first, second = [actions.sign_up(date, person=PersonFactory(), mode=ROOM) for _ in range(2)]
    actions.cancel_signup(first)
    second.refresh_from_db()
    client.force_login(second.person)

    waiting, page = second.state, client.get(late.url).content.decode()
    client.post(the("take_free_place", late))

    second.refresh_from_db()
    assert (waiting, second.state) == ("waiting", "confirmed")
    assert "Take the free place" in page
    assert second.person.notices.order_by("pk").last().template == "events/email/confirmed"


def test_somebody_who_waits_is_told_until_when_the_queue_moves(client, index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    date = date_of(page)
    _, waiting = [actions.sign_up(date, person=PersonFactory(), mode=ROOM) for _ in range(2)]
    client.force_login(waiting.person)

    words = " ".join(client.get(page.url).content.decode().split())

    assert "goes to the first in the queue at once" in words
    assert f"After {date_format(localtime(date.start) - timedelta(hours=2), 'j F')}" in words
    assert "a free place then goes to whoever takes it first" in words


def test_after_the_cut_off_the_panel_does_not_promise_a_place(client, late):
    date = date_of(late)
    _, waiting = [actions.sign_up(date, person=PersonFactory(), mode=ROOM) for _ in range(2)]
    client.force_login(waiting.person)

    words = client.get(late.url).content.decode()

    assert "The queue stopped moving on" in words
    assert "goes to the first in the queue at once" not in words


def test_a_place_that_nobody_may_take_any_more_is_not_offered(client, late):
    date = date_of(late)
    first, waiting = [actions.sign_up(date, person=PersonFactory(), mode=ROOM) for _ in range(2)]
    late.signup_closes_at = timezone.now()
    late.save_revision().publish()
    actions.cancel_signup(first)
    client.force_login(waiting.person)

    words = client.get(late.url).content.decode()

    assert "Take the free place" not in words
    assert "Only the host can give you a place now" in words


def test_a_free_place_that_somebody_else_took_is_said_to_be_gone(client, late):
    date = date_of(late)
    first, second = [actions.sign_up(date, person=PersonFactory(), mode=ROOM) for _ in range(2)]
    actions.cancel_signup(first)
    newcomer = actions.sign_up(date, person=PersonFactory(), mode=ROOM)
    client.force_login(second.person)

    response = client.post(the("take_free_place", late), headers={"HX-Request": "true"})

    assert newcomer.is_confirmed
    assert "Somebody else was faster" in response.content.decode()
    assert date.signups.confirmed().count() == 1


def test_giving_up_within_a_day_of_the_start_counts_as_late(late, hybrid):
    early = actions.sign_up(date_of(hybrid), person=PersonFactory(), mode=ROOM)
    at_the_last_minute, waiting = [actions.sign_up(date_of(late), person=PersonFactory(), mode=ROOM) for _ in range(2)]

    cancelled = [actions.cancel_signup(one).cancelled_late for one in (early, waiting, at_the_last_minute)]

    assert cancelled == [False, False, True]


# --- What it costs ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("capacity", [None, 0, 5])
def test_a_sign_up_costs_six_queries_at_most(staff_client, index, capacity):
    pages = [LunchAndLearnPageFactory(parent=index, in_person_capacity=capacity) for _ in range(2)]
    staff_client.post(the("sign_up", pages[0]), {"mode": "in_person"})

    with budget(6):
        staff_client.post(the("sign_up", pages[1]), {"mode": "in_person"})

    assert date_of(pages[1]).signups.count() == 1


@pytest.mark.parametrize(("before", "after"), [(None, 1), (1, None)])
def test_a_limit_set_or_lifted_since_somebody_looked_counts(index, before, after):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=before)
    looked = [date_of(page), date_of(page)]
    page.in_person_capacity = after
    page.save_revision().publish()

    states = [actions.sign_up(date, person=PersonFactory(), mode=ROOM).state for date in looked]

    assert states == (["confirmed", "waiting"] if after else ["confirmed", "confirmed"])


def test_a_wrong_tally_is_set_right(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=5)
    actions.sign_up(date_of(page), person=PersonFactory(), mode=ROOM)
    type(date_of(page)).objects.update(in_person_tally=4)

    assert (actions.recount_tallies(), actions.recount_tallies()) == (1, 0)
    assert date_of(page).in_person_tally == 1
