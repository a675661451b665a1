"""The letters of events: written when they are sent, for what is true then."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from hub.notices.letters import Letter, NoLongerRight, register

from .invitation import calendar_of
from .models import EventPage, PlaceChange, Signup

CONFIRMED, WAITING, CANCELLED = Signup.State.CONFIRMED, Signup.State.WAITING, Signup.State.CANCELLED

# For each letter the states in which it is still right, and the method of its calendar file.
LETTERS = {
    "confirmed": ({CONFIRMED}, "REQUEST"),
    "waiting": ({WAITING}, None),
    "promoted": ({CONFIRMED}, "REQUEST"),
    "cancelled_by_you": ({CANCELLED}, "CANCEL"),
    "event_changed": ({CONFIRMED}, "REQUEST"),
    "event_changed_waiting": ({WAITING}, None),
    "event_cancelled": ({CONFIRMED, WAITING}, "CANCEL"),
    "added": ({CONFIRMED}, "REQUEST"),
    "added_waiting": ({WAITING}, None),
    "removed": ({CANCELLED}, "CANCEL"),
    "moved": ({CONFIRMED}, "REQUEST"),
    "moved_away": ({CANCELLED}, "CANCEL"),
    "reminder_day": ({CONFIRMED}, None),
    "reminder_hour": ({CONFIRMED}, None),
}
REMINDERS = {"reminder_day", "reminder_hour"}
FAREWELLS = {"cancelled_by_you", "event_cancelled", "removed", "moved_away"}
PARTINGS = FAREWELLS - {"event_cancelled"}  # from one place: right whatever happens to the event


def register_letters() -> None:
    for letter in LETTERS:
        register(f"events/email/{letter}", _writer_of(letter))


def _writer_of(letter):
    def write(notice) -> Letter:
        signup = _signup_of(notice)
        _check(letter, signup, notice, now=timezone.now())
        method = LETTERS[letter][1]
        attachments = []
        if method and notice.context["place"]:
            sequence = notice.context["sequence"]
            content = calendar_of(signup, method=method, sequence=sequence, stamp=notice.created_at)
            attachments = [("event.ics", content, f"text/calendar; method={method}; charset=utf-8")]
        return Letter({**_context(letter, signup), "change": _change(notice)}, attachments)

    return write


def _signup_of(notice):
    together = Signup.objects.select_related("occurrence__event", "occurrence__place", "person")
    signup = together.filter(pk=notice.context["signup"]).first()
    if signup is None:
        raise NoLongerRight("The sign-up is no longer there.")
    return signup


def _check(letter, signup, notice, *, now):
    """Raise NoLongerRight when the letter would not be true, or not for this person to read, any more."""
    occurrence = signup.occurrence
    if signup.state not in LETTERS[letter][0]:
        raise NoLongerRight(f"The sign-up is now: {signup.get_state_display()}.")
    if signup.signed_up_at != datetime.fromisoformat(notice.context["round"]):
        raise NoLongerRight("The person has signed up again since.")
    if occurrence.is_over(now=now):
        raise NoLongerRight("The event is over.")
    if letter in REMINDERS:
        _check_reminder(occurrence, notice, now=now)
    if occurrence.is_cancelled() != (letter == "event_cancelled") and letter not in PARTINGS:
        raise NoLongerRight("The event has been cancelled since.")
    if letter not in FAREWELLS and not _may_see(signup):
        raise NoLongerRight("The recipient may no longer see the event.")
    if not signup.person.is_active:
        raise NoLongerRight("The recipient has left.")


def _check_reminder(occurrence, notice, *, now):
    if occurrence.start != datetime.fromisoformat(notice.context["start"]):
        raise NoLongerRight("The event has been moved since.")
    if occurrence.start <= now:
        raise NoLongerRight("The event has begun.")


def _may_see(signup):
    return EventPage.objects.live().visible_to(signup.person).filter(pk=signup.occurrence.event_id).exists()


def _context(letter, signup):
    """What the words need. The online link goes into letters that confirm an online place, and no other."""
    occurrence = signup.occurrence
    online = signup.mode == Signup.Mode.ONLINE
    return {
        "signup": signup,
        "occurrence": occurrence,
        "event": occurrence.event,
        "path": _path(letter, signup),
        "give_up_path": reverse("events:give_up", args=[occurrence.key]),
        "online": online,
        "online_link": occurrence.online_link if online and _confirms(letter) else "",
        "day_word": _day_word(occurrence.start),
        "queue_has_stopped": timezone.now() >= occurrence.queue_stops_at,
        "queue_place": Signup.objects.ahead_of(signup).count() + 1 if signup.is_waiting else None,
    }


def _day_word(start):
    days = (localdate(start) - localdate(timezone.now())).days
    return {0: "Today", 1: "Tomorrow"}.get(days) or date_format(localtime(start), "l j F")


def _confirms(letter):
    return LETTERS[letter][1] == "REQUEST" or letter in REMINDERS


def _change(notice):
    """What an organiser did, and why, for letters about it."""
    return PlaceChange.objects.filter(pk=notice.context.get("change")).first()


def _path(letter, signup):
    """The event's page, or the front page for somebody who may not see it any more."""
    if letter in FAREWELLS and not _may_see(signup):
        return "/"
    return signup.occurrence.get_absolute_url()
