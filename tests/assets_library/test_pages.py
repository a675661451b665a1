import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assets_library.listing import latest, latest_about
from assets_library.models import AssetContact, AssetPage, BulletinPage, ZonePick, ZoneTopic
from hub.circles import tabs
from hub.topics import gatherers
from hub.trail import kinds
from hub.trail.actions import join, short_link_to
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.library import (
    AssetPageFactory,
    BulletinPageFactory,
    ImageFactory,
    LearningZonePageFactory,
    TopicFactory,
    about,
)
from tests.factories.people import PersonFactory


def titles(response):
    return [card["title"] for card in response.context["cards"]]


@pytest.fixture
def secret(library, topic):
    """An asset of a circle that nobody of these tests is in: what could leak."""
    asset = about(AssetPageFactory(parent=library, title="Only for members", gist="Hidden words"), topic)
    gate(asset, CircleFactory())
    return asset


@pytest.fixture
def insider(secret):
    person = PersonFactory()
    MembershipFactory(circle=secret.gate.circle, person=person)
    return person


# --- the library's front page ----------------------------------------------------------------------------------------
def test_the_library_lists_bulletins_and_assets_newest_first(staff_client, library, secret):
    now = timezone.now()
    asset = AssetPageFactory(parent=library, first_published_at=now - timedelta(days=2))
    bulletin = BulletinPageFactory(parent=library, first_published_at=now - timedelta(days=1))
    AssetPageFactory(parent=library, live=False)

    response = staff_client.get(library.url)

    assert titles(response) == [bulletin.title, asset.title]
    assert response.context["page_obj"].paginator.count == 2
    assert "Only for members" not in response.content.decode()


def test_the_insider_sees_the_members_asset_in_the_list(client, library, secret, insider):
    client.force_login(insider)

    assert titles(client.get(library.url)) == ["Only for members"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("topic=falls", ["About falls", "Falls update"]),
        ("kind=guide", ["A guide"]),
        ("kind=bulletin", ["Falls update"]),
        ("topic=falls&kind=lesson", ["About falls"]),
        ("words=QUIET", ["About falls"]),
        ("words=hidden", []),
        ("topic=no-such&kind=no-such", ["A guide", "About falls", "Falls update"]),
    ],
)
def test_the_list_is_narrowed(staff_client, library, secret, query, expected):
    falls = TopicFactory(name="Falls", slug="falls")
    about(AssetPageFactory(parent=library, title="About falls", gist="A quiet ward"), falls)
    about(BulletinPageFactory(parent=library, title="Falls update"), falls)
    AssetPageFactory(parent=library, title="A guide", kind="guide")

    assert sorted(titles(staff_client.get(f"{library.url}?{query}"))) == expected


def test_the_list_is_paginated_and_keeps_the_filters(staff_client, library):
    AssetPageFactory.create_batch(21, parent=library)

    first = staff_client.get(f"{library.url}?kind=lesson")
    second = staff_client.get(f"{library.url}?kind=lesson&page=2")

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert "?kind=lesson&amp;page=2" in first.content.decode()


@pytest.mark.parametrize(("query", "words"), [("", "Nothing here yet"), ("?kind=guide", "Nothing matches")])
def test_an_empty_list_says_so(staff_client, library, query, words):
    assert words in staff_client.get(library.url + query).content.decode()


def test_a_long_number_of_a_page_or_an_odd_one_breaks_nothing(staff_client, library):
    assert staff_client.get(f"{library.url}?page=no&topic=none&words={'x' * 500}").status_code == 200


# --- zones -----------------------------------------------------------------------------------------------------------
def test_a_zone_shows_picks_first_then_fills_itself_without_repeats(staff_client, library, topic, secret):
    old = about(AssetPageFactory(parent=library, first_published_at=timezone.now() - timedelta(days=9)), topic)
    new = about(BulletinPageFactory(parent=library), topic)
    other = AssetPageFactory(parent=library)
    zone = LearningZonePageFactory(parent=library)
    ZoneTopic.objects.create(content_object=zone, tag=topic)
    for place, page in enumerate([other, old, secret]):
        ZonePick.objects.create(zone=zone, page=page, sort_order=place)

    response = staff_client.get(zone.url)

    assert titles(response) == [other.title, old.title, new.title]
    assert response.context["page_obj"].paginator.count == 3


