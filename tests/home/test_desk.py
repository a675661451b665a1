import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from home.desk import NextSteps
from home.setting_up import set_up
from hub.people.roles import EDITORS, LIBRARY_TEAM, REVIEWERS
from tests.factories.people import PersonFactory

WRITE = ["Write a bulletin", "Write a knowledge asset", "Plan an event"]
REVIEW = ["Held texts: 0 waiting for a decision"]


@pytest.fixture
def in_role(root_page, settings):
    settings.HUB_REQUIRE_SECOND_FACTOR = False
    set_up()

    def make(name):
        person = PersonFactory()
        if name:
            person.groups.add(Group.objects.get(name=name))
        return person

    return make


@pytest.mark.parametrize(
    ("role", "steps"),
    [(EDITORS, WRITE), (LIBRARY_TEAM, [*WRITE, "Invite somebody"]), (REVIEWERS, REVIEW)],
)
def test_each_role_begins_with_what_it_can_do(client, in_role, role, steps):
    client.force_login(in_role(role))

    content = client.get("/admin/").content.decode()

    assert [title for title in [*WRITE, *REVIEW, "Invite somebody"] if title in content] == steps
    assert "Back to the Hub" in content
    assert "What&#x27;s new" not in content


@pytest.mark.parametrize("role", [EDITORS, LIBRARY_TEAM, REVIEWERS])
def test_every_step_leads_somewhere_the_role_may_go(client, in_role, role):
    person = in_role(role)
    client.force_login(person)

    steps = NextSteps(person).get_context_data({})["steps"]

    assert [client.get(address).status_code for _, address in steps] == [200] * len(steps)


def test_an_editor_can_upload_a_picture_and_a_document(client, in_role):
    client.force_login(in_role(EDITORS))

    assert client.get("/admin/images/add/").status_code == 200
    assert client.get("/admin/documents/add/").status_code == 200


def test_an_editor_changes_the_names_of_the_organisation(client, in_role):
    client.force_login(in_role(EDITORS))

    assert client.get("/admin/settings/hub_core/organisation/", follow=True).status_code == 200


def test_a_new_bulletin_offers_what_is_usual(client, in_role):
    person = in_role(EDITORS)
    client.force_login(person)
    library = Page.objects.get(slug="library")

    form = client.get(f"/admin/pages/add/assets_library/bulletinpage/{library.pk}/").context["form"]

    assert form.initial["content_owner"] == person.pk
    assert form.initial["issued_on"] is not None
    assert form.initial["review_on"] > form.initial["issued_on"]
