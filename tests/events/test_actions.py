from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import actions
from events.models import Occurrence, Signup
from hub.circles.models import Membership
from hub.notices.models import Notice
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory, PlaceFactory

ROOM, ONLINE = Signup.Mode.IN_PERSON, Signup.Mode.ONLINE


def signed_up(date, person=None, mode=ROOM, **more):
    return actions.sign_up(date, person=person or PersonFactory(), mode=mode, **more)


def told(person):
    letters = Notice.objects.filter(recipient=person).order_by("pk").values_list("template", flat=True)
    return [letter.removeprefix("events/email/") for letter in letters]


def states(date):
    return list(date.signups.order_by("pk").values_list("state", flat=True))


def republish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return date_of(page)


# --- Signing up ------------------------------------------------------------------------------------------------------
def test_sign_up_gives_a_place_and_tells_the_person(index, person):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))

    signup = signed_up(date, person)

    assert (signup.state, signup.told_sequence, told(person)) == ("confirmed", 0, ["confirmed"])


def test_sign_up_to_a_full_event_joins_the_waiting_list(index, person):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))
    signed_up(date)

    signup = signed_up(date, person)

    assert (signup.state, signup.told_sequence, told(person)) == ("waiting", -1, ["waiting"])


def test_signing_up_twice_returns_the_first_and_tells_once(index, person):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))

    first, second = signed_up(date, person), signed_up(date, person)

    assert (second, Signup.objects.count(), told(person)) == (first, 1, ["confirmed"])


def test_places_in_the_room_and_online_are_counted_apart(index):
    page = LunchAndLearnPageFactory(
        parent=index, in_person_capacity=1, online_link="https://meet.example/x", online_capacity=1
    )
    date = date_of(page)

    taken = [signed_up(date, mode=mode).state for mode in (ROOM, ONLINE, ROOM, ONLINE)]

    assert taken == ["confirmed", "confirmed", "waiting", "waiting"]


@pytest.mark.parametrize(("capacity", "locks"), [(None, 0), (5, 1)])
def test_only_a_limited_event_takes_a_lock(index, person, capacity, locks):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=capacity))

    with CaptureQueriesContext(connection) as queries:
        signed_up(date, person)

    assert sum("FOR NO KEY UPDATE" in query["sql"] for query in queries) == locks


def test_dietary_needs_are_kept_only_where_food_is_provided(index):
    with_food = date_of(LunchAndLearnPageFactory(parent=index, catering=True))
    without = date_of(LunchAndLearnPageFactory(parent=index))

    kept = [signed_up(date, dietary="No nuts", access="Loop").dietary_needs for date in (with_food, without)]

    assert kept == ["No nuts", ""]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"signup_opens_at": timezone.now() + timedelta(days=1)}, "Sign-up has not opened yet."),
        ({"signup_closes_at": timezone.now() - timedelta(minutes=1)}, "Sign-up for this event has closed."),
        ({"past": True}, "This event is over."),
        ({"starts_at": timezone.now() - timedelta(minutes=5)}, "Sign-up for this event has closed."),
        ({"online_only": True}, "This event has no places of that kind. Please choose another."),
    ],
)
def test_sign_up_is_refused_with_a_reason(index, person, fields, words):
    date = date_of(LunchAndLearnPageFactory(parent=index, **fields))

    with pytest.raises(actions.SignupRefused, match=words.replace(".", r"\.")):
        signed_up(date, person)

    assert (Signup.objects.count(), told(person)) == (0, [])


def test_nobody_signs_up_for_an_unpublished_event(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    page.unpublish()

    with pytest.raises(actions.SignupRefused, match="not published"):
        signed_up(date_of(page), person)


def test_nobody_signs_up_for_what_they_may_not_see(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    circle = CircleFactory()
    gate(page, circle)
    member = MembershipFactory(circle=circle).person

    with pytest.raises(actions.SignupRefused, match="You cannot sign up for this event"):
        signed_up(date_of(page), person)

    assert signed_up(date_of(page), member).is_confirmed


# --- Giving up -------------------------------------------------------------------------------------------------------
def test_a_freed_place_goes_to_the_first_in_the_queue_at_once(index):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))
    holder, first, second = (signed_up(date) for _ in range(3))

    actions.cancel_signup(holder)

    assert states(date) == ["cancelled", "confirmed", "waiting"]
    assert told(first.person) == ["waiting", "promoted"]
    assert told(second.person) == ["waiting"]
    assert told(holder.person) == ["confirmed", "cancelled_by_you"]


