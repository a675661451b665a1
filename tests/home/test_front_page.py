from datetime import timedelta

import pytest
from django.utils import timezone

from home.front_page import front_page_of
from hub.topics.actions import follow
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.library import (
    AssetPageFactory,
    BulletinPageFactory,
    LibraryIndexPageFactory,
    TopicFactory,
    about,
)
from tests.factories.people import PersonFactory
from tests.queries import budget


@pytest.fixture
def events(home_page):
    return EventsIndexPageFactory(parent=home_page, title="Events", slug="events")


@pytest.fixture
def library(home_page):
    home_page.refresh_from_db()
    return LibraryIndexPageFactory(parent=home_page)


def titles(dates):
    return [date.event.title for date in dates]


def test_events_of_this_week_come_before_later_ones(events, person):
    now = timezone.now()
    for title, days in [("Later", 9), ("Soon", 2), ("Far", 30)]:
        start = now + timedelta(days=days)
        LunchAndLearnPageFactory(parent=events, title=title, starts_at=start)

    page = front_page_of(person, now=now)

    assert (titles(page["this_week"]), titles(page["later"])) == (["Soon"], ["Later", "Far"])


def test_events_of_other_circles_and_cancelled_ones_do_not_show(events, person):
    LunchAndLearnPageFactory(parent=events, title="For all")
    gate(LunchAndLearnPageFactory(parent=events, title="For members"), CircleFactory())
    off = date_of(LunchAndLearnPageFactory(parent=events, title="Called off"))
    off.state, off.cancelled_at = "cancelled", timezone.now()
    off.save()

    page = front_page_of(person)

    assert titles(page["this_week"] + page["later"]) == ["For all"]


def test_my_next_event_is_the_first_i_signed_up_for(events, person):
    later = LunchAndLearnPageFactory(parent=events, title="Later", starts_at=timezone.now() + timedelta(days=9))
    sooner = LunchAndLearnPageFactory(parent=events, title="Sooner")
    for event in (later, sooner):
        SignupFactory(occurrence=date_of(event), person=person)

    assert front_page_of(person)["my_next"].occurrence.event.title == "Sooner"


def test_a_place_at_an_event_i_may_no_longer_see_is_not_my_next(events, person):
    event = LunchAndLearnPageFactory(parent=events)
    SignupFactory(occurrence=date_of(event), person=person)
    gate(event, CircleFactory())

    assert front_page_of(person)["my_next"] is None


def test_new_assets_are_those_of_my_topics_once_i_follow_any(library, person):
    falls = TopicFactory()
    about(AssetPageFactory(parent=library, title="Falls"), falls)
    AssetPageFactory(parent=library, title="Sepsis")
    assert [asset.title for asset in front_page_of(person)["new_assets"]] == ["Sepsis", "Falls"]

    follow(falls, person=person)
    assert [asset.title for asset in front_page_of(person)["new_assets"]] == ["Falls"]


def test_assets_and_bulletins_of_other_circles_do_not_show(library, person):
    circle = CircleFactory()
    gate(AssetPageFactory(parent=library), circle)
    gate(BulletinPageFactory(parent=library), circle)

    page = front_page_of(person)

    assert (page["new_assets"], page["bulletins"]) == ([], [])


def test_an_empty_hub_invites(staff_client, home_page):
    content = staff_client.get(home_page.url).content.decode()

    assert "No events are planned yet" in content
    assert "The library is just starting" in content
    assert "You have not signed up for anything yet" in content


def test_a_guest_is_taken_to_my_hub(client, home_page):

    client.force_login(PersonFactory(guest=True))

    assert client.get("/").url == "/my/"


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_front_page_costs_the_same_however_much_there_is(
    staff_client, person, home_page, events, library, how_many
):
    topic = TopicFactory()
    follow(topic, person=person)
    communities = CommunitiesIndexPageFactory(parent=home_page)
    for _ in range(how_many):
        SignupFactory(occurrence=date_of(LunchAndLearnPageFactory(parent=events)), person=person)
        about(AssetPageFactory(parent=library), topic)
        BulletinPageFactory(parent=library)
        MembershipFactory(circle=CommunityPageFactory(parent=communities).circle, person=person)
    staff_client.get("/")

    with budget(15):
        response = staff_client.get("/")

    assert len(response.context["new_assets"]) == how_many
