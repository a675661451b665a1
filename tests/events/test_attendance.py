"""Who came: marks, the door, walk-ins, and what is told of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import actions, attendance
from events.models import EventPage, Occurrence, PlaceChange, Signup
from hub.notices.models import Notice
from tests.factories.circles import CircleFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory

CAME, ABSENT, UNKNOWN = Signup.Attendance.ATTENDED, Signup.Attendance.ABSENT, Signup.Attendance.UNKNOWN


@pytest.fixture
def date(index):
    """A room with one place, for 45 minutes from now on."""
    page = LunchAndLearnPageFactory(parent=index, starts_at=timezone.now(), in_person_capacity=1)
    return date_of(page)


def at(date, **after):
    return date.start + timedelta(**after)


def fresh(signup):
    return Signup.objects.get(pk=signup.pk)


def how_it_is(signup):
    signup = fresh(signup)
    return signup.state, signup.attendance, signup.is_walk_in, signup.checked_in_how


# --- Marks -----------------------------------------------------------------------------------------------------------
def test_the_last_mark_holds_and_can_be_taken_back(date):
    signup, organisers = SignupFactory(occurrence=date), PersonFactory.create_batch(2)

    seen = []
    for mark, organiser in ((CAME, 0), (ABSENT, 1), (CAME, 1), (UNKNOWN, 0)):
        actions.mark(signup, mark, by=organisers[organiser], now=at(date))
        seen.append(how_it_is(signup)[1::2])

    assert seen == [("attended", "organiser"), ("absent", ""), ("attended", "organiser"), ("", "")]


def test_a_second_tap_does_not_make_anybody_late(date):
    signup = SignupFactory(occurrence=date)

    for minutes in (0, 20):
        actions.mark(signup, CAME, by=date.event.host, now=at(date, minutes=minutes))

    assert fresh(signup).checked_in_at == at(date)


@pytest.mark.parametrize(("minutes", "possible"), [(-61, False), (-60, True), (60 * 24 * 30, True)])
def test_marks_open_an_hour_before_and_can_be_put_right_later(date, minutes, possible):
    signup = SignupFactory(occurrence=date)

    try:
        actions.mark(signup, CAME, by=date.event.host, now=at(date, minutes=minutes))
    except actions.SignupRefused as refusal:
        assert str(refusal) == "You can mark who came from an hour before the start."

    assert (fresh(signup).attendance == CAME) is possible


def test_nobody_came_to_what_was_cancelled(date):
    signup = SignupFactory(occurrence=date)
    actions.cancel_event(date, by=date.event.host)

    with pytest.raises(actions.SignupRefused, match="cancelled"):
        actions.mark(signup, CAME, by=date.event.host, now=at(date))


def test_everybody_else_did_not_come(date):
    came, silent = SignupFactory(occurrence=date, attendance=CAME), SignupFactory(occurrence=date)
    waiting = SignupFactory(occurrence=date, state="waiting")
    with pytest.raises(actions.SignupRefused, match="not started"):
        actions.mark_everybody_else_absent(date, now=at(date, minutes=-1))

    how_many = actions.mark_everybody_else_absent(date, now=at(date, minutes=1))

    assert how_many == 1
    assert [fresh(one).attendance for one in (came, silent, waiting)] == ["attended", "absent", ""]


def test_a_head_count_is_kept(date):
    actions.set_head_count(date, 14, now=at(date))

    assert Occurrence.objects.get(pk=date.pk).head_count == 14


# --- The door --------------------------------------------------------------------------------------------------------
def test_somebody_with_a_place_checks_in_at_the_door(date, person):
    signup = SignupFactory(occurrence=date, person=person)

    for minutes in (-30, 10):
        actions.check_in(date, person=person, now=at(date, minutes=minutes))

    assert how_it_is(signup) == ("confirmed", "attended", False, "door")
    assert fresh(signup).checked_in_at == at(date, minutes=-30)


@pytest.mark.parametrize("before", [None, "waiting", "cancelled"])
def test_somebody_without_a_place_walks_in_over_the_limit(date, person, before):
    holder, next_in_line = SignupFactory(occurrence=date), SignupFactory(occurrence=date, state="waiting")
    if before:
        late = {"cancelled_at": timezone.now(), "cancelled_late": True} if before == "cancelled" else {}
        SignupFactory(occurrence=date, person=person, state=before, **late)

    signup = actions.check_in(date, person=person, now=at(date))

    date.refresh_from_db()
    assert how_it_is(signup) == ("confirmed", "attended", True, "door")
    assert (fresh(signup).cancelled_late, fresh(signup).cancelled_at) == (False, None)
    assert (date.in_person_capacity, date.in_person_tally) == (1, 2)
    given = date.signups.confirmed().filter(is_walk_in=False)
    assert [list(given), fresh(next_in_line).state] == [[holder], "waiting"]
    assert (PlaceChange.objects.count(), Notice.objects.filter(recipient=person).count()) == (0, 0)


def test_nobody_gets_the_chair_that_a_walk_in_sits_on(index, person):
    page = LunchAndLearnPageFactory(
        parent=index,
        starts_at=timezone.now(),
        signup_closes_at=timezone.now() + timedelta(hours=1),
        in_person_capacity=1,
        promotion_stops_hours=0,
    )
    actions.check_in(date_of(page), person=person)

    signup = actions.sign_up(date_of(page), person=PersonFactory(), mode="in_person")

    assert signup.state == "waiting"


@pytest.mark.parametrize(
    ("minutes", "refusal"),
    [
        (-31, "Check-in opens 30 minutes before the start."),
        (-30, ""),
        (45 + 119, ""),
        (45 + 120, "Check-in for this event has closed."),
    ],
)
def test_the_door_is_open_from_half_an_hour_before_to_two_hours_after(date, person, minutes, refusal):
    said = ""
    try:
        actions.check_in(date, person=person, now=at(date, minutes=minutes))
    except actions.SignupRefused as refused:
        said = str(refused)

    assert (said, Signup.objects.count()) == (refusal, 0 if refusal else 1)


def test_a_code_is_no_key(date, person):
    gate(EventPage.objects.get(pk=date.event_id), CircleFactory())

    with pytest.raises(actions.SignupRefused, match="may not see"):
        actions.check_in(date, person=person, now=at(date))

    assert Signup.objects.count() == 0


def test_a_new_code_closes_the_old(date):
    old = date.door_code

    actions.renew_door_code(date)

    date.refresh_from_db()
    assert date.door_code != old
    assert len(date.door_code) == 7


# --- Walk-ins --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("hours", "possible"), [(-1, False), (0, True), (12, True), (13, False)])
def test_organisers_add_walk_ins_until_twelve_hours_after(date, person, hours, possible):
    refused = False
    try:
        actions.add_walk_in(date, person=person, by=date.event.host, now=at(date, hours=hours))
    except actions.SignupRefused:
        refused = True

    assert (not refused, Signup.objects.count()) == (possible, int(possible))


def test_a_walk_in_that_an_organiser_adds_is_logged(date, person):
    actions.add_walk_in(date, person=person, by=date.event.host, now=at(date))

    assert list(PlaceChange.objects.values_list("what", "by", "reason")) == [
        ("added", date.event.host_id, "Came without a place.")
    ]


def test_somebody_with_a_place_is_no_walk_in(date, person):
    signup = SignupFactory(occurrence=date, person=person)

    actions.add_walk_in(date, person=person, by=date.event.host, now=at(date))

    assert how_it_is(signup) == ("confirmed", "attended", False, "organiser")


def test_a_walk_in_by_mistake_goes_off_the_list_and_comes_back(date, person):
    organiser = date.event.host
    signup = actions.add_walk_in(date, person=person, by=organiser, now=at(date))

    actions.mark(signup, UNKNOWN, by=organiser, now=at(date))
    off = how_it_is(signup)
    date.refresh_from_db()
    tally = date.in_person_tally
    actions.mark(signup, CAME, by=organiser, now=at(date))

    assert off == ("cancelled", "", False, "")
    assert (tally, fresh(signup).cancelled_late) == (0, False)
    assert how_it_is(signup) == ("confirmed", "attended", True, "organiser")


def test_who_has_no_place_cannot_be_absent(date):
    waiting = SignupFactory(occurrence=date, state="waiting")

    actions.mark(waiting, ABSENT, by=date.event.host, now=at(date))

    assert how_it_is(waiting) == ("waiting", "", False, "")


# --- For the caterer -------------------------------------------------------------------------------------------------
def test_diets_are_counted_without_names(index):
    page = LunchAndLearnPageFactory(parent=index, online_link="https://meet.example/x", catering=True)
    date = date_of(page)
    for text in ("Vegan", " vegan.", "No  nuts", "", "VEGAN"):
        SignupFactory(occurrence=date, dietary_needs=text, access_needs="Loop")
    for more in ({"mode": "online"}, {"state": "waiting"}, {"attendance": "absent"}):
        SignupFactory(occurrence=date, dietary_needs="Halal", **more)

    counted = attendance.diets(date)

    assert (counted["eat"], counted["told"]) == (5, 4)
    assert [(need["text"].casefold(), need["count"]) for need in counted["needs"]] == [("vegan", 3), ("no nuts", 1)]


def test_an_email_is_found_by_its_beginning(date):
    ann = PersonFactory(first_name="Ann", last_name="Lee", email="ann.lee@wexcombe.example")
    PersonFactory(first_name="Bo", last_name="Hay")
    for person in type(ann).objects.exclude(pk=date.event.host_id):
        SignupFactory(occurrence=date, person=person)

    found = [
        [one.person.first_name for one in attendance.with_a_place(date).filter(attendance.named_like(words))]
        for words in ("ann.lee@", "wexcombe", "lee an", "lee bo", "")
    ]

    assert found == [["Ann"], [], ["Ann"], [], ["Bo", "Ann"]]
