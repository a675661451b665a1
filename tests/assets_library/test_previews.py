import json

import pytest
from django.urls import reverse

from assets_library.models import AssetPage, BulletinPage, LearningZonePage, LibraryIndexPage
from hub.notices.compose import compose
from hub.notices.models import Notice
from tests.factories.library import AssetPageFactory, BulletinPageFactory, LearningZonePageFactory
from tests.factories.library_forms import asset_form

ITEM = {"title": "Ours", "summary": "", "page": None, "url": "https://journal.example", "source": "", "date": None}
SECTION = {"type": "section", "value": {"heading": "New", "items": [{"type": "item", "value": ITEM}]}}


@pytest.mark.parametrize(
    ("model", "children"),
    [
        (LibraryIndexPage, [BulletinPage, AssetPage, LearningZonePage]),
        (AssetPage, []),
        (BulletinPage, []),
        (LearningZonePage, []),
    ],
)
def test_where_pages_may_stand(model, children):
    assert model.allowed_subpage_models() == children


@pytest.mark.parametrize("factory", [AssetPageFactory, BulletinPageFactory, LearningZonePageFactory])
def test_every_page_shows_and_shows_its_draft(editor_client, library, factory):
    page = factory(parent=library)
    page.save_revision()

    assert editor_client.get(page.url).status_code == 200
    assert editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_the_draft_of_a_bulletin_shows_its_items(editor_client, library):
    page = BulletinPageFactory(parent=library, live=False)
    page.sections = json.dumps([SECTION])
    page.save_revision()

    shown = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    assert 'href="https://journal.example"' in shown


def test_a_page_that_is_not_saved_yet_can_be_previewed(editor_client, editor, library, topic):
    rows = {"contacts-TOTAL_FORMS": "1", "contacts-INITIAL_FORMS": "0", "contacts-0-id": "", "contacts-0-ORDER": "0"}
    rows |= {"contacts-0-person": editor.pk, "contacts-0-ask_about": "Handover", "contacts-0-DELETE": ""}
    url = reverse("wagtailadmin_pages:preview_on_add", args=["assets_library", "assetpage", library.pk])

    posted = editor_client.post(url, {**asset_form(topics=topic.name, owner=editor), **rows})
    preview = editor_client.get(url)

    assert posted.json()["is_valid"] is True
    assert [one["person"] for one in preview.context["contacts"]] == [editor]
    assert "Handover in ten minutes" in preview.content.decode()
    assert preview.context["topics"] == [topic]


def test_an_empty_draft_can_be_previewed(editor_client, library):
    page = AssetPageFactory(parent=library, live=False, content_owner=None, review_on=None)
    page.save_revision(clean=False)

    assert editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_the_letter_to_the_owner_is_written(library):
    page = AssetPageFactory(parent=library, context="<p>Not for the mail</p>")
    context = {"page": page.pk, "review_on": page.review_on.isoformat()}
    notice = Notice(recipient=page.content_owner, template="assets_library/email/review_due", context=context)

    letter = compose(notice, address=page.content_owner.email).decode()

    assert page.title in letter
    assert "Not for the mail" not in letter
