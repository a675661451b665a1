"""What organisers do once a date is over: material, thanks, and an asset for the library."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.utils.file import hash_filelike

from assets_library.actions import draft_asset, tell_library_of_draft
from assets_library.models import AssetPage
from events import feedback
from events.certificates import lines_of
from events.models import EventPage, Occurrence, Signup, WrapUp
from hub.circles.models import PageAudience
from hub.notices import outbox
from hub.people.roles import is_editor
from hub.topics.models import Topic

from .deciding import lock


class AfterwardsRefused(Exception):
    """Why it cannot be done. The text is fit to show."""


@transaction.atomic
def save_wrap_up(
    occurrence: Occurrence,
    *,
    by,
    message="",
    recording_link="",
    slides=None,
    slides_title="",
    remove_slides=False,
    now: datetime | None = None,
) -> WrapUp:
    """Keep what the organisers give to those who came. `slides`: an uploaded file that has been checked, if any.

    The slides are read by whoever may see the event. A new file takes the place of the old one.
    """
    wrap_up = _held(occurrence, now=now or timezone.now())
    old = wrap_up.slides
    wrap_up.message, wrap_up.recording_link = message, recording_link
    if slides:
        wrap_up.slides = _document(slides, slides_title or occurrence.event.title, occurrence, by=by)
    elif remove_slides:
        wrap_up.slides = None
    elif old and slides_title and slides_title != old.title:
        old.title = slides_title
        old.save(update_fields=["title"])
    wrap_up.save(update_fields=["message", "recording_link", "slides"])
    if old and old != wrap_up.slides:
        _throw_away(old)
    keep_slides_with(EventPage.objects.filter(pk=occurrence.event_id))
    return wrap_up


@transaction.atomic
def send_thanks(occurrence: Occurrence, *, by, now: datetime | None = None) -> WrapUp:
    """One letter to everybody who came, and the questions open. It is done once: a second call changes nothing."""
    now = now or timezone.now()
    wrap_up = _held(occurrence, now=now)
    if wrap_up.thanked_at:
        return wrap_up
    came = list(occurrence.signups.filter(attendance=Signup.Attendance.ATTENDED).select_related("person"))
    if not came:
        raise AfterwardsRefused("Nobody is marked as having come. Mark who came, then send the thanks.")
    feedback.open_for(occurrence, today=timezone.localdate(now))
    wrap_up.thanked_at, wrap_up.thanked_by, wrap_up.thanked_people = now, by, len(came)
    wrap_up.save(update_fields=["thanked_at", "thanked_by", "thanked_people"])
    for signup in came:
        outbox.post(
            recipient=signup.person,
            template="events/email/thanks",
            context={"signup": signup.pk},
            dedupe_key=f"thanks:{signup.key}",
        )
    log(instance=occurrence.event, action="events.thank", user=by, data={"people": len(came)})
    return wrap_up


@transaction.atomic
def turn_into_asset(occurrence: Occurrence, *, by, now: datetime | None = None) -> AssetPage:
    """A draft asset from this date, on the trail of its event. Twice returns the first.

    The library team is told, unless the person who asks is one who finishes drafts.
    """
    wrap_up = _held(occurrence, now=now or timezone.now())
    if wrap_up.asset:
        return wrap_up.asset
    event = occurrence.event.specific
    speakers = list(event.speakers.select_related("person"))
    wrap_up.asset = draft_asset(
        lines_of(event.aims),
        came_from=event,
        credited=[speaker.person for speaker in speakers if speaker.person] or [event.host],
        by=by,
        title=event.title,
        gist=event.intro,
        paragraphs=_story(occurrence, event, speakers),
        topics=Topic.objects.filter(pk__in=event.topic_items.values("tag")),
        evidence=_evidence(wrap_up),
    )
    wrap_up.save(update_fields=["asset"])
    if not is_editor(by):
        tell_library_of_draft(wrap_up.asset)
    return wrap_up.asset


def keep_slides_with(events) -> int:
    """Let the slides of these events be read by whoever may see the event now, and by nobody else.

    Call it when an event has moved. Returns how many documents changed hands.
    """
    changed = 0
    given = WrapUp.objects.filter(occurrence__event__in=events).exclude(slides=None)
    for wrap_up in given.select_related("slides", "occurrence"):
        audience = PageAudience.objects.filter(page=wrap_up.occurrence.event_id).first()
        if audience and wrap_up.slides.circle_id != audience.circle_id:
            wrap_up.slides.circle_id = audience.circle_id
            wrap_up.slides.save(update_fields=["circle"])
            changed += 1
    return changed


def _held(occurrence, *, now) -> WrapUp:
    """The row of this date under its lock, so that two presses of a button come one after the other."""
    if occurrence.is_cancelled():
        raise AfterwardsRefused("This event was cancelled, so there is nobody to thank.")
    if not occurrence.is_over(now=now):
        raise AfterwardsRefused("This can be done when the event is over.")
    WrapUp.objects.get_or_create(occurrence=occurrence)
    # No select_related: what is joined to a row that was waited for is still as it was before the wait.
    return lock(WrapUp.objects.all()).get(occurrence=occurrence)


def _document(file, title, occurrence, *, by):
    """SECURITY: it belongs to the circle of the event's page from its first moment."""
    audience = PageAudience.objects.filter(page=occurrence.event_id).first()
    if audience is None:
        raise AfterwardsRefused("It is not settled who may see this event, so no file can be added yet.")
    document = get_document_model()(
        title=title, file=file, circle_id=audience.circle_id, uploaded_by_user=by, file_size=file.size
    )
    document.file_hash = hash_filelike(file)
    document.save()
    return document


def _throw_away(document) -> None:
    """Delete a file that was replaced, unless a page has come to use it."""
    if not ReferenceIndex.get_references_to(document).exclude(base_content_type__model="wrapup").exists():
        document.delete()


def _story(occurrence, event, speakers) -> list[str]:
    """Where the asset comes from, in words."""
    day = timezone.localtime(occurrence.start)
    held = f"From “{event.title}” ({event.get_verbose_name()}), {day:%-d %B %Y}."
    said_by = [f"{one.name}, {one.role}" if one.role else one.name for one in speakers]
    return [held] + [f"With {'; '.join(said_by)}."] * bool(said_by)


def _evidence(wrap_up) -> list[tuple[str, dict]]:
    """Slides and recording as blocks. A recording is published with its transcript, so the draft asks for one."""
    blocks = []
    if wrap_up.slides:
        blocks.append(("document", {"document": wrap_up.slides, "title": ""}))
    if wrap_up.recording_link:
        blocks.append(("media_link", {"title": "Recording", "kind": "video", "url": wrap_up.recording_link}))
    return blocks
