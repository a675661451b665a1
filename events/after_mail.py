"""The letter of thanks, written when it is sent."""

from django.urls import reverse
from django.utils import timezone

from hub.notices.letters import Letter, NoLongerRight, register

from . import feedback
from .models import EventPage, Signup


def register_letters() -> None:
    register("events/email/thanks", thanks_letter)


def thanks_letter(notice) -> Letter:
    """Thanks to one person who came. Each writing carries a fresh ticket: its secret is in the letter alone."""
    rows = Signup.objects.select_related("occurrence__event", "occurrence__wrap_up__slides", "person")
    signup = rows.filter(pk=notice.context["signup"]).first()
    _check(signup)
    occurrence = signup.occurrence
    secret = feedback.new_secret(occurrence, today=timezone.localdate())
    return Letter(
        {
            "occurrence": occurrence,
            "event": occurrence.event,
            "wrap_up": occurrence.wrap_up,
            "path": occurrence.event.get_url() or "/",
            "certificate_path": reverse("events:certificate", args=[occurrence.key]),
            "learning_path": reverse("events:learning"),
            "feedback_path": reverse("ask:answer", args=[secret]) if secret else "",
        }
    )


def _check(signup) -> None:
    """Raise NoLongerRight when the letter would not be true, or not for this person to read, any more."""
    if signup is None or not hasattr(signup.occurrence, "wrap_up"):
        raise NoLongerRight("The sign-up is no longer there.")
    if not signup.attended:
        raise NoLongerRight("The person is not marked as having come any more.")
    if signup.occurrence.is_cancelled():
        raise NoLongerRight("The event has been cancelled since.")
    if not signup.person.is_active:
        raise NoLongerRight("The recipient has left.")
    if not EventPage.objects.live().visible_to(signup.person).filter(pk=signup.occurrence.event_id).exists():
        raise NoLongerRight("The recipient may no longer see the event.")
