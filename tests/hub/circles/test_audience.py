"""The audience of every page, compared with an oracle that knows nothing of the trigger."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from communities.models import CommunitiesIndexPage
from home.models import StandardPage
from hub.circles.actions import CircleRefused, set_gate
from hub.circles.audience import everybody, named_circles, visible_circles, visible_pages
from hub.circles.models import PageAudience, PageGate
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.people import PersonFactory


def oracle() -> dict:
    """page → circle, by walking up from each page to the nearest gate."""
    gates = dict(PageGate.objects.values_list("page__path", "circle"))
    answer = {}
    for page in Page.objects.all():
        above = [page.path[:end] for end in range(len(page.path), 0, -Page.steplen)]
        answer[page.pk] = next((gates[path] for path in above if path in gates), None)
    return answer


def table() -> dict:
    return dict(PageAudience.objects.values_list("page", "circle"))


def below(parent, **fields):
    parent.refresh_from_db()
    fields = {"title": f"Page {Page.objects.count()}", **fields}
    return parent.add_child(instance=StandardPage(**fields))


@pytest.fixture
def gated(home_page):
    """home → closed (gated) → inner; home → open."""
    closed, circle = below(home_page), CircleFactory()
    inner = below(closed)
    gate(closed, circle)
    return {"closed": closed, "inner": inner, "open": below(home_page), "circle": circle}


def fresh(page):
    return Page.objects.get(pk=page.pk)


def test_audience_follows_the_gate_at_creation(gated):
    below(gated["inner"])

    assert table() == oracle()
    assert set(table().values()) == {None, gated["circle"].pk}


def test_audience_follows_a_copy_into_the_open(gated):
    copy = fresh(gated["inner"]).copy(to=fresh(gated["open"]), update_attrs={"slug": "copied"})

    assert table() == oracle()
    assert table()[copy.pk] is None


def test_audience_follows_a_copy_behind_the_gate(gated):
    copy = fresh(gated["open"]).copy(to=fresh(gated["closed"]), recursive=True, update_attrs={"slug": "copied"})

    assert table() == oracle()
    assert table()[copy.pk] == gated["circle"].pk


def test_audience_follows_an_alias(gated):
    alias = fresh(gated["inner"]).specific.create_alias(parent=fresh(gated["open"]), update_slug="alias")

    assert table() == oracle()
    assert table()[alias.pk] is None


def test_audience_follows_a_move_with_all_below(gated):
    fresh(gated["open"]).move(fresh(gated["closed"]), pos="last-child")
    assert table() == oracle()
    assert table()[gated["open"].pk] == gated["circle"].pk

    fresh(gated["inner"]).move(fresh(gated["closed"]).get_parent(), pos="last-child")
    assert table() == oracle()
    assert table()[gated["inner"].pk] is None


def test_audience_follows_reordering(gated):
    fresh(gated["open"]).move(fresh(gated["closed"]), pos="left")

    assert table() == oracle()
    assert table()[gated["inner"].pk] == gated["circle"].pk


def test_audience_follows_changes_of_the_gate(gated):
    other = CircleFactory()
    PageGate.objects.filter(page=gated["closed"]).update(circle=other)
    assert table() == oracle()
    assert table()[gated["inner"].pk] == other.pk

    PageGate.objects.filter(page=gated["closed"]).delete()
    assert table() == oracle()
    assert set(table().values()) == {None}


def test_an_old_draft_that_is_published_opens_nothing(gated):
    page = gated["inner"]
    old = page.save_revision()
    page.title = "Newer"
    page.save_revision().publish()

    old.publish()

    assert table() == oracle()
    assert table()[page.pk] == gated["circle"].pk


def test_scheduled_publishing_opens_nothing(gated):
    page = below(gated["closed"], live=False, go_live_at=timezone.now() - timedelta(minutes=1))
    page.save_revision(approved_go_live_at=page.go_live_at)

    call_command("publish_scheduled")

    assert fresh(page).live
    assert table() == oracle()
    assert table()[page.pk] == gated["circle"].pk


def test_a_deleted_page_leaves_no_row(gated):
    fresh(gated["closed"]).delete()

    assert table() == oracle()


def test_a_page_without_a_row_is_seen_by_nobody(gated, person):
    PageAudience.objects.filter(page=gated["open"]).delete()

    assert not visible_pages(Page.objects.filter(pk=gated["open"].pk), person).exists()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("signed out", []),
        ("leaver", []),
        ("guest", []),
        ("non-member", ["open"]),
        ("former member", ["open"]),
        ("asked", ["open"]),
        ("invited", ["open"]),
        ("member whose time is over", ["open"]),
        ("superuser", ["open"]),
        ("member", ["closed", "inner", "open"]),
        ("guest member", ["closed", "inner"]),
    ],
)
def test_who_sees_what_is_behind_a_gate(gated, who, sees):
    user = one_who_is(who, gated["circle"])
    pages = {name: gated[name].pk for name in ("closed", "inner", "open")}

    seen = set(visible_pages(Page.objects.filter(pk__in=pages.values()), user).values_list("pk", flat=True))

    assert [name for name, pk in pages.items() if pk in seen] == sees


def one_who_is(who, circle):
    if who == "signed out":
        return everybody()
    kinds = {
        "leaver": {"is_active": False},
        "guest": {"kind": "guest"},
        "guest member": {"kind": "guest"},
        "superuser": {"is_superuser": True},
    }
    person = PersonFactory(**kinds.get(who, {}))
    yesterday = timezone.localdate() - timedelta(days=1)
    memberships = {
        "leaver": {},
        "member": {},
        "guest member": {},
        "former member": {"state": "left"},
        "asked": {"state": "requested"},
        "invited": {"state": "invited"},
        "member whose time is over": {"ends_on": yesterday},
    }
    if who in memberships:
        MembershipFactory(circle=circle, person=person, **memberships[who])
    return person


def test_public_circles_open_to_everybody(gated):
    gate(gated["open"], CircleFactory(public=True))

    seen = visible_pages(Page.objects.filter(pk__in=[gated["open"].pk, gated["closed"].pk]), everybody())

    assert [page.pk for page in seen] == [gated["open"].pk]


def test_a_hidden_circle_is_not_even_named(person):
    hidden, listed = CircleFactory(hidden=True), CircleFactory()

    assert set(named_circles(person)) == {listed}
    assert set(visible_circles(person)) == set()

    MembershipFactory(circle=hidden, person=person, state="invited")
    assert set(named_circles(person)) == {hidden, listed}


def test_visible_pages_survives_search(gated, person):
    for page in (gated["open"], gated["inner"]):
        page.title = "Hydration rounds"
        page.save()

    found = visible_pages(Page.objects.live(), person).search("hydration")

    assert [page.pk for page in found] == [gated["open"].pk]


def test_a_gate_below_or_above_another_is_refused(gated):
    with pytest.raises(CircleRefused, match="below a page"):
        set_gate(fresh(gated["inner"]), CircleFactory())
    with pytest.raises(CircleRefused, match="page below this one"):
        set_gate(fresh(gated["closed"]).get_parent(), CircleFactory())


def test_wagtails_own_privacy_is_off_for_every_page_type():
    assert {tuple(model.private_page_options) for model in [Page, StandardPage, CommunitiesIndexPage]} == {()}
