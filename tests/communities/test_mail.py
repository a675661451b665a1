import pytest

from communities import actions
from hub.notices.letters import NoLongerRight, writer_of
from hub.notices.models import Notice
from tests.factories.circles import MembershipFactory
from tests.factories.people import PersonFactory


def write(notice):
    return writer_of(notice.template)(notice)


def test_a_welcome_is_not_sent_to_somebody_who_left_meanwhile(person, open_community):
    actions.join_community(open_community, person=person)
    actions.leave_community(open_community, person=person)

    with pytest.raises(NoLongerRight, match="Left"):
        write(Notice.objects.get(recipient=person))


def test_a_request_is_not_sent_to_a_facilitator_who_stepped_down(person, closed, facilitator):
    actions.ask_to_join(closed, person=person, note="")
    MembershipFactory(circle=closed.circle, role="facilitator")
    closed.circle.memberships.filter(person=facilitator).update(role="member")

    with pytest.raises(NoLongerRight, match="no longer facilitates"):
        write(Notice.objects.get(recipient=facilitator))


def test_somebody_removed_from_a_hidden_community_gets_no_link_into_it(hidden):
    membership = MembershipFactory(circle=hidden.circle)
    actions.remove_member(membership, by=PersonFactory(), reason="Moved on")

    assert write(Notice.objects.get(recipient=membership.person)).context["path"] == "/my/"


def test_a_letter_of_admission_leads_to_the_community(person, closed, facilitator):
    membership = actions.ask_to_join(closed, person=person, note="")
    actions.answer_request(membership, admit=True, by=facilitator)

    assert write(Notice.objects.get(recipient=person)).context["path"] == closed.url
