"""What organisers do about other people's places: rules, letters, log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import actions
from events.models import Occurrence, PlaceChange, Signup
from hub.notices.models import Notice
from tests.events.test_mail import calendar_in, letter_of, words_of
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory

ROOM, ONLINE = Signup.Mode.IN_PERSON, Signup.Mode.ONLINE
LINK = "https://meet.example/x"


@pytest.fixture
def page(index):
    """Two places in the room and one online."""
    return LunchAndLearnPageFactory(
        parent=index, in_person_capacity=2, online_link=LINK, online_capacity=1, catering=True
    )


def another_date(page, **fields):
    first = date(page)
    later = {name: getattr(first, name) + timedelta(days=7) for name in ("slot", "start", "end")}
    copied = {name: getattr(first, name) for name in ("place", "in_person_capacity", "online_link", "online_capacity")}
    return Occurrence.objects.create(event=page, **{**later, **copied, **fields})


def date(page):
    return Occurrence.objects.select_related("event", "place").filter(event=page).earliest("start")


def add(page, person=None, mode=ROOM, **more):
    return actions.add_person(date(page), person=person or PersonFactory(), mode=mode, by=page.host, **more)


def move(signup, **more):
    return actions.move_person(signup, by=signup.occurrence.event.host, **{"reason": "A bigger room.", **more})


def letters(person):
    return [notice.template.rsplit("/", 1)[1] for notice in Notice.objects.filter(recipient=person).order_by("pk")]


def states(page):
    return dict(Signup.objects.filter(occurrence__event=page).values_list("person__last_name", "state"))


def tally(of):
    of.refresh_from_db()
    return of.in_person_tally, of.online_tally


# --- Adding ----------------------------------------------------------------------------------------------------------
def test_adding_gives_a_place_a_letter_and_a_line_in_the_log(page, person):
    signup = add(page, person, reason="You asked me in the corridor.")

    [change] = PlaceChange.objects.all()
    assert (signup.state, tally(signup.occurrence)) == ("confirmed", (1, 0))
    assert (change.what, change.by, change.reason) == ("added", page.host, "You asked me in the corridor.")
    calendar, method = calendar_in(letter_of(person, "added"))
    assert (method, str(calendar.walk("VEVENT")[0]["UID"])) == ("REQUEST", signup.occurrence.uid)
    assert "You asked me in the corridor." in words_of(letter_of(person, "added"))


def test_adding_to_a_full_event_joins_the_waiting_list(page, person):
    add(page)
    add(page)

    signup = add(page, person)

    assert (signup.state, letters(person), tally(signup.occurrence)) == ("waiting", ["added_waiting"], (2, 0))
    assert "You are number 1" in words_of(letter_of(person, "added_waiting"))
    assert calendar_in(letter_of(person, "added_waiting")) == (None, None)


@pytest.mark.parametrize(
    "times",
    [
        {"signup_opens_at": timezone.now() + timedelta(days=1)},
        {"signup_closes_at": timezone.now() - timedelta(days=1)},
        {"starts_at": timezone.now() - timedelta(minutes=10)},
    ],
)
def test_organisers_add_while_sign_up_is_closed(index, person, times):
    page = LunchAndLearnPageFactory(parent=index, **times)

    assert add(page, person).state == "confirmed"


def test_nobody_is_added_to_what_is_over_cancelled_or_unpublished(index, person):
    over, cancelled, draft = LunchAndLearnPageFactory.create_batch(3, parent=index)
    Occurrence.objects.filter(event=over).update(
        start=timezone.now() - timedelta(hours=2), end=timezone.now() - timedelta(hours=1)
    )
    actions.cancel_event(date_of(cancelled), by=cancelled.host)
    draft.unpublish()

    refusals = []
    for page in (over, cancelled, draft):
        with pytest.raises(actions.SignupRefused) as refusal:
            add(page, person)
        refusals.append(str(refusal.value))

    assert refusals == [
        "This event is over.",
        "This event has been cancelled.",
        "This event is not published, so nobody can be added.",
    ]


def test_somebody_who_may_not_see_the_event_is_not_added(page):
    circle = CircleFactory()
    gate(page, circle)
    outsider, guest = PersonFactory(), PersonFactory(guest=True)

    for one in (outsider, guest):
        with pytest.raises(actions.SignupRefused, match="may not see this event"):
            add(page, one)

    assert add(page, MembershipFactory(circle=circle).person).state == "confirmed"


def test_adding_twice_is_harmless(page, person):
    first, second = add(page, person), add(page, person, mode=ONLINE)

    assert (first.pk, second.mode) == (second.pk, "in_person")
    assert (letters(person), PlaceChange.objects.count()) == (["added"], 1)


def test_adding_somebody_who_cancelled_begins_again(page, person):
    signup = actions.sign_up(date(page), person=person, mode=ROOM)
    actions.cancel_signup(signup)

    again = add(page, person, mode=ONLINE)

    assert (again.pk, again.state, again.mode, again.cancelled_at) == (signup.pk, "confirmed", "online", None)
    assert again.told_sequence > signup.told_sequence


def test_adding_somebody_who_waits_gives_the_free_place_of_the_other_kind(page, person):
    add(page)
    add(page)
    add(page, person)

    signup = add(page, person, mode=ONLINE)

    assert (signup.state, signup.mode) == ("confirmed", "online")
    assert signup.promoted_at


# --- Removing --------------------------------------------------------------------------------------------------------
def test_removing_tells_why_and_gives_the_place_to_the_queue(page, person):
    add(page)
    signup, waiting = add(page, person), add(page)

    removed = actions.remove_person(signup, by=page.host, reason="This is for new starters <b>only</b>.")

    waiting.refresh_from_db()
    assert (removed.state, removed.cancelled_late, waiting.state) == ("cancelled", False, "confirmed")
    message = letter_of(person, "removed")
    assert calendar_in(message)[1] == "CANCEL"
    assert "This is for new starters &lt;b&gt;only&lt;/b&gt;." in words_of(message)
    log = list(PlaceChange.objects.order_by("pk").values_list("what", "by"))
    assert log[-2:] == [("promoted", None), ("removed", page.host_id)]


def test_removing_somebody_who_waits_sends_no_calendar_file(page, person):
    add(page)
    add(page)
    signup = add(page, person)

    actions.remove_person(signup, by=page.host, reason="Sorry.")

    assert calendar_in(letter_of(person, "removed")) == (None, None)
    assert "waiting list" in words_of(letter_of(person, "removed"))


def test_removing_late_is_not_the_persons_doing(index, person):
    page = LunchAndLearnPageFactory(parent=index, starts_at=timezone.now() + timedelta(hours=1))

    removed = actions.remove_person(add(page, person), by=page.host, reason="Sorry.")

    assert Signup.objects.get(pk=removed.pk).cancelled_late is False


def test_removing_needs_a_reason(page, person):
    signup = add(page, person)

    with pytest.raises(actions.SignupRefused, match="Give a reason"):
        actions.remove_person(signup, by=page.host, reason="  ")

    assert states(page)[person.last_name] == "confirmed"


def test_removing_twice_is_harmless(page, person):
    signup = add(page, person)

    for _ in range(2):
        actions.remove_person(signup, by=page.host, reason="Sorry.")

    assert letters(person) == ["added", "removed"]


def test_a_farewell_is_right_though_the_event_is_cancelled_afterwards(page, person):
    signup = add(page, person)
    actions.remove_person(signup, by=page.host, reason="Sorry.")

    actions.cancel_event(date(page), by=page.host)

    assert calendar_in(letter_of(person, "removed"))[1] == "CANCEL"


# --- Moving ----------------------------------------------------------------------------------------------------------
def test_moving_to_the_other_kind_frees_the_first(page, person):
    signup, _ = add(page, person), add(page)
    waiting = add(page)

    moved = move(signup, mode=ONLINE)

    waiting.refresh_from_db()
    assert (moved.mode, moved.state, waiting.state, tally(moved.occurrence)) == (
        "online",
        "confirmed",
        "confirmed",
        (2, 1),
    )
    message = letter_of(person, "moved")
    [event] = calendar_in(message)[0].walk("VEVENT")
    assert (event["SEQUENCE"], event["LOCATION"]) == (moved.told_sequence, LINK)
    assert "A bigger room." in words_of(message)


def test_nobody_is_moved_to_a_full_place(page, person):
    add(page, mode=ONLINE)
    signup = add(page, person)

    with pytest.raises(actions.SignupRefused, match="Those places are full"):
        move(signup, mode=ONLINE)

    signup.refresh_from_db()
    assert (signup.mode, signup.state, letters(person)) == ("in_person", "confirmed", ["added"])


def test_somebody_is_moved_up_after_the_queue_has_stopped(index, person):
    page = LunchAndLearnPageFactory(
        parent=index, starts_at=timezone.now() + timedelta(minutes=30), in_person_capacity=1
    )
    holder, first, signup = add(page), add(page), add(page, person)
    actions.cancel_signup(holder)

    moved = move(signup)

    first.refresh_from_db()
    assert (moved.state, first.state, letters(person)) == ("confirmed", "waiting", ["added_waiting", "moved"])


def test_moving_to_another_date_cancels_the_old_and_asks_for_the_new(page, person):
    later = another_date(page)
    signup = actions.sign_up(
        date(page), person=person, mode=ROOM, dietary="Vegan", access="Loop", answers=[{"id": "1"}], listed=True
    )

    moved = move(signup, to_date=later)

    signup.refresh_from_db()
    old, new = calendar_in(letter_of(person, "moved_away")), calendar_in(letter_of(person, "moved"))
    assert (signup.state, moved.state, moved.occurrence_id) == ("cancelled", "confirmed", later.pk)
    assert [found[1] for found in (old, new)] == ["CANCEL", "REQUEST"]
    uids = [str(found[0].walk("VEVENT")[0]["UID"]) for found in (old, new)]
    assert uids == [signup.occurrence.uid, later.uid]
    kept = (moved.dietary_needs, moved.access_needs, moved.answers, moved.is_listed)
    assert kept == ("Vegan", "Loop", [{"id": "1"}], True)
    assert (signup.dietary_needs, tally(signup.occurrence), tally(later)) == ("", (0, 0), (1, 0))
    assert list(PlaceChange.objects.values_list("what", flat=True)) == ["moved", "moved"]


def test_somebody_who_waits_is_told_once_of_the_other_date(page, person):
    later = another_date(page)
    add(page)
    add(page)
    signup = add(page, person)

    moved = move(signup, to_date=later)

    assert (moved.state, letters(person)) == ("confirmed", ["added_waiting", "moved"])


def test_moving_twice_is_harmless(page, person):
    later = another_date(page)
    signup = add(page, person)

    first, second = move(signup, to_date=later), move(signup, to_date=later)

    assert (first.pk, letters(person)) == (second.pk, ["added", "moved_away", "moved"])


def test_nobody_is_moved_to_another_event_or_to_a_full_or_cancelled_date(page, index, person):
    signup = add(page, person)
    others = [
        date_of(LunchAndLearnPageFactory(parent=index)),
        another_date(page, in_person_capacity=0),
        actions.cancel_event(another_date(page, slot=timezone.now()), by=page.host),
    ]

    refusals = []
    for other in others:
        with pytest.raises(actions.SignupRefused) as refusal:
            move(signup, to_date=other)
        refusals.append(str(refusal.value))

    assert refusals == [
        "People can be moved between the dates of one event only.",
        f"Those places are full, so {person.get_full_name()} was not moved.",
        "This event has been cancelled.",
    ]
    assert states(page) == {person.last_name: "confirmed"}


def test_somebody_with_a_place_on_that_date_keeps_both(page, person):
    later = another_date(page)
    SignupFactory(occurrence=later, person=person)
    signup = add(page, person)

    with pytest.raises(actions.SignupRefused, match="has a place on that date already"):
        move(signup, to_date=later)
