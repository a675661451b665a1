"""The registers of the admin: who may read them, and what is left out of them."""

import csv
import io

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from hub.people.roles import EDITORS, LIBRARY_TEAM
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory

MEMBERSHIPS = "/admin/hub_circles/membership/"
SIGNUPS = "/admin/events/signup/"


@pytest.fixture
def librarian(client, db):
    person = PersonFactory()
    person.groups.add(Group.objects.get(name=LIBRARY_TEAM))
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    client.force_login(person)
    return person


def rows(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("address", [MEMBERSHIPS, SIGNUPS])
def test_editors_and_staff_may_not_read_a_register(client, person, address):
    client.force_login(person)
    assert client.get(address).status_code == 403

    person.groups.add(Group.objects.get(name=EDITORS))
    assert client.get(address).status_code == 302


def test_memberships_of_hidden_communities_are_left_out(client, librarian, closed, hidden):
    content = client.get(MEMBERSHIPS).content.decode()
    assert "Tissue viability" in content
    assert "Quiet room" not in content

    MembershipFactory(circle=hidden.circle, person=librarian)
    assert "Quiet room" in client.get(MEMBERSHIPS).content.decode()


def test_the_export_neutralises_formulas(client, librarian, closed):
    MembershipFactory(circle=closed.circle, person=PersonFactory(first_name='=HYPERLINK("https://evil.example")'))

    exported = rows(client.get(MEMBERSHIPS, {"export": "csv"}))

    people = [value for row in exported for name, value in row.items() if name.lower() == "person"]
    assert sum(value.startswith("'=HYPERLINK") for value in people) == 1
    assert not [value for value in people if value.startswith("=")]


def test_nobody_edits_or_deletes_in_a_register(client, librarian, closed):
    membership = closed.circle.memberships.get()

    assert client.get(f"{MEMBERSHIPS}create/").status_code == 302
    assert client.get(f"{MEMBERSHIPS}edit/{membership.pk}/").status_code == 302
    assert client.post(f"{MEMBERSHIPS}delete/{membership.pk}/").status_code == 302
    membership.refresh_from_db()
    assert client.get(f"{MEMBERSHIPS}inspect/{membership.pk}/").status_code == 200


def test_inspecting_by_number_shows_no_more_than_the_list(client, librarian, hidden):
    membership = hidden.circle.memberships.get()

    assert client.get(f"{MEMBERSHIPS}inspect/{membership.pk}/").status_code == 404
    assert client.get(f"{MEMBERSHIPS}inspect/abc/").status_code == 404


def test_signups_of_events_the_reader_may_not_see_are_left_out(client, librarian, home_page):
    events = EventsIndexPageFactory(parent=home_page, title="Events", slug="events")
    secret = LunchAndLearnPageFactory(parent=events, title="Inner circle lunch")
    for page in (secret, LunchAndLearnPageFactory(parent=events, title="Lunch for all")):
        SignupFactory(occurrence=date_of(page))
    gate(secret, CircleFactory(hidden=True))

    signup = date_of(secret).signups.get()
    assert client.get(f"{SIGNUPS}inspect/{signup.pk}/").status_code == 404
    content = client.get(SIGNUPS).content.decode()

    assert "Lunch for all" in content
    assert "Inner circle lunch" not in content


@pytest.mark.parametrize("report", ["site-history", "aging-pages"])
def test_wagtails_own_reports_export_no_formulas_either(client, librarian, home_page, report):
    librarian.first_name = "=cmd|"
    librarian.save()
    home_page.title = '=HYPERLINK("https://evil.example")'
    home_page.save_revision(user=librarian).publish(user=librarian)

    exported = rows(client.get(f"/admin/reports/{report}/", {"export": "csv"}))

    cells = [value for row in exported for value in row.values()]
    assert '\'=HYPERLINK("https://evil.example")' in cells
    assert [value for value in cells if value.startswith("=")] == []


@pytest.mark.parametrize("address", [MEMBERSHIPS, SIGNUPS, "/admin/reports/site-history/"])
def test_a_workbook_can_be_exported_too(client, librarian, closed, address):
    response = client.get(address, {"export": "xlsx"})

    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"PK")