def test_a_zone_shows_the_members_asset_to_members(client, library, topic, secret, insider):
    zone = LearningZonePageFactory(parent=library)
    ZoneTopic.objects.create(content_object=zone, tag=topic)
    client.force_login(insider)

    assert titles(client.get(zone.url)) == ["Only for members"]


def test_an_empty_zone_says_so(staff_client, library):
    assert "fills itself" in staff_client.get(LearningZonePageFactory(parent=library).url).content.decode()


# --- one page --------------------------------------------------------------------------------------------------------
def full_asset(library, topic, *, contacts=2):
    asset = about(
        AssetPageFactory(
            parent=library,
            context="<p>We tried it.</p>",
            what_to_do="<p>Try it.</p>",
            story="It helped.",
            story_by="Ward sister",
            standing="recommended",
        ),
        topic,
    )
    for place in range(contacts):
        AssetContact.objects.create(page=asset, person=PersonFactory(), sort_order=place, ask_about="Handover")
    return asset


def test_an_asset_page_shows_standing_owner_people_topics_and_short_link(staff_client, library, topic):
    asset = full_asset(library, topic)
    code = short_link_to(asset).code

    shown = staff_client.get(asset.url).content.decode()

    people = [asset.content_owner, *(contact.person for contact in asset.contacts.all())]
    wanted = ["Recommended", "Do this unless", topic.name, f"/s/{code}", *(person.last_name for person in people)]
    assert [words for words in wanted if words not in shown] == []
    assert "Due for review" not in shown


def test_an_overdue_page_says_since_when(staff_client, library):
    asset = AssetPageFactory(parent=library, review_on=date(2020, 3, 5))

    assert "Due for review since 5 March 2020" in staff_client.get(asset.url).content.decode()


def test_somebody_who_left_is_not_offered_as_a_person_to_ask(staff_client, library):
    asset = AssetPageFactory(parent=library)
    AssetContact.objects.create(page=asset, person=PersonFactory(is_active=False))

    assert staff_client.get(asset.url).context["contacts"] == []


def test_the_trail_is_on_the_page(staff_client, library, topic):
    cause, result = AssetPageFactory(parent=library), AssetPageFactory(parent=library)
    join(cause, result)

    assert "Came from" in staff_client.get(result.url).content.decode()
    assert "Led to" in staff_client.get(cause.url).content.decode()


def bulletin_with(library, *items):
    blank = {"title": "x", "summary": "", "page": None, "url": "", "source": "", "date": "2026-02-01"}
    values = [{"type": "item", "value": {**blank, **item}} for item in items]
    sections = json.dumps([{"type": "section", "value": {"heading": "New", "items": values}}])
    return BulletinPageFactory(parent=library, sections=sections)


def test_a_bulletin_links_to_pages_and_outside_addresses(staff_client, library):
    asset = AssetPageFactory(parent=library)
    bulletin = bulletin_with(
        library, {"title": "Ours", "page": asset.pk}, {"title": "Theirs", "url": "https://journal.example/1"}
    )

    shown = staff_client.get(bulletin.url).content.decode()

    assert f'href="{asset.url}"' in shown
    assert 'href="https://journal.example/1"' in shown


def test_a_bulletin_does_not_link_to_what_the_reader_may_not_see(staff_client, library, secret):
    bulletin = bulletin_with(library, {"title": "For members", "page": secret.pk})

    shown = staff_client.get(bulletin.url).content.decode()

    assert "For members" in shown
    assert secret.slug not in shown
    assert secret.title not in shown


def test_a_gated_asset_is_404_to_outsiders_and_open_to_members(client, person, secret, insider):
    client.force_login(person)
    assert client.get(secret.url).status_code == 404
    client.force_login(insider)
    assert client.get(secret.url).status_code == 200


def test_where_pages_may_stand():
    assert AssetPage.allowed_subpage_models() == []
    assert BulletinPage.allowed_subpage_models() == []


# --- what other rooms are given ---------------------------------------------------------------------------------------
def gather(kind, topic, user):
    gatherer = next(one for one in gatherers.registered() if one.kind == kind)
    return [found["title"] for found in gatherer.gather(topic, user, 5)]


