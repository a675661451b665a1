"""Bulk rows stand in the tree, behind their gates and in the search index as if editors had made them."""

import pytest
from django.db import connection
from wagtail.models import Page

from assets_library.models import AssetPage, BulletinPage
from communities.models import CommunitiesIndexPage, CommunityPage
from events.models import EventPage, Occurrence, Signup
from home.demo.bulk import load_bulk
from hub.circles.audience import may_see_page
from hub.circles.models import Membership, PageAudience
from hub.people.models import User

COUNTS = {"people": 10, "communities": 2, "events": 6, "assets": 8, "bulletins": 1}


@pytest.fixture
def counts(db):
    return load_bulk("XS")


@pytest.fixture
def bulk_client(client, counts):
    client.force_login(User.objects.filter(email__startswith="bulk-xs-").first())
    return client


def snapshot():
    pages = list(Page.objects.order_by("pk").values_list("pk", "path", "numchild", "last_published_at"))
    return pages, Membership.objects.count(), Signup.objects.count()


def test_as_many_rows_as_the_size_says(counts):
    assert {kind: counts[kind] for kind in COUNTS} == COUNTS
    assert counts["memberships"] == Membership.objects.count() > 0
    assert counts["signups"] == Signup.objects.count() > 0


def test_the_page_tree_is_sound(counts):
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_can_still_be_added_behind_the_bulk_rows(counts):
    index = CommunitiesIndexPage.objects.get()
    before = index.numchild

    index.add_child(instance=CommunityPage(title="One more", purpose="Added by hand."))

    index.refresh_from_db()
    assert index.numchild == before + 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_every_page_has_the_audience_that_its_gates_give(counts):
    with connection.cursor() as cursor:
        cursor.execute("select id, hub_circles_circle_of(path) from wagtailcore_page order by id")
        by_gates = cursor.fetchall()

    assert list(PageAudience.objects.order_by("page").values_list("page", "circle")) == by_gates
    assert PageAudience.objects.exclude(circle=None).filter(page__slug__startswith="bulk-xs-asset-").exists()


def test_nobody_is_signed_up_for_what_they_may_not_see(counts):
    for signup in Signup.objects.select_related("person", "occurrence"):
        assert may_see_page(Page(pk=signup.occurrence.event_id), signup.person)


def test_no_date_holds_more_people_than_it_has_places(counts):
    for date in Occurrence.objects.with_places_taken():
        assert date.in_person_taken <= date.in_person_capacity


@pytest.mark.parametrize("model", [CommunityPage, AssetPage, BulletinPage, EventPage])
def test_pages_of_every_kind_are_served(bulk_client, model):
    for page in model.objects.filter(slug__startswith="bulk-xs-"):
        assert bulk_client.get(page.get_url()).status_code == 200


def test_bulk_pages_are_found(counts):
    page = AssetPage.objects.filter(slug__startswith="bulk-xs-").first()

    assert page in AssetPage.objects.search(page.title, operator="and")


def test_loading_again_changes_nothing(counts):
    before = snapshot()

    again = load_bulk("XS")

    assert again == counts
    assert snapshot() == before
