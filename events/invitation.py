"""One person's place as a calendar file: the same UID for ever, a higher SEQUENCE each time something changed."""

from email.utils import parseaddr

from django.conf import settings

from hub.core.calendar_file import calendar_event

from .models import Signup

ALARM_MINUTES = 15


def calendar_of(signup, *, method, stamp, sequence=None) -> bytes:
    """The calendar file of one place. The online link is in it only if the place is online and still given.

    `sequence` is what the person is told; without it the last that they were told.
    """
    occurrence = signup.occurrence
    event = occurrence.event
    organiser_name, organiser_email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    link = _link(signup, method)
    address = occurrence.full_address if method != "CANCEL" else None
    return calendar_event(
        uid=occurrence.uid,
        sequence=max(signup.told_sequence if sequence is None else sequence, 0),
        method=method,
        start=occurrence.start,
        end=occurrence.end,
        summary=event.title,
        description="\n".join(filter(None, [f"Join online: {link}" if link else "", address])),
        location=link or _room(signup),
        organiser_name=organiser_name,
        organiser_email=organiser_email,
        attendee_name=signup.person.get_full_name(),
        attendee_email=signup.person.email,
        url=address,
        stamp=stamp,
        alarm_minutes=ALARM_MINUTES,
    )


def _link(signup, method):
    """SECURITY: the online link goes to people with an online place alone."""
    has_place = signup.is_confirmed and signup.mode == Signup.Mode.ONLINE and method != "CANCEL"
    return signup.occurrence.online_link if has_place else ""


def _room(signup):
    if signup.mode == Signup.Mode.ONLINE:
        return "Online"
    return str(signup.occurrence.place or "")
