from email import message_from_bytes

import pytest
from django.urls import reverse

from assets_library.actions import DraftRefused, draft_asset, tell_library_of_draft
from assets_library.models import AssetPage
from communities.models import CommunityPage
from hub.circles.audience import visible_pages
from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight
from hub.notices.models import Notice
from hub.trail.trails import trail_of
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory
from tests.factories.library import AssetPageFactory
from tests.factories.people import PersonFactory

LINES = ["Ask the patient first.", "  ", "Write it on the board."]


@pytest.fixture
def source(library):
    """An asset that all staff read, and that something new came from."""
    return AssetPageFactory(parent=library, title="Falls at night")


@pytest.fixture
def closed(home_page):
    return CommunityPageFactory(parent=CommunitiesIndexPageFactory(parent=home_page))


def drafted(source, by=None, **fields):
    """The draft as it stands in the database."""
    asset = draft_asset(LINES, came_from=source, by=by or PersonFactory(), **fields)
    return AssetPage.objects.get(pk=asset.pk)


def test_lines_become_the_key_points_of_a_draft_that_is_not_live(source, person, topic):
    colleague = PersonFactory()

    asset = drafted(source, by=person, credited=[colleague, colleague], topics=[topic], gist="In brief")

    assert [point.value for point in asset.key_points] == ["Ask the patient first.", "Write it on the board."]
    assert (asset.title, asset.gist, asset.live) == ("Falls at night", "In brief", False)
    assert (asset.content_owner, asset.owner, asset.kind) == (person, person, "lesson")
    assert [contact.person for contact in asset.contacts.all()] == [colleague]
    assert list(asset.topics.all()) == [topic]


def test_the_editor_finds_all_of_it_in_the_draft_revision(source, person, topic):
    asset = drafted(source, credited=[person], topics=[topic])

    draft = asset.get_latest_revision_as_object()

    assert [point.value for point in draft.key_points] == ["Ask the patient first.", "Write it on the board."]
    assert [contact.person for contact in draft.contacts.all()] == [person]
    assert [item.tag for item in draft.topic_items.all()] == [topic]


def test_what_is_too_long_or_too_many_for_a_key_point_stands_in_the_context(source, person):
    lines = [f"Point {number}" for number in range(1, 7)] + ["long " * 50]

    asset = draft_asset(lines, came_from=source, by=person, paragraphs=["From <b>us</b>"])

    assert len(asset.key_points) == 5
    assert asset.context == f"<p>From &lt;b&gt;us&lt;/b&gt;</p><p>Point 6</p><p>{('long ' * 50).strip()}</p>"


def test_the_trail_shows_it_once_it_is_published(source, person, topic):
    asset = drafted(source, by=person, topics=[topic])
    before = trail_of(source, person)[1]

    asset.get_latest_revision().publish()

    assert (before, [step.title for step in trail_of(source, person)[1]]) == ([], ["Falls at night"])


def test_what_all_staff_read_goes_to_the_library(home_page, library):
    event = LunchAndLearnPageFactory(parent=EventsIndexPageFactory(parent=home_page))

    assert drafted(event).get_parent().pk == library.pk


def test_what_a_closed_community_shared_stays_behind_its_gate(closed, library, person):
    event = LunchAndLearnPageFactory(parent=closed)
    member = MembershipFactory(circle=closed.circle).person

    asset = drafted(event)

    assert asset.get_parent().pk == closed.pk
    everywhere = AssetPage.objects.filter(pk=asset.pk)
    assert visible_pages(everywhere, member).exists()
    assert not visible_pages(everywhere, person).exists()


def test_lines_of_a_closed_community_are_not_put_into_an_open_place(closed, library):
    event = LunchAndLearnPageFactory(parent=closed)

    with pytest.raises(DraftRefused, match="as closed as"):
        draft_asset(LINES, came_from=event, by=PersonFactory(), parent=library)

    assert not AssetPage.objects.exists()


def test_lines_of_staff_are_not_put_into_a_library_open_to_everybody(home_page, library):
    event = LunchAndLearnPageFactory(parent=EventsIndexPageFactory(parent=home_page))
    gate(library, CircleFactory(public=True))

    with pytest.raises(DraftRefused):
        draft_asset(LINES, came_from=event, by=PersonFactory())


def test_an_open_community_shares_with_the_library(home_page, library):
    community = CommunityPageFactory(parent=CommunitiesIndexPageFactory(parent=home_page), policy="open")
    event = LunchAndLearnPageFactory(parent=CommunityPage.objects.get(pk=community.pk))

    assert drafted(event).get_parent().pk == library.pk


def test_a_closed_place_that_takes_no_assets_refuses(home_page, library):
    index = EventsIndexPageFactory(parent=home_page)
    event = LunchAndLearnPageFactory(parent=index)
    gate(index, CircleFactory())

    with pytest.raises(DraftRefused):
        draft_asset(LINES, came_from=event, by=PersonFactory())


def letter(notice):
    message = message_from_bytes(compose(notice, address="x@wexcombe.example"))
    parts = [part for part in message.walk() if part.get_content_type() == "text/plain"]
    return message["Subject"], parts[0].get_payload(decode=True).decode()


def test_each_of_the_library_team_is_told_once(source, librarian):
    asset = drafted(source, by=PersonFactory(first_name="Sam", last_name="Okafor"))

    told = [tell_library_of_draft(asset), tell_library_of_draft(asset)]

    subject, words = letter(Notice.objects.get())
    assert told == [1, 1]
    assert subject == "A draft asset waits for you: Falls at night"
    assert "Sam Okafor has started a knowledge asset" in words
    assert reverse("wagtailadmin_pages:edit", args=[asset.pk]) in words


@pytest.mark.parametrize("change", ["published", "deleted", "left the team"])
def test_the_letter_is_not_sent_when_it_is_no_longer_right(source, librarian, change):
    asset = drafted(source)
    tell_library_of_draft(asset)
    if change == "published":
        AssetPage.objects.filter(pk=asset.pk).update(live=True)
    elif change == "deleted":
        asset.delete()
    else:
        librarian.groups.clear()

    with pytest.raises(NoLongerRight):
        compose(Notice.objects.get(), address="x@wexcombe.example")
