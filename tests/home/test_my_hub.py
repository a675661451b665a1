import pytest

from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory, SignupFactory, date_of
from tests.queries import budget


@pytest.fixture
def events(home_page):
    return EventsIndexPageFactory(parent=home_page, title="Events", slug="events")


@pytest.fixture
def communities(home_page):
    return CommunitiesIndexPageFactory(parent=home_page)


def test_my_events_and_communities_are_mine_alone(staff_client, person, events, communities):
    mine = LunchAndLearnPageFactory(parent=events)
    signup = SignupFactory(occurrence=date_of(mine), person=person)
    SignupFactory(occurrence=date_of(LunchAndLearnPageFactory(parent=events)))
    community = CommunityPageFactory(parent=communities)
    membership = MembershipFactory(circle=community.circle, person=person)
    CommunityPageFactory(parent=communities)

    context = staff_client.get("/my/").context

    assert list(context["coming"]) == [signup]
    assert context["memberships"] == [(community, membership)]


def test_an_event_behind_a_door_that_has_closed_is_gone(staff_client, person, events):
    event = LunchAndLearnPageFactory(parent=events, title="Members' lunch")
    SignupFactory(occurrence=date_of(event), person=person)
    gate(event, CircleFactory())

    assert b"Members&#x27; lunch" not in staff_client.get("/my/").content


def test_requests_wait_for_facilitators_alone(staff_client, person, communities):
    run, joined = CommunityPageFactory(parent=communities), CommunityPageFactory(parent=communities)
    MembershipFactory(circle=run.circle, person=person, role="facilitator")
    MembershipFactory(circle=joined.circle, person=person)
    for page in (run, joined):
        MembershipFactory(circle=page.circle, state="requested")

    waiting = staff_client.get("/my/").context["waiting_for_me"]

    assert waiting == [{"community": run, "count": 1}]


@pytest.mark.parametrize("how_many", [1, 3])
def test_my_hub_costs_the_same_however_much_is_mine(staff_client, person, events, communities, how_many):
    for _ in range(how_many):
        SignupFactory(occurrence=date_of(LunchAndLearnPageFactory(parent=events)), person=person)
        SignupFactory(occurrence=date_of(LunchAndLearnPageFactory(parent=events, past=True)), person=person)
        circle = CommunityPageFactory(parent=communities).circle
        MembershipFactory(circle=circle, person=person, role="facilitator")
        MembershipFactory(circle=circle, state="requested")
    staff_client.get("/my/")

    with budget(15):
        staff_client.get("/my/")
