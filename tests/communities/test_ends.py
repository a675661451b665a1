"""Memberships that end, and what ends with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities import actions
from communities.jobs import end_past_memberships_of
from events.models import Signup
from home.my import hub_of
from hub.circles import actions as circles
from hub.circles.life import memberships_of
from hub.notices.letters import NoLongerRight, writer_of
from hub.notices.models import Notice
from tests.factories.circles import MembershipFactory
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


def test_a_guest_whose_time_is_over_can_be_invited_again(closed, facilitator, yesterday):
    guest = PersonFactory(guest=True)
    MembershipFactory(circle=closed.circle, person=guest, ends_on=yesterday)
    until = timezone.localdate() + timedelta(days=30)

    circles.invite(closed.circle, person=guest, by=facilitator, ends_on=until)
    membership = circles.join(closed.circle, person=guest)

    assert (membership.state, membership.ends_on) == ("active", until)


def test_staff_whose_time_is_over_see_how_to_come_back(staff_client, person, closed, yesterday):
    MembershipFactory(circle=closed.circle, person=person, ends_on=yesterday)

    content = staff_client.get(closed.url).content.decode()

    assert "You are a member" not in content
    assert "Ask to join" in content
    assert circles.ask_to_join(closed.circle, person=person).state == "requested"


def test_the_daily_job_ends_memberships_and_frees_the_places_that_went_with_them(closed, yesterday):
    event = LunchAndLearnPageFactory(parent=closed, in_person_capacity=1)
    gone = MembershipFactory(circle=closed.circle)
    waiting = MembershipFactory(circle=closed.circle)
    kept = SignupFactory(occurrence=date_of(event), person=gone.person)
    next_one = SignupFactory(occurrence=date_of(event), person=waiting.person, state="waiting")
    gone.ends_on = yesterday
    gone.save()

    end_past_memberships_of(timezone.now())

    for row in (gone, kept, next_one):
        row.refresh_from_db()
    assert (gone.state, kept.state, next_one.state) == ("left", "cancelled", "confirmed")


def test_closing_a_community_gives_up_the_places_of_those_shut_out(open_community):
    event = LunchAndLearnPageFactory(parent=open_community)
    outside = SignupFactory(occurrence=date_of(event))
    inside = SignupFactory(occurrence=date_of(event))
    facilitator = MembershipFactory(circle=open_community.circle, person=inside.person, role="facilitator")

    actions.change_policy(open_community, policy="by_request", listing="listed", by=facilitator.person)

    assert dict(Signup.objects.values_list("pk", "state")) == {outside.pk: "cancelled", inside.pk: "confirmed"}


def test_asking_although_invited_keeps_the_invitation(person, closed, facilitator):
    invited = circles.invite(closed.circle, person=person, by=facilitator)

    assert circles.ask_to_join(closed.circle, person=person) == invited


def test_a_former_member_reads_no_new_name_of_what_is_hidden_now(person, open_community):
    past = LunchAndLearnPageFactory(parent=open_community, past=True)
    SignupFactory(occurrence=date_of(past), person=person)
    MembershipFactory(circle=open_community.circle, person=person, state="left")
    assert [signup.occurrence.event_id for signup in hub_of(person)["past"]] == [past.pk]

    circles.change_policy(open_community.circle, policy="by_invitation", listing="hidden")

    assert list(hub_of(person)["past"]) == []
    assert [row["community"] for row in memberships_of(person)] == ["A community"]


def test_somebody_declined_is_not_told_the_name_of_what_is_hidden_now(person, closed, facilitator):
    membership = actions.ask_to_join(closed, person=person, note="")
    actions.answer_request(membership, admit=False, by=facilitator, reason="Full")
    circles.change_policy(closed.circle, policy="by_invitation", listing="hidden")

    notice = Notice.objects.get(recipient=person)
    with pytest.raises(NoLongerRight, match="may no longer know"):
        writer_of(notice.template)(notice)


def test_words_that_only_members_read_find_nothing_for_others(staff_client, closed):
    closed.about = "<p>Quillfeather</p>"
    closed.save_revision().publish()

    assert staff_client.get("/search/", {"q": "quillfeather"}).context["results"] == []
