"""Changes to the library."""

from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from hub.notices import outbox
from hub.people.roles import LIBRARY_TEAM
from hub.review.models import CheckedApprovalTask

from .models import AssetPage, BulletinPage
from .models.kept import in_twelve_months
from .permissions import may_confirm


class ConfirmationRefused(Exception):
    """Not this person's to confirm. The text is fit to show."""


WORKFLOW = "Library team approval"


@transaction.atomic
def ensure_workflow(library_page) -> Workflow:
    """Let the library team approve what editors submit under `library_page`. Idempotent."""
    group = Group.objects.get(name=LIBRARY_TEAM)
    task, _ = CheckedApprovalTask.objects.get_or_create(name=WORKFLOW)
    task.groups.add(group)
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=library_page, defaults={"workflow": workflow})
    return workflow


@transaction.atomic
def confirm_still_correct(page, *, by, today: date | None = None):
    """Move the review date to a year from today, on the public page and in the draft, and record who said so.

    Twice on one day is harmless. A version already scheduled keeps the date that its editor gave it.
    """
    model = type(page)
    page = model.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk)
    if not may_confirm(by, page):
        raise ConfirmationRefused("Only the owner or an editor can say that this is still correct.")
    review_on = in_twelve_months(today)
    if page.review_on == review_on:
        return page
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else None
    page.review_on = review_on
    page.save(update_fields=["review_on"], clean=False)
    if draft:
        draft.review_on = review_on
        draft.save_revision(user=by, changed=False, clean=False)
    log(instance=page, action="assets_library.still_correct", user=by, data={"review_on": review_on.isoformat()})
    return page


def ask_owners_to_review(*, today: date | None = None) -> int:
    """Tell the owner of every live page whose review date has passed, once for each date. Returns how many."""
    today = today or timezone.localdate()
    asked = 0
    for model in (AssetPage, BulletinPage):
        due = model.objects.due_for_review(today=today).filter(content_owner__is_active=True)
        for page in due.select_related("content_owner").iterator(chunk_size=200):
            ask_owner_to_review(page)
            asked += 1
    return asked


def ask_owner_to_review(page):
    return outbox.post(
        template="assets_library/email/review_due",
        recipient=page.content_owner,
        context={"page": page.pk, "review_on": page.review_on.isoformat()},
        dedupe_key=f"review_due:{page.pk}:{page.review_on.isoformat()}",
    )
