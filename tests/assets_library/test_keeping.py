"""Review dates: the owner is asked once, and says that it is still right."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from assets_library import actions, jobs
from assets_library.models import AssetPage
from assets_library.models.kept import in_twelve_months
from hub.circles.models import PageGate
from hub.notices.jobs import registered
from hub.notices.letters import NoLongerRight, writer_of
from hub.notices.models import Notice
from hub.people import lifecycle
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.library import AssetPageFactory, BulletinPageFactory
from tests.factories.people import PersonFactory

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2026, 6, 1), date(2027, 6, 1)), (date(2028, 2, 29), date(2029, 2, 28))]
)
def test_a_year_later(today, expected):
    assert in_twelve_months(today) == expected


def test_a_new_asset_is_reviewed_after_a_year(library):
    assert AssetPageFactory(parent=library).review_on == in_twelve_months()


def test_owners_of_overdue_pages_are_asked_once_for_each_date(library):
    due = AssetPageFactory(parent=library, review_on=TODAY - timedelta(days=1))
    bulletin = BulletinPageFactory(parent=library, review_on=TODAY - timedelta(days=40))
    AssetPageFactory(parent=library, review_on=TODAY)
    AssetPageFactory(parent=library, review_on=TODAY - timedelta(days=1), live=False)
    AssetPageFactory(parent=library, review_on=TODAY - timedelta(days=1), content_owner=PersonFactory(is_active=False))

    actions.ask_owners_to_review(today=TODAY)
    jobs.remind_owners(datetime(2026, 6, 2, 6, tzinfo=UTC))

    told = Notice.objects.filter(template="assets_library/email/review_due").values_list("recipient", flat=True)
    assert sorted(told) == sorted([due.content_owner_id, bulletin.content_owner_id, _owner_due_on_first_june()])


def _owner_due_on_first_june():
    return AssetPage.objects.get(review_on=TODAY).content_owner_id


def test_the_job_runs_every_day():
    job = next(job for job in registered() if job.name == "assets_library.review_due")

    assert job.every == timedelta(days=1)


def letter_about(page, **changes):
    notice = Notice(
        recipient=page.content_owner,
        template="assets_library/email/review_due",
        context={"page": page.pk, "review_on": page.review_on.isoformat(), **changes},
    )
    return writer_of(notice.template)(notice)


def test_the_letter_carries_title_and_link_only(library):
    page = AssetPageFactory(parent=library, review_on=TODAY)

    assert letter_about(page).context == {"title": page.title, "review_on": TODAY, "path": page.url}


def test_the_letter_is_not_sent_when_the_date_was_moved(library):
    with pytest.raises(NoLongerRight):
        letter_about(AssetPageFactory(parent=library), review_on="2020-01-01")


def test_the_letter_is_not_sent_to_an_owner_who_may_no_longer_read_the_page(library):
    page = AssetPageFactory(parent=library)
    gate(page, CircleFactory())
    with pytest.raises(NoLongerRight):
        letter_about(page)

    MembershipFactory(circle=PageGate.objects.get(page=page).circle, person=page.content_owner)
    assert letter_about(page).context["title"] == page.title


def url_of(page):
    return reverse("assets_library:still_correct", args=[page.pk])


def review_dates(page):
    page = AssetPage.objects.get(pk=page.pk)
    return page.review_on, page.get_latest_revision_as_object().review_on


def test_the_owner_says_still_correct(client, library):
    page = AssetPageFactory(parent=library, review_on=TODAY)
    AssetPage.objects.get(pk=page.pk).save_revision(changed=False)
    client.force_login(page.content_owner)

    response = client.post(url_of(page))

    assert (response.status_code, response.url) == (302, page.url)
    assert review_dates(page) == (in_twelve_months(), in_twelve_months())
    assert AssetPage.objects.get(pk=page.pk).has_unpublished_changes is False
    entry = PageLogEntry.objects.get(action="assets_library.still_correct")
    assert (entry.user, entry.page_id) == (page.content_owner, page.pk)


def test_still_correct_publishes_no_draft(client, library):
    page = AssetPageFactory(parent=library, review_on=TODAY, gist="As published")
    draft = AssetPage.objects.get(pk=page.pk)
    draft.gist = "Not yet"
    draft.save_revision()
    client.force_login(page.content_owner)

    client.post(url_of(page))

    page = AssetPage.objects.get(pk=page.pk)
    assert (page.gist, page.has_unpublished_changes) == ("As published", True)
    assert page.get_latest_revision_as_object().gist == "Not yet"
    assert review_dates(page) == (in_twelve_months(), in_twelve_months())


def test_an_editor_may_say_it_too_and_others_may_not(client, library, editor, person):
    page = AssetPageFactory(parent=library, review_on=TODAY)
    client.force_login(person)
    assert client.post(url_of(page)).status_code == 403
    client.force_login(editor)
    assert client.post(url_of(page)).status_code == 302


def test_what_is_not_visible_is_not_there(client, library, person):
    page = AssetPageFactory(parent=library, content_owner=person)
    gate(page, CircleFactory())
    client.force_login(person)

    assert client.post(url_of(page)).status_code == 404
    assert client.post(reverse("assets_library:still_correct", args=[library.pk])).status_code == 404


def test_reading_changes_nothing(client, library):
    page = AssetPageFactory(parent=library, review_on=TODAY)
    client.force_login(page.content_owner)

    assert client.get(url_of(page)).status_code == 405


def test_the_button_is_shown_to_the_owner_alone(client, library, person):
    page = AssetPageFactory(parent=library)
    client.force_login(person)
    assert "Still correct" not in client.get(page.url).content.decode()
    client.force_login(page.content_owner)
    assert "Still correct" in client.get(page.url).content.decode()


def test_what_a_person_owns_is_in_their_data(library):
    page = AssetPageFactory(parent=library)
    entry = next(entry for entry in lifecycle.entries() if entry.model == "assets_library.AssetPage")

    assert [row["title"] for row in entry.export(page.content_owner)] == [page.title]
