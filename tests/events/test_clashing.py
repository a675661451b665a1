from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from events import actions
from events.clashing import clash_of, find_clash
from events.models import Occurrence
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.queries import budget


@pytest.fixture
def noon():
    return (timezone.now() + timedelta(days=7)).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def wanted(index, noon):
    """An event from twelve to one."""
    return LunchAndLearnPageFactory(parent=index, title="Wanted", starts_at=noon, ends_at=noon + timedelta(hours=1))


def sign_up_for(index, person, start, end, *, title="Other", state="confirmed", **fields):
    page = LunchAndLearnPageFactory(parent=index, title=title, starts_at=start, ends_at=end)
    return SignupFactory(occurrence=date_of(page), person=person, state=state, **fields)


@pytest.mark.parametrize(
    ("starts", "ends", "clashes"),
    [(-60, 0, False), (-60, 1, True), (15, 45, True), (0, 60, True), (-30, 90, True), (59, 90, True), (60, 90, False)],
)
def test_dates_clash_when_they_overlap(index, person, wanted, noon, starts, ends, clashes):
    sign_up_for(index, person, noon + timedelta(minutes=starts), noon + timedelta(minutes=ends))

    assert bool(find_clash(date_of(wanted), person)) is clashes


def test_a_clash_says_with_what_and_when(index, person, wanted, noon):
    sign_up_for(index, person, noon + timedelta(minutes=40), noon + timedelta(minutes=80), title="Later")
    sign_up_for(index, person, noon + timedelta(minutes=30), noon + timedelta(minutes=70), title="A & B")

    clash = find_clash(date_of(wanted), person)

    assert clash == {"title": "A & B", "start": noon + timedelta(minutes=30), "end": noon + timedelta(minutes=70)}
    words = render_to_string("events/partials/clash.html", {"clash": clash})
    assert "You are also signed up for A &amp; B</strong>" in words
    assert "12:30pm to 1:10pm" in words or "1:30pm to 2:10pm" in words


@pytest.mark.parametrize(
    ("fields", "clashes"),
    [({"state": "waiting"}, True), ({"state": "cancelled", "cancelled_at": timezone.now()}, False)],
)
def test_waiting_counts_and_what_was_given_up_does_not(index, person, wanted, noon, fields, clashes):
    sign_up_for(index, person, noon, noon + timedelta(hours=1), **fields)

    assert bool(find_clash(date_of(wanted), person)) is clashes


def test_my_place_at_the_event_itself_is_no_clash(person, wanted):
    SignupFactory(occurrence=date_of(wanted), person=person)

    assert find_clash(date_of(wanted), person) is None


def test_the_places_of_others_are_no_clash(index, person, wanted, noon):
    other = LunchAndLearnPageFactory(parent=index, starts_at=noon, ends_at=noon + timedelta(hours=1))
    SignupFactory(occurrence=date_of(other))

    assert find_clash(date_of(wanted), person) is None


def test_cancelled_dates_do_not_clash(index, person, wanted, noon):
    signup = sign_up_for(index, person, noon, noon + timedelta(hours=1))
    actions.cancel_event(signup.occurrence, by=person)

    assert find_clash(date_of(wanted), person) is None


def test_a_clash_never_names_what_i_may_not_see(index, person, wanted, noon):
    circle = CircleFactory()
    membership = MembershipFactory(circle=circle, person=person)
    signup = sign_up_for(index, person, noon, noon + timedelta(hours=1))
    gate(signup.occurrence.event, circle)

    before = find_clash(date_of(wanted), person)
    membership.state = "left"
    membership.save(update_fields=["state"])

    assert (bool(before), find_clash(date_of(wanted), person)) == (True, None)


def test_the_query_that_finds_my_place_finds_the_clash(index, person, wanted, noon):
    sign_up_for(index, person, noon, noon + timedelta(hours=1))

    with budget(1):
        date = Occurrence.objects.with_signup_of(person).get(event=wanted.pk)
        clash = clash_of(date)

    assert clash["title"] == "Other"


def test_a_date_that_was_read_without_it_has_no_clash(wanted):
    assert clash_of(date_of(wanted)) is None