def test_topic_pages_gather_what_the_reader_may_see(library, topic, secret, person, insider):
    bulletin = about(BulletinPageFactory(parent=library), topic)
    asset = about(AssetPageFactory(parent=library, first_published_at=timezone.now() - timedelta(days=1)), topic)

    assert gather("assets", topic, person) == [asset.title]
    assert gather("assets", topic, insider) == [secret.title, asset.title]
    assert gather("bulletins", topic, person) == [bulletin.title]


def test_a_community_shows_the_assets_below_its_page_by_topic(library, topic, rf, insider, secret):
    parent = LearningZonePageFactory(parent=library)
    below = about(AssetPageFactory(parent=parent), topic)
    AssetPageFactory(parent=library)
    tab = next(one for one in tabs.registered() if one.slug == "resources")

    content = tab.content(None, parent, insider, rf.get("/"))

    assert [(group["topic"], [card["title"] for card in group["cards"]]) for group in content["groups"]] == [
        (topic.name, [below.title])
    ]


def test_trail_kinds_show_live_and_visible_pages_alone(library, secret, person, insider):
    kind = kinds.kind_of("assets_library.assetpage")

    assert list(kind.visible(person)) == []
    assert list(kind.visible(insider)) == [secret]


def test_latest_is_of_what_the_reader_may_see(library, topic, secret, person, insider):
    asset = AssetPageFactory(parent=library, first_published_at=timezone.now() - timedelta(days=1))

    assert [card["title"] for card in latest(person, 5)] == [asset.title]
    assert [card["title"] for card in latest(insider, 1)] == [secret.title]
    assert latest_about([topic], person, 5) == []
    assert [card["title"] for card in latest_about([topic], insider, 5)] == [secret.title]


# --- cost ------------------------------------------------------------------------------------------------------------
def queries_of(client, url):
    client.get(url)  # warm the site-root, content-type and rendition caches
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    statements = [query["sql"] for query in queries]
    assert sorted(set(statements)) == sorted(statements)
    return len(statements)


def test_the_list_costs_the_same_at_one_and_at_three(staff_client, library, topic, pictures):
    about(AssetPageFactory(parent=library, picture=ImageFactory()), topic)
    about(BulletinPageFactory(parent=library), topic)
    one = queries_of(staff_client, library.url)
    for _ in range(2):
        about(AssetPageFactory(parent=library, picture=ImageFactory()), topic, TopicFactory())
        about(BulletinPageFactory(parent=library), topic)

    assert queries_of(staff_client, library.url) == one
    assert one <= 12


def test_a_zone_costs_the_same_at_one_and_at_three(staff_client, library, topic, pictures):
    zone = LearningZonePageFactory(parent=library)
    ZoneTopic.objects.create(content_object=zone, tag=topic)
    ZonePick.objects.create(zone=zone, page=AssetPageFactory(parent=library, picture=ImageFactory()))
    about(AssetPageFactory(parent=library, picture=ImageFactory()), topic)
    one = queries_of(staff_client, zone.url)
    for _ in range(2):
        ZonePick.objects.create(zone=zone, page=AssetPageFactory(parent=library, picture=ImageFactory()))
        about(AssetPageFactory(parent=library, picture=ImageFactory()), topic)

    assert queries_of(staff_client, zone.url) == one
    assert one <= 12


def test_an_asset_page_costs_the_same_at_one_and_at_three_people(staff_client, library, topic):
    one = queries_of(staff_client, full_asset(library, topic, contacts=1).url)

    assert queries_of(staff_client, full_asset(library, topic, contacts=3).url) == one
    assert one <= 10


def test_a_bulletin_costs_the_same_at_one_and_at_three_items(staff_client, library):
    def bulletin(count):
        return bulletin_with(library, *({"page": AssetPageFactory(parent=library).pk} for _ in range(count)))

    one = queries_of(staff_client, bulletin(1).url)

    assert queries_of(staff_client, bulletin(3).url) == one
    assert one <= 10


def test_latest_costs_the_same_at_one_and_at_three(library, topic, person, pictures, django_assert_num_queries):
    about(AssetPageFactory(parent=library, picture=ImageFactory()), topic)
    latest(person, 5)
    for _ in range(2):
        about(AssetPageFactory(parent=library, picture=ImageFactory()), topic)
    latest(person, 5)

    with django_assert_num_queries(3):
        assert len(latest(person, 5)) == 3
