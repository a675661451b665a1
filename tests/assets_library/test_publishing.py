"""Every way to publication, by the people who take it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import rich_text

from assets_library.actions import ensure_workflow
from assets_library.models import AssetPage, BulletinPage
from hub.core.models import ShortLink
from hub.notices.models import Notice
from hub.review import actions
from hub.review.models import Hold
from tests.factories.library import AssetPageFactory, ImageFactory, about
from tests.factories.library_forms import asset_form, bulletin_form
from tests.factories.people import PersonFactory

HELD_WORDS = "The patient, 943 476 5919, went home."


def add_url(library, model="assetpage"):
    return reverse("wagtailadmin_pages:add", args=["assets_library", model, library.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def complete(editor, topic, **fields):
    return asset_form(topics=topic.name, owner=editor, **fields)


def held(**fields):
    return {"context": rich_text(f"<p>{HELD_WORDS}</p>"), **fields}


def draft_asset(library, topic, *, context="<p>All well.</p>", **fields):
    """A saved draft that has never been live."""
    page = about(AssetPageFactory(parent=library, live=False, context=context, **fields), topic)
    page = AssetPage.objects.get(pk=page.pk)
    page.save_revision()
    return page


def is_live(page):
    return AssetPage.objects.get(pk=page.pk).live


# --- by the editor's button ------------------------------------------------------------------------------------------
def test_an_editor_publishes_an_asset_with_topics(editor_client, editor, library, topic):
    response = editor_client.post(add_url(library), {**complete(editor, topic), "action-publish": "1"})

    page = AssetPage.objects.get()
    assert response.status_code == 302
    assert (page.live, page.content_owner, list(page.topics.all())) == (True, editor, [topic])


def test_an_editor_publishes_a_bulletin(editor_client, editor, library, topic):
    item = {"title": "A review", "summary": "Worth reading.", "page": "", "url": "https://journal.example/1"}
    item |= {"source": "Journal", "date": "2026-02-01"}
    items = {"items-count": "1", "items-0-value": item, "items-0-type": "item", "items-0-order": "0"}
    items |= {"items-0-deleted": "", "items-0-id": ""}
    sections = [("section", {"heading": "Reviews", **items})]
    form = bulletin_form(topics=topic.name, owner=editor, sections=sections)

    editor_client.post(add_url(library, "bulletinpage"), {**form, "action-publish": "1"})

    page = BulletinPage.objects.get()
    assert page.live
    assert page.sections[0].value["items"][0]["url"] == "https://journal.example/1"


def test_publishing_says_what_is_missing(editor_client, library):
    response = editor_client.post(add_url(library), {**asset_form(review_on=""), "action-publish": "1"})

    errors = response.context["form"].errors
    assert not AssetPage.objects.exists()
    assert errors["topics"] == ["Choose at least one topic, so that people find this."]
    assert errors["content_owner"] == ["Choose an owner: the person who keeps this right."]
    assert errors["review_on"] == ["Give a review date: the day on which the owner looks at this again."]


def test_a_draft_is_saved_without_them(editor_client, library):
    response = editor_client.post(add_url(library), asset_form(review_on=""))

    page = AssetPage.objects.get()
    assert response.status_code == 302
    assert (page.live, page.content_owner, page.review_on) == (False, None, None)


def test_a_picture_without_description_is_flagged_on_publishing_only(editor_client, editor, library, topic, pictures):
    picture = ImageFactory(description="")
    form = complete(editor, topic, picture=str(picture.pk))

    response = editor_client.post(add_url(library), {**form, "action-publish": "1"})
    assert "no description" in response.context["form"].errors["picture"][0]
    assert not AssetPage.objects.exists()

    editor_client.post(add_url(library), form)
    assert AssetPage.objects.get().live is False


def test_a_new_page_with_held_words_is_never_live(editor_client, editor, library, topic):
    response = editor_client.post(
        add_url(library), {**complete(editor, topic, **held()), "action-publish": "1"}, follow=True
    )

    page = AssetPage.objects.get()
    words = [str(message) for message in response.context["messages"]]
    assert (page.live, page.live_revision_id, page.last_published_at) == (False, None, None)
    assert HELD_WORDS in page.get_latest_revision_as_object().context
    assert Hold.objects.get().target == page
    assert response.redirect_chain == [(edit_url(page), 302)]
    assert len(words) == 1
    assert words[0].startswith("Not published")
    assert "NHS number in “Context”" in words[0]
    assert "the information governance reviewer has been told and can release it" in words[0]
    assert "943" not in words[0]


def test_a_live_page_keeps_its_live_words_while_the_new_ones_are_held(editor_client, editor, library, topic):
    page = draft_asset(library, topic, content_owner=editor)
    page.get_latest_revision().publish()

    editor_client.post(edit_url(page), {**complete(editor, topic, slug=page.slug, **held()), "action-publish": "1"})

    page = AssetPage.objects.get(pk=page.pk)
    assert (page.live, page.context, page.has_unpublished_changes) == (True, "<p>All well.</p>", True)
    assert Hold.objects.get().state == "held"


def test_a_draft_of_a_live_page_is_saved_with_held_words_in_it(editor_client, editor, library, topic):
    page = draft_asset(library, topic, content_owner=editor)
    page.get_latest_revision().publish()

    response = editor_client.post(edit_url(page), complete(editor, topic, slug=page.slug, **held()), follow=True)

    assert Hold.objects.count() == 0
    assert HELD_WORDS in AssetPage.objects.get(pk=page.pk).get_latest_revision_as_object().context
    assert any("cannot be published yet" in str(message) for message in response.context["messages"])


def test_after_release_the_author_publishes(editor_client, editor, library, topic, reviewer):
    form = complete(editor, topic, **held())
    editor_client.post(add_url(library), {**form, "action-publish": "1"})
    actions.release(Hold.objects.get(), by=reviewer, reason="A made-up number")
    page = AssetPage.objects.get()
    assert not page.live

    editor_client.post(edit_url(page), {**form, "action-publish": "1"})

    assert is_live(page)


def test_after_mending_the_author_publishes_and_the_hold_ends(editor_client, editor, library, topic):
    editor_client.post(add_url(library), {**complete(editor, topic, **held()), "action-publish": "1"})
    page = AssetPage.objects.get()

    editor_client.post(edit_url(page), {**complete(editor, topic), "action-publish": "1"})

    assert is_live(page)
    assert Hold.objects.get().state == "mended"


def test_words_anywhere_in_the_page_are_checked(editor_client, editor, library, topic):
    ask = editor.pk
    rows = {"contacts-TOTAL_FORMS": "1", "contacts-INITIAL_FORMS": "0", "contacts-0-id": "", "contacts-0-ORDER": "0"}
    rows |= {"contacts-0-person": ask, "contacts-0-ask_about": "Mrs Evelyn Carter", "contacts-0-DELETE": ""}
    evidence = {"evidence-count": "1", "evidence-0-deleted": "", "evidence-0-order": "0", "evidence-0-id": ""}
    evidence |= {"evidence-0-type": "quote", "evidence-0-value-text": "I lay in bed 12.", "evidence-0-value-who": ""}

    form = {**complete(editor, topic, title="Ring 07700 900123"), **rows, **evidence}
    editor_client.post(add_url(library), {**form, "action-publish": "1"})

    found = {(finding["field"], finding["kind"]) for finding in Hold.objects.get().findings}
    assert ("Title", "phone") in found
    assert ("Asset contact 1 › ask about", "titled_name") in found
    assert ("Evidence and files › Quote 1 › text", "bed_number") in found


def test_the_contact_of_a_bulletin_is_not_held(editor_client, editor, library, topic):
    form = bulletin_form(topics=topic.name, owner=editor)

    editor_client.post(add_url(library, "bulletinpage"), {**form, "action-publish": "1"})

    assert BulletinPage.objects.get().live


# --- by schedule -----------------------------------------------------------------------------------------------------
def test_scheduling_publishes_at_its_time(editor_client, editor, library, topic):
    at = timezone.now() + timedelta(hours=1)
    form = complete(editor, topic, go_live_at=timezone.localtime(at).strftime("%Y-%m-%d %H:%M"))
    editor_client.post(add_url(library), {**form, "action-publish": "1"})
    page = AssetPage.objects.get()
    assert not page.live
    revision = page.scheduled_revision
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    content = {**revision.content, "go_live_at": (timezone.now() - timedelta(minutes=1)).isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(content=content)

    call_command("publish_scheduled")

    assert is_live(page)


def test_held_words_are_not_even_scheduled(editor_client, editor, library, topic):
    form = complete(editor, topic, go_live_at="2031-03-01 09:00", **held())

    editor_client.post(add_url(library), {**form, "action-publish": "1"})

    page = AssetPage.objects.get()
    assert (page.live, page.scheduled_revision) == (False, None)
    assert Hold.objects.get().state == "held"


def test_scheduled_publishing_holds_what_nobody_checked_and_goes_on(library, topic, editor):
    bad = draft_asset(library, topic, context=f"<p>{HELD_WORDS}</p>")
    good = draft_asset(library, topic)
    for page in (bad, good):
        revision = page.get_latest_revision()
        type(revision).objects.filter(pk=revision.pk).update(
            approved_go_live_at=timezone.now() - timedelta(minutes=1), user=editor
        )

    call_command("publish_scheduled")

    assert (is_live(bad), is_live(good)) == (False, True)
    assert bad.scheduled_revision is None
    assert Hold.objects.get().asked_by == editor


# --- by workflow -----------------------------------------------------------------------------------------------------
def submitted(page, by):
    page.get_workflow().start(page, by)
    return page.current_workflow_task_state


def approve_url(page, task_state):
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])


def test_the_library_team_approves_and_publishes(client, librarian, editor, library, topic, workflow):
    page = draft_asset(library, topic)
    task_state = submitted(page, editor)
    client.force_login(librarian)

    client.post(approve_url(page, task_state))

    assert is_live(page)


def test_an_editor_cannot_approve(editor_client, editor, library, topic, workflow):
    page = draft_asset(library, topic)

    editor_client.post(approve_url(page, submitted(page, editor)))

    assert not is_live(page)


def test_approval_of_held_words_approves_nothing(client, librarian, editor, library, topic, workflow):
    page = draft_asset(library, topic, context=f"<p>{HELD_WORDS}</p>")
    task_state = submitted(page, editor)
    client.force_login(librarian)

    response = client.post(approve_url(page, task_state), follow=True)

    assert not is_live(page)
    assert Hold.objects.get().state == "held"
    assert WorkflowState.objects.get().status == "in_progress"
    assert response.redirect_chain[0][0] == edit_url(page)
    assert any("Not published" in str(message) for message in response.context["messages"])


def test_approval_inside_the_editor_says_that_it_was_stopped(client, librarian, editor, library, topic, workflow):
    page = draft_asset(library, topic, context=f"<p>{HELD_WORDS}</p>")
    submitted(page, editor)
    client.force_login(librarian)
    form = complete(editor, topic, slug=page.slug, **held())

    response = client.post(
        edit_url(page), {**form, "action-workflow-action": "true", "workflow-action-name": "approve"}, follow=True
    )

    assert not is_live(page)
    assert response.redirect_chain[0][0] == edit_url(page)
    assert any("Not published" in str(message) for message in response.context["messages"])


def test_the_workflow_is_set_up_once(library, workflow):
    assert ensure_workflow(library) == workflow
    assert workflow.workflow_tasks.count() == 1
    assert library.get_workflow() == workflow


# --- by every other way ----------------------------------------------------------------------------------------------
def bulk_publish(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{ids}", {"include_descendants": ""}, follow=True)


def test_bulk_publishing_publishes_nothing_while_one_is_held(editor_client, library, topic):
    good, bad = draft_asset(library, topic), draft_asset(library, topic, context=f"<p>{HELD_WORDS}</p>")

    response = bulk_publish(editor_client, good, bad)

    assert (is_live(good), is_live(bad)) == (False, False)
    assert [str(message) for message in response.context["messages"]][0].startswith("Nothing was published")


def test_bulk_publishing_of_checked_pages_works(editor_client, library, topic):
    page = draft_asset(library, topic)

    bulk_publish(editor_client, page)

    assert is_live(page)


def copy(client, page, **choices):
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk, **choices}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)


@pytest.mark.parametrize("choice", ["publish_copies", "alias"])
def test_released_words_do_not_go_out_a_second_time_in_a_copy(editor_client, library, topic, reviewer, editor, choice):
    page = draft_asset(library, topic, context=f"<p>{HELD_WORDS}</p>")
    hold = actions.check(page, page.review_texts(), by=editor)
    actions.release(hold, by=reviewer, reason="A made-up number")
    page.get_latest_revision().publish()

    copy(editor_client, page, **{choice: "on"})
    assert not AssetPage.objects.filter(slug="a-copy").exists()

    copy(editor_client, page)
    assert AssetPage.objects.get(slug="a-copy").live is False


def test_a_page_without_findings_is_copied_live(editor_client, library, topic):
    page = draft_asset(library, topic)
    page.get_latest_revision().publish()

    copy(editor_client, page, publish_copies="on")

    assert AssetPage.objects.get(slug="a-copy").live


def test_the_admin_api_cannot_publish_held_words(editor_client, library, topic):
    page = draft_asset(library, topic, context=f"<p>{HELD_WORDS}</p>")

    response = editor_client.post(f"/admin/api/main/pages/{page.pk}/action/publish/")

    assert response.status_code == 400
    assert not is_live(page)


def test_no_code_that_publishes_a_revision_gets_round_the_check(library, topic):
    page = draft_asset(library, topic, context=f"<p>{HELD_WORDS}</p>")

    page.get_latest_revision().publish()
    with pytest.raises(ValidationError):
        PublishPageRevisionAction(page.get_latest_revision()).execute(skip_permission_checks=True)

    assert not is_live(page)


def test_no_code_publishes_a_page_without_topic(library):
    page = AssetPageFactory(parent=library, live=False)
    revision = AssetPage.objects.get(pk=page.pk).save_revision()

    with pytest.raises(ValidationError) as problem:
        revision.publish()

    assert list(problem.value.message_dict) == ["topics"]
    assert not is_live(page)


def test_a_published_page_has_a_short_link_and_keeps_it(library, topic):
    page = draft_asset(library, topic)
    page.get_latest_revision().publish()
    AssetPage.objects.get(pk=page.pk).save_revision().publish()

    assert [link.target for link in ShortLink.objects.all()] == [page]


def test_unpublishing_and_history_are_stock(editor_client, editor, library, topic):
    editor_client.post(add_url(library), {**complete(editor, topic), "action-publish": "1"})
    page = AssetPage.objects.get()

    assert editor_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200
    editor_client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    assert not is_live(page)


def test_a_leaver_stays_the_owner_of_a_page(library, topic):
    page = draft_asset(library, topic, content_owner=PersonFactory(is_active=False))

    page.get_latest_revision().publish()

    assert is_live(page)
    assert Notice.objects.count() == 0
