import pytest
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Page

from communities.models import CommunitiesIndexPage, CommunityPage
from hub.circles.models import PageGate
from hub.core.models import ShortLink
from hub.trail import actions
from hub.trail.models import TrailLink
from hub.trail.trails import trail_of
from tests.factories.circles import CircleFactory, MembershipFactory


@pytest.fixture
def index(home_page):
    return home_page.add_child(instance=CommunitiesIndexPage(title="Communities"))


@pytest.fixture
def community(index):
    """Makes a community's page, behind the circle that is given or open to all staff."""

    def make(title, circle=None):
        page = index.add_child(instance=CommunityPage(title=title, purpose="To learn"))
        PageGate.objects.filter(page=page).update(circle=circle or CircleFactory(open=True))
        return page

    return make


def titles(steps):
    return [step.title for step in steps]


def drawn(page, user):
    request = RequestFactory().get("/")
    request.user = user
    return Template("{% load trail_tags %}{% trail page %}").render(Context({"request": request, "page": page}))


def test_a_trail_reads_both_ways_oldest_first(community, person):
    first, second, third = community("First"), community("Second"), community("Third")
    actions.join(first, second, by=person)
    actions.join(second, third)
    actions.join(first, third)

    assert [titles(steps) for steps in trail_of(first, person)] == [[], ["Second", "Third"]]
    assert [titles(steps) for steps in trail_of(third, person)] == [["Second", "First"], []]


def test_joining_twice_is_joining_once_and_parting_undoes_it(community, person):
    first, second = community("First"), community("Second")

    assert actions.join(first, second, by=person) == actions.join(first, second)

    actions.part(first, second)

    assert not TrailLink.objects.exists()


def test_nothing_leads_to_itself(community):
    page = community("Only")

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.join(page, page)


def test_a_page_loaded_as_a_plain_page_has_the_same_trail(community, person):
    first, second = community("First"), community("Second")
    actions.join(Page.objects.get(pk=first.pk), second)

    assert titles(trail_of(first, person)[1]) == ["Second"]
    assert titles(trail_of(Page.objects.get(pk=first.pk), person)[1]) == ["Second"]


def test_a_step_is_hidden_from_those_who_may_not_see_it(community, person):
    circle = CircleFactory(hidden=True)
    member = MembershipFactory(circle=circle).person
    open_page, secret = community("Open"), community("Secret", circle)
    actions.join(secret, open_page)
    actions.join(open_page, secret)

    assert [titles(steps) for steps in trail_of(open_page, member)] == [["Secret"], ["Secret"]]
    assert trail_of(open_page, person) == ([], [])
    assert "Secret" in drawn(open_page, member)
    assert drawn(open_page, person).strip() == ""


def test_a_step_that_is_gone_leaves_the_trail_alone(community, person):
    first, second = community("First"), community("Second")
    actions.join(first, second)
    second.delete()

    assert trail_of(first, person) == ([], [])


def test_things_of_an_unregistered_kind_stay_hidden(community, index, person):
    page = community("First")
    actions.join(index, page)

    assert trail_of(page, person) == ([], [])


def test_script_in_a_title_is_shown_as_text(community, person):
    first, second = community("First"), community("<script>alert(1)</script>")
    actions.join(first, second)

    shown = drawn(first, person)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>" not in shown


@pytest.mark.parametrize("steps", [1, 3])
def test_a_trail_costs_the_same_however_long(community, person, steps, django_assert_num_queries):
    first = community("First")
    for number in range(steps):
        actions.join(first, community(f"Step {number}"))
    trail_of(first, person)

    with django_assert_num_queries(2):
        assert len(trail_of(first, person)[1]) == steps


def test_a_thing_has_one_short_link(community):
    page = community("First")

    link = actions.short_link_to(page)

    assert actions.short_link_to(CommunityPage.objects.get(pk=page.pk)) == link
    assert ShortLink.objects.count() == 1


def test_a_code_that_is_taken_is_never_given_again(community):
    class SameThenOther:
        """Draws the code of the first link again before it draws new ones."""

        def __init__(self, code):
            self.letters = iter(code + "CDFGHJK")

        def choice(self, alphabet):
            return next(self.letters)

    first, second = community("First"), community("Second")
    taken = actions.short_link_to(first).code
    first.delete()

    link = actions.short_link_to(second, rng=SameThenOther(taken))

    assert link.code == "CDFGHJK"
    assert set(ShortLink.objects.values_list("code", flat=True)) == {taken, "CDFGHJK"}


def test_a_short_link_leads_to_the_page_wherever_it_lives(staff_client, community):
    page = community("First")
    address = actions.short_link_to(page).get_absolute_url()
    before = staff_client.get(address).url

    page.slug = "another-name"
    page.save_revision().publish()
    after = staff_client.get(address)

    assert before.endswith("/first/")
    assert (after.status_code, after.url) == (302, CommunityPage.objects.get(pk=page.pk).url)
    assert after.url.endswith("/another-name/")


def test_a_code_may_be_typed_in_small_letters_with_hyphens(staff_client, community):
    code = actions.short_link_to(community("First")).code

    assert staff_client.get(f"/s/{code[:3].lower()}-{code[3:]}").status_code == 302


def test_unknown_gone_and_invisible_are_alike(staff_client, client, community):
    circle = CircleFactory(hidden=True)
    secret = actions.short_link_to(community("Secret", circle))
    draft, gone = community("Draft"), community("Gone")
    draft_link, gone_link = actions.short_link_to(draft), actions.short_link_to(gone)
    draft.unpublish()
    gone.delete()
    addresses = ["/s/CDFGHJK", *[link.get_absolute_url() for link in (secret, draft_link, gone_link)]]

    assert [staff_client.get(address).status_code for address in addresses] == [404] * 4

    client.force_login(MembershipFactory(circle=circle).person)
    assert client.get(secret.get_absolute_url()).status_code == 302


def test_the_signed_out_get_one_answer_for_known_and_unknown(client, community):
    known = actions.short_link_to(community("First")).get_absolute_url()

    answers = [client.get(address) for address in (known, "/s/CDFGHJK")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [answer.url.split("?")[0] for answer in answers] == ["/accounts/login/"] * 2


def test_a_short_link_is_only_read(staff_client, community):
    assert staff_client.post(actions.short_link_to(community("First")).get_absolute_url()).status_code == 405