def test_cancelling_twice_frees_one_place(index):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))
    holder, _, _ = (signed_up(date) for _ in range(3))

    actions.cancel_signup(holder)
    actions.cancel_signup(holder)

    assert states(date) == ["cancelled", "confirmed", "waiting"]
    assert told(holder.person) == ["confirmed", "cancelled_by_you"]


def test_a_place_in_the_room_does_not_go_to_somebody_waiting_online(index):
    page = LunchAndLearnPageFactory(
        parent=index, in_person_capacity=1, online_link="https://meet.example/x", online_capacity=0
    )
    date = date_of(page)
    holder, waiting = signed_up(date), signed_up(date, mode=ONLINE)

    actions.cancel_signup(holder)

    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_giving_up_forgets_needs_at_once(index):
    date = date_of(LunchAndLearnPageFactory(parent=index, catering=True))
    signup = signed_up(date, dietary="No nuts", access="Loop")

    actions.cancel_signup(signup)

    signup.refresh_from_db()
    assert (signup.dietary_needs, signup.access_needs) == ("", "")


def test_somebody_who_comes_back_joins_the_end_of_the_queue(index):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))
    holder, first = signed_up(date), signed_up(date)
    actions.cancel_signup(holder)

    again = signed_up(date, holder.person)

    assert (again.pk, again.state) == (holder.pk, "waiting")
    first.refresh_from_db()
    assert first.state == "confirmed"
    assert told(holder.person) == ["confirmed", "cancelled_by_you", "waiting"]


def test_the_sequence_rises_with_every_calendar_file(index, person):
    date = date_of(LunchAndLearnPageFactory(parent=index))

    signup = signed_up(date, person)
    actions.cancel_signup(signup)
    again = signed_up(date, person)

    sequences = Notice.objects.filter(recipient=person).order_by("pk").values_list("context__sequence", flat=True)
    assert (list(sequences), again.told_sequence) == ([0, 1, 2], 2)


def test_a_place_cannot_be_given_up_after_the_event(index):
    page = LunchAndLearnPageFactory(parent=index, past=True)
    signup = SignupFactory(occurrence=date_of(page))

    with pytest.raises(actions.SignupRefused, match="over"):
        actions.cancel_signup(signup)


