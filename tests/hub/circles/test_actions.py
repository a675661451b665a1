from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from hub.circles import actions
from hub.circles.actions import CircleRefused
from hub.circles.models import Circle, Membership
from tests.factories.circles import CircleFactory, MembershipFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_joining_an_open_circle_twice_makes_one_member(person):
    circle = CircleFactory(open=True)

    first, second = actions.join(circle, person=person), actions.join(circle, person=person)

    assert first == second
    assert list(circle.memberships.active()) == [first]


def test_a_closed_circle_does_not_let_people_in_by_themselves(person):
    with pytest.raises(CircleRefused, match="Ask to join"):
        actions.join(CircleFactory(), person=person)


def test_a_guest_joins_by_invitation_alone():
    guest = PersonFactory(guest=True)
    circle = CircleFactory(open=True)

    with pytest.raises(CircleRefused, match="by invitation"):
        actions.join(circle, person=guest)

    ends_on = timezone.localdate() + timedelta(days=30)
    actions.invite(circle, person=guest, by=PersonFactory(), ends_on=ends_on)
    assert actions.join(circle, person=guest).ends_on == ends_on


def test_an_invited_guest_needs_an_end_date():
    with pytest.raises(CircleRefused, match="end date"):
        actions.invite(CircleFactory(), person=PersonFactory(guest=True), by=PersonFactory())


def test_asking_twice_keeps_the_first_request(person):
    circle = CircleFactory()

    first = actions.ask_to_join(circle, person=person, note="I look after wounds.")
    second = actions.ask_to_join(circle, person=person, note="Again")

    assert (second.pk, second.note) == (first.pk, "I look after wounds.")


def test_declining_needs_a_reason(person):
    membership = actions.ask_to_join(CircleFactory(), person=person)

    with pytest.raises(CircleRefused, match="Give a reason"):
        actions.answer_request(membership, admit=False, by=PersonFactory(), reason=" ")


def test_a_declined_person_can_ask_again_and_be_admitted(person):
    circle, facilitator = CircleFactory(), PersonFactory()
    membership = actions.ask_to_join(circle, person=person)
    actions.answer_request(membership, admit=False, by=facilitator, reason="The group is full.")

    again = actions.ask_to_join(circle, person=person)
    admitted = actions.answer_request(again, admit=True, by=facilitator)

    assert (again.pk, again.reason) == (membership.pk, "")
    assert admitted.state == Membership.State.ACTIVE


def test_two_facilitators_cannot_answer_one_request_differently(person):
    membership = actions.ask_to_join(CircleFactory(), person=person)
    actions.answer_request(membership, admit=True, by=PersonFactory())

    with pytest.raises(CircleRefused, match="no longer waiting"):
        actions.answer_request(membership, admit=False, by=PersonFactory(), reason="Too late")


def test_an_invitation_to_somebody_who_asked_lets_them_in(person):
    circle = CircleFactory()
    actions.ask_to_join(circle, person=person)

    assert actions.invite(circle, person=person, by=PersonFactory()).state == Membership.State.ACTIVE


def test_the_last_facilitator_must_hand_over_before_leaving(person):
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=person, role="facilitator")
    other = MembershipFactory(circle=circle)

    with pytest.raises(CircleRefused, match="only facilitator"):
        actions.leave(circle, person=person)

    actions.set_role(other, role="facilitator")
    assert actions.leave(circle, person=person).state == Membership.State.LEFT


def test_a_facilitator_whose_account_is_closed_does_not_count_as_one(person):
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=person, role="facilitator")
    MembershipFactory(circle=circle, person=PersonFactory(is_active=False), role="facilitator")

    with pytest.raises(CircleRefused, match="only facilitator"):
        actions.leave(circle, person=person)


def test_somebody_who_comes_back_is_a_member_and_no_facilitator(person):
    circle = CircleFactory(open=True)
    MembershipFactory(circle=circle, role="facilitator")
    MembershipFactory(circle=circle, person=person, role="facilitator")
    actions.leave(circle, person=person)

    assert actions.join(circle, person=person).role == Membership.Role.MEMBER


def test_nobody_joins_a_circle_that_has_closed(person):
    with pytest.raises(CircleRefused, match="has closed"):
        actions.join(CircleFactory(open=True, state="closed"), person=person)


def test_opening_a_circle_changes_whom_it_reaches():
    circle = actions.change_policy(CircleFactory(), policy="open", listing="listed")

    assert circle.reach == Circle.Reach.STAFF
    assert actions.change_policy(circle, policy="by_request", listing="listed").reach == Circle.Reach.MEMBERS


def test_hidden_and_open_together_is_refused_by_rule_and_by_database():
    with pytest.raises(CircleRefused, match="cannot be open"):
        actions.change_policy(CircleFactory(), policy="open", listing="hidden")
    with pytest.raises(IntegrityError):
        Circle.objects.create(name="Both", policy="open", reach="staff", listing="hidden")


def test_removing_needs_a_reason_and_a_member():
    membership = MembershipFactory()

    with pytest.raises(CircleRefused, match="Give a reason"):
        actions.remove(membership, by=PersonFactory(), reason="")
    assert actions.remove(membership, by=PersonFactory(), reason="Moved on").state == Membership.State.REMOVED
