"""The letters of the text check: title only, never the words."""

from django.urls import reverse

from hub.notices.letters import Letter, NoLongerRight, register

from .models import Hold
from .permissions import may_decide


def register_letters() -> None:
    register("review/email/held", held_letter)
    register("review/email/released", released_letter)
    register("review/email/refused", refused_letter)


def held_letter(notice) -> Letter:
    hold = _hold_in(notice, Hold.State.HELD)
    if not may_decide(notice.recipient):
        raise NoLongerRight("The recipient no longer reviews.")
    return _letter(hold, reverse("hub_review:held_text", args=[hold.key]))


def released_letter(notice) -> Letter:
    return _letter_to_author(_hold_in(notice, Hold.State.RELEASED))


def refused_letter(notice) -> Letter:
    return _letter_to_author(_hold_in(notice, Hold.State.REFUSED))


def _hold_in(notice, state) -> Hold:
    hold = Hold.objects.select_related("decided_by").get(key=notice.context["hold"])
    if hold.state != state:
        raise NoLongerRight(f"The hold is now: {hold.get_state_display()}.")
    return hold


def _letter_to_author(hold) -> Letter:
    return _letter(hold, reverse("wagtailadmin_pages:edit", args=[hold.object_id]))


def _letter(hold, path) -> Letter:
    target = hold.target
    if target is None:
        raise NoLongerRight("The page is no longer there.")
    return Letter({"hold": hold, "title": _mailable_title(hold, target), "path": path})


def _mailable_title(hold, target) -> str:
    """The title, unless the held words stand in it."""
    if any(finding["field"] in ("Title", "Title tag", "Slug") for finding in hold.findings):
        return "A page"
    return getattr(target, "draft_title", "") or str(target)