def test_nobody_is_promoted_once_the_event_has_started(index):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))
    holder, waiting = signed_up(date), signed_up(date)

    actions.cancel_signup(holder, now=date.start + timedelta(minutes=1))

    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_a_place_passes_over_somebody_who_may_not_see_the_event_any_more(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    circle = CircleFactory()
    gate(page, circle)
    holder, former, member = (MembershipFactory(circle=circle).person for _ in range(3))
    place, spot, next_spot = (signed_up(date_of(page), one) for one in (holder, former, member))
    Membership.objects.filter(person=former).update(state="left")

    actions.cancel_signup(place)

    spot.refresh_from_db()
    next_spot.refresh_from_db()
    assert (spot.state, next_spot.state) == ("waiting", "confirmed")


def test_leaving_a_circle_gives_up_its_places_and_no_others(index, person):
    inside, outside = (LunchAndLearnPageFactory(parent=index, in_person_capacity=1) for _ in range(2))
    circle = CircleFactory()
    gate(inside, circle)
    membership = MembershipFactory(circle=circle, person=person)
    signed_up(date_of(inside), person)
    signed_up(date_of(outside), person)
    waiting = signed_up(date_of(inside), MembershipFactory(circle=circle).person)
    membership.state = "left"
    membership.save()

    given_up = actions.give_up_places_out_of_sight(person)

    waiting.refresh_from_db()
    assert (given_up, waiting.state) == (1, "confirmed")
    assert states(date_of(outside)) == ["confirmed"]


# --- Publishing ------------------------------------------------------------------------------------------------------
def test_publishing_gives_an_event_its_date(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=4, online_link="https://meet.example/x")

    date = Occurrence.objects.get()

    assert (date.event_id, date.start, date.end) == (page.pk, page.starts_at, page.ends_at)
    assert (date.place, date.in_person_capacity, date.online_link) == (page.room, 4, "https://meet.example/x")


def test_a_moved_event_tells_everybody_once_and_those_who_wait_apart(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    coming, waiting = signed_up(date_of(page)), signed_up(date_of(page))

    date = republish(page, starts_at=page.starts_at + timedelta(hours=1), ends_at=page.ends_at + timedelta(hours=1))

    coming.refresh_from_db()
    assert (date.sequence, coming.told_sequence) == (1, 1)
    assert told(coming.person) == ["confirmed", "event_changed"]
    assert told(waiting.person) == ["waiting", "event_changed_waiting"]


def test_another_room_counts_as_a_change(index):
    page = LunchAndLearnPageFactory(parent=index)
    coming = signed_up(date_of(page))

    republish(page, room=PlaceFactory())

    assert told(coming.person) == ["confirmed", "event_changed"]


def test_a_typing_error_tells_nobody(index):
    page = LunchAndLearnPageFactory(parent=index)
    coming = signed_up(date_of(page))

    date = republish(page, title="Mended title", intro="Mended words")

    assert (date.sequence, told(coming.person)) == (0, ["confirmed"])


def test_a_new_link_is_told_to_people_online_alone(index):
    page = LunchAndLearnPageFactory(parent=index, online_link="https://meet.example/x")
    in_room, online = signed_up(date_of(page)), signed_up(date_of(page), mode=ONLINE)

    republish(page, online_link="https://meet.example/y")

    assert told(in_room.person) == ["confirmed"]
    assert told(online.person) == ["confirmed", "event_changed"]


def test_a_draft_that_is_not_published_changes_nothing(index):
    page = LunchAndLearnPageFactory(parent=index)
    coming = signed_up(date_of(page))
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)

    page.save_revision()

    assert told(coming.person) == ["confirmed"]
    assert date_of(page).start == page.starts_at - timedelta(hours=1)


def test_publishing_an_old_draft_touches_no_sign_up(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=2)
    old = page.latest_revision
    kept = [signed_up(date_of(page)) for _ in range(2)]
    actions.cancel_signup(kept[0])

    old.publish()

    assert states(date_of(page)) == ["cancelled", "confirmed"]


def test_more_places_promote_those_who_wait_in_order(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    for _ in range(4):
        signed_up(date_of(page))

    date = republish(page, in_person_capacity=3)

    assert states(date) == ["confirmed", "confirmed", "confirmed", "waiting"]


def test_no_limit_any_more_promotes_everybody(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    for _ in range(3):
        signed_up(date_of(page))

    assert states(republish(page, in_person_capacity=None)) == ["confirmed"] * 3


def test_fewer_places_remove_nobody_and_let_nobody_in(index):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=3)
    signups = [signed_up(date_of(page)) for _ in range(4)]

    date = republish(page, in_person_capacity=1)
    actions.cancel_signup(signups[0])

    assert states(date) == ["cancelled", "confirmed", "confirmed", "waiting"]


def test_unpublishing_deletes_nothing(index):
    page = LunchAndLearnPageFactory(parent=index)
    signed_up(date_of(page))

    page.unpublish()

    assert states(date_of(page)) == ["confirmed"]


def test_publishing_a_past_event_again_tells_nobody(index):
    page = LunchAndLearnPageFactory(parent=index, past=True)
    signup = SignupFactory(occurrence=date_of(page))

    republish(page, starts_at=page.starts_at - timedelta(hours=1))

    assert told(signup.person) == []


# --- Cancelling the event --------------------------------------------------------------------------------------------
def test_a_cancelled_event_tells_everybody_once_then_is_silent(index, person):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    coming, waiting, gone = (signed_up(date_of(page)) for _ in range(3))
    actions.cancel_signup(gone)

    actions.cancel_event(date_of(page), by=person, reason="The speaker is ill.")
    actions.cancel_event(date_of(page), by=person)
    republish(page, starts_at=page.starts_at + timedelta(minutes=5))
    actions.cancel_signup(coming)

    assert told(coming.person) == ["confirmed", "event_cancelled"]
    assert told(waiting.person) == ["waiting", "event_cancelled"]
    assert told(gone.person) == ["waiting", "cancelled_by_you"]


def test_publishing_does_not_bring_a_cancelled_event_back(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    actions.cancel_event(date_of(page), by=person)

    date = republish(page, title="Once more")

    assert date.is_cancelled()
    with pytest.raises(actions.SignupRefused, match="cancelled"):
        signed_up(date)
