"""Changes to the library."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.log_actions import log
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from hub.circles.models import Circle, PageAudience
from hub.notices import outbox
from hub.people.roles import LIBRARY_TEAM
from hub.review.models import CheckedApprovalTask
from hub.trail.actions import join

from .models import AssetContact, AssetPage, BulletinPage, LibraryIndexPage
from .models.kept import in_twelve_months
from .permissions import may_confirm


class ConfirmationRefused(Exception):
    """Not this person's to confirm. The text is fit to show."""


class DraftRefused(Exception):
    """There is no place in the library for this draft. The text is fit to show."""


MOST_POINTS, LONGEST_POINT = 5, 200  # as the editor's form has them
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


@transaction.atomic
def draft_asset(
    lines: Iterable[str],
    *,
    came_from,
    credited=(),
    by,
    title="",
    kind=AssetPage.Kind.LESSON,
    parent=None,
    gist="",
    paragraphs: Iterable[str] = (),
    topics=(),
    evidence=(),
) -> AssetPage:
    """Write a draft asset from `lines` that people chose, owned by `by`, and join it to the trail of `came_from`.

    The first five lines that are short enough become its key points; the others stand in its context, after
    `paragraphs`. `credited` are the people to ask, `evidence` blocks of its stream. It stands in the library, or behind
    the circle of `came_from`: below `parent`, or else below the nearest page above `came_from` that takes assets. A
    thing that is no page says whose it is by its `circle`. DraftRefused: nowhere is as closed as what it came from.
    """
    points, others = _sorted_lines(lines)
    title = (title or str(came_from))[:255]
    asset = AssetPage(
        title=title,
        kind=kind,
        gist=(gist or title)[:300],
        context=format_html_join("", "<p>{}</p>", ((text,) for text in [*paragraphs, *others])),
        key_points=[("point", point) for point in points],
        evidence=list(evidence),
        content_owner=by,
        owner=by,
        live=False,
    )
    asset.contacts = [AssetContact(person=person) for person in dict.fromkeys(credited)]
    asset.topics.set(list(topics))
    _shelf_for(came_from, parent).add_child(instance=asset)
    asset.save_revision(user=by)
    join(came_from, asset, by=by)
    log(instance=asset, action="wagtail.create", user=by)
    return asset


def tell_library_of_draft(asset: AssetPage) -> int:
    """Ask the library team to finish this draft, each of them once. Returns how many people are told."""
    team = get_user_model().objects.filter(groups__name=LIBRARY_TEAM, is_active=True)
    for person in team:
        outbox.post(
            template="assets_library/email/asset_drafted",
            recipient=person,
            context={"page": asset.pk},
            dedupe_key=f"asset_drafted:{asset.pk}:{person.key}",
        )
    return len(team)


def _sorted_lines(lines) -> tuple[list[str], list[str]]:
    """Key points, and what does not fit among them."""
    written = [text for line in lines if (text := line.strip())]
    points = [text for text in written if len(text) <= LONGEST_POINT][:MOST_POINTS]
    return points, [text for text in written if text not in points]


def _shelf_for(came_from, parent) -> Page:
    """SECURITY: the page below which the draft goes is read by nobody who may not read what it came from."""
    circle = _circle_of(came_from)
    shelves = [parent] if parent else _shelves(came_from, circle)
    for shelf in shelves:
        if AssetPage.can_exist_under(shelf) and _is_no_wider(_circle_of(shelf), circle):
            return Page.objects.get(pk=shelf.pk).specific
    raise DraftRefused("There is no place in the library that is as closed as what this came from.")


def _shelves(came_from, circle):
    """Where a draft may stand when nobody says: what only members read stays near where it came from."""
    above = came_from.get_ancestors(inclusive=True).filter(depth__gt=1) if isinstance(came_from, Page) else []
    near = [page.specific for page in above][::-1]
    library = list(LibraryIndexPage.objects.all())
    return library + near if circle is None or circle.reach != Circle.Reach.MEMBERS else near + library


def _circle_of(thing) -> Circle | None:
    """Who may read it; None is all staff. A page that nobody was given, or a thing that does not say, is refused."""
    if not isinstance(thing, Page):
        return thing.circle
    audience = PageAudience.objects.select_related("circle").filter(page=thing.pk).first()
    if audience is None:
        raise DraftRefused("It is not settled who may read this page, so nothing can be made of it yet.")
    return audience.circle


def _is_no_wider(shelf: Circle | None, source: Circle | None) -> bool:
    """The same circle; what everybody may read goes anywhere; what all staff of a circle may read, to all staff."""
    if shelf == source or (source and source.reach == Circle.Reach.PUBLIC):
        return True
    return shelf is None and source.reach == Circle.Reach.STAFF
