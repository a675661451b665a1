"""Planning an event, changing it, copying it and taking it back: an editor's revision each, made by its organiser."""

from datetime import datetime, timedelta
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from events.fields import write
from events.models import EventPage, Signup
from events.where import kinds_under, may_change, may_choose_host, may_plan_under, model_of
from hub.circles.audience import may_see_page
from hub.people.roles import is_editor

from .ideas import answer_with_event

NOT_THERE = "You cannot plan an event there."
NOT_THAT_KIND = "Events of this kind cannot be planned there."
NOT_YOURS = "This event is not yours to change."
LOCKED = "An editor has locked this page, so it cannot be changed just now."
A_DOUBLE_CLICK = timedelta(seconds=20)
KEPT = "People have signed up for it, so it stays. Cancel its dates instead: everybody is told once."


class PlanningRefused(Exception):
    """Why an event cannot be planned or changed like this. The text is fit to show."""


class ChangedMeanwhile(PlanningRefused):
    """Somebody else saved the event after this person began."""


@transaction.atomic
def plan_event(parent: Page, *, kind: str, by, fields: dict, publish: bool, suggestion=None) -> EventPage:
    """Make an event below `parent` as a draft, or published at once. `fields` as of `events.fields.write`.

    A suggestion that it answers is tied to it, and its author told once it is published. Raises PlanningRefused, and
    ValidationError where the page itself does not hold together.
    """
    if not may_plan_under(by, parent):
        raise PlanningRefused(NOT_THERE)
    if kind not in kinds_under(parent):
        raise PlanningRefused(NOT_THAT_KIND)
    parent = _locked(parent)
    twin = _made_just_now(parent, by=by, title=fields["title"], starts_at=fields["starts_at"])
    if twin:
        return twin
    event = model_of(kind)(owner=by, live=False, has_unpublished_changes=True)
    write(event, {"host": by, **fields})
    _refuse_host(event, parent)
    parent.add_child(instance=event)
    _keep(event, by=by, publish=publish)
    if suggestion:
        answer_with_event(suggestion, event, by=by)
    return event


@transaction.atomic
def change_event(event: EventPage, *, by, fields: dict, publish: bool, seen: int | None) -> EventPage:
    """Change an event from its latest draft. `seen`: the revision that the person began from.

    Sign-ups stay as they are. When it is published its dates follow, and people are told of a new time or place.
    Raises PlanningRefused; ChangedMeanwhile when there is a newer revision than `seen`; ValidationError.
    """
    event = _held(event)
    if not may_change(by, event):
        raise PlanningRefused(NOT_YOURS)
    if event.latest_revision_id != seen:
        raise ChangedMeanwhile("Somebody else saved this event while you were writing.")
    _refuse_locked(event, by)
    hands_over = may_choose_host(by, event)
    draft = event.get_latest_revision_as_object()
    host = draft.host_id
    write(draft, fields)
    if draft.host_id != host and not hands_over:
        raise PlanningRefused("Only the host can hand the event to somebody else.")
    if draft.host_id != host:
        _refuse_host(draft, event.get_parent())
    _keep(draft, by=by, publish=publish)
    return draft


@transaction.atomic
def copy_event(event: EventPage, *, by, starts_at: datetime, now: datetime | None = None) -> EventPage:
    """A draft beside the event with its words and a new first date: no sign-ups, and no days left out that are past.

    What is told in relation to the first date moves with it. Raises PlanningRefused, and ValidationError where the page
    would not hold together on that day.
    """
    if not may_change(by, event):
        raise PlanningRefused(NOT_YOURS)
    source = event.specific
    source.refresh_from_db()
    # SECURITY: whoever hosts one event has not been asked to plan others.
    if not may_plan_under(by, source.get_parent()):
        raise PlanningRefused(NOT_THERE)
    parent = _locked(source.get_parent())
    twin = _made_just_now(parent, by=by, title=source.title, starts_at=starts_at)
    if twin:
        return twin
    moved = {**_moved(source, starts_at), **_host_of_copy(source, by)}
    slug = _free_slug(source)
    copy = source.copy(
        update_attrs={**moved, "slug": slug}, copy_revisions=False, keep_live=False, user=by, log_action="wagtail.copy"
    )
    today = timezone.localdate(now)
    copy.skipped_dates = [one for one in copy.skipped_dates.all() if one.day >= max(today, starts_at.date())]
    copy.save()
    copy.save_revision(user=by, changed=False)
    return copy


@transaction.atomic
def take_back_event(event: EventPage, *, by) -> str:
    """Unpublish an event that nobody signed up for, or delete it when it is a draft. Says which: "draft" or "gone"."""
    event = _held(event)
    if not may_change(by, event):
        raise PlanningRefused(NOT_YOURS)
    _refuse_locked(event, by)
    if Signup.objects.filter(occurrence__event=event).exists():
        raise PlanningRefused(KEPT)
    if event.live:
        UnpublishPageAction(event, user=by).execute(skip_permission_checks=True)
        return "draft"
    DeletePageAction(event, user=by).execute(skip_permission_checks=True)
    return "gone"


def _locked(parent) -> Page:
    """Held, because two new pages below the same parent would take the same place in the tree."""
    return Page.objects.select_for_update(of=("self",), no_key=True).get(pk=parent.pk)


def _held(event) -> EventPage:
    """The event as it stands under its lock. Wagtail saves the page before the event, so they are held like that."""
    _locked(event)
    EventPage.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    return EventPage.objects.get(pk=event.pk).specific  # read after the lock


def _made_just_now(parent, *, by, title, starts_at):
    """The event of a first click, when this is the second."""
    lately = timezone.now() - A_DOUBLE_CLICK
    made = EventPage.objects.child_of(parent).filter(owner=by, draft_title=title, starts_at=starts_at)
    twin = made.filter(latest_revision_created_at__gt=lately).first()
    return twin.specific if twin else None


def _keep(page, *, by, publish) -> None:
    page.full_clean()
    revision = page.save_revision(user=by, log_action=True)
    if publish:
        revision.publish(user=by, skip_permission_checks=True)  # our own rule has decided already
        page.refresh_from_db(fields=["live", "url_path", "slug"])


def _refuse_locked(event, by) -> None:
    lock = event.get_lock()
    if lock and lock.for_user(by):
        raise PlanningRefused(LOCKED)


def _refuse_host(event, parent) -> None:
    """Whoever hosts must be with us, and be able to see the event."""
    host = event.host
    if not host.is_active or not may_see_page(parent, host):
        raise ValidationError({"host": "This person cannot see the page that the event stands under."})


def _free_slug(source) -> str:
    """The event's own slug with the first number that no page beside it has."""
    beside = set(source.get_siblings(inclusive=True).values_list("slug", flat=True))
    return next(slug for number in count(2) if (slug := f"{source.slug[:240]}-{number}") not in beside)


def _moved(source, starts_at) -> dict:
    """Every moment of the event, as far from the new start as it was from the old."""
    by_days = starts_at.date() - timezone.localdate(source.starts_at)
    moved = {"starts_at": starts_at, "ends_at": starts_at + (source.ends_at - source.starts_at)}
    for name in ("signup_opens_at", "signup_closes_at"):
        before = getattr(source, name)
        moved[name] = starts_at - (source.starts_at - before) if before else None
    moved["repeat_until"] = source.repeat_until + by_days if source.repeat_until else None
    return moved


def _host_of_copy(source, by) -> dict:
    """An editor copies for the host; anybody else hosts what they copy."""
    return {} if is_editor(by) and source.host.is_active else {"host": by}
