"""Ways round the front door that were open once, each with something that could leak."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from wagtail.contrib.redirects.models import Redirect
from wagtail.rich_text import expand_db_html

from home.models import StandardPage
from hub.people.roles import EDITORS, REVIEWERS
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.content import DocumentFactory
from tests.factories.people import PersonFactory


@pytest.fixture
def secret(home_page):
    home_page.refresh_from_db()
    page = home_page.add_child(instance=StandardPage(title="Redundancies on Ward Nine", slug="ward-nine"))
    gate(page, CircleFactory(hidden=True))
    return page


def member_of(page):
    person = PersonFactory()
    MembershipFactory(circle=page.gate.circle, person=person)
    return person


def test_the_footer_names_no_closed_page(staff_client, secret):
    assert b"Redundancies" not in staff_client.get("/my/").content


def test_the_footer_names_a_staff_page_to_nobody_signed_out(client, home_page):
    home_page.add_child(instance=StandardPage(title="For staff alone", slug="for-staff"))
    public = home_page.add_child(instance=StandardPage(title="Help for all", slug="help-for-all"))
    gate(public, CircleFactory(public=True))

    content = client.get("/accounts/login/").content

    assert b"Help for all" in content
    assert b"For staff alone" not in content


@pytest.fixture(autouse=True)
def fresh_shell():
    caches["shell"].clear()
    yield
    caches["shell"].clear()


def test_an_old_address_leads_on_only_for_those_who_may_know(client, person, secret):
    Redirect.add_redirect("/old-name", secret, is_permanent=True)
    client.force_login(person)
    assert client.get("/old-name/").status_code == 404

    client.force_login(member_of(secret))
    assert client.get("/old-name/").url == "/ward-nine/"


def test_an_old_address_to_somewhere_else_leads_on(staff_client, home_page):
    Redirect.add_redirect("/elsewhere", "/my/", is_permanent=False)

    assert staff_client.get("/elsewhere/").url == "/my/"


def test_a_link_in_a_text_does_not_say_the_address_of_a_closed_page(secret, home_page, client, person):
    open_page = home_page.add_child(instance=StandardPage(title="Open", slug="open"))
    html = f'<a linktype="page" id="{secret.pk}">a</a> <a linktype="page" id="{open_page.pk}">b</a>'

    assert expand_db_html(html) == f'<a href="/do/pages/{secret.pk}/">a</a> <a href="/open/">b</a>'
    client.force_login(person)
    assert client.get(f"/do/pages/{secret.pk}/").status_code == 404
    client.force_login(member_of(secret))
    assert client.get(f"/do/pages/{secret.pk}/").url == "/ward-nine/"


def test_a_document_of_another_circle_is_not_named_in_a_page(client, home_page, person):
    circle = CircleFactory()
    document = DocumentFactory(title="Grievance of a colleague", circle=circle)
    body = [("document", {"document": document, "title": ""})]
    page = home_page.add_child(instance=StandardPage(title="Open", slug="open", body=body))
    client.force_login(person)
    assert b"Grievance" not in client.get(page.url).content

    MembershipFactory(circle=circle, person=person)
    assert b"Grievance" in client.get(page.url).content


@pytest.mark.parametrize(("role", "is_named"), [(REVIEWERS, False), (EDITORS, True)])
def test_the_page_chooser_names_closed_pages_to_editors_alone(client, secret, settings, role, is_named):
    settings.HUB_REQUIRE_SECOND_FACTOR = False
    person = PersonFactory()
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)

    response = client.get("/admin/choose-page/search/", {"q": "redundancies"})

    assert response.status_code == 200
    assert (b"Redundancies" in response.content) is is_named
