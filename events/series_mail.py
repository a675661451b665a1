"""Letters about several dates of one event: one for a person, whatever number of dates it is about."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.timezone import localtime

from hub.core.calendar_file import calendar_events
from hub.core.calendar_text import EventLine
from hub.notices.letters import Letter, NoLongerRight, register

from .invitation import ALARM_MINUTES, calendar_of
from .models import EventPage, Signup

CONFIRMED, WAITING, CANCELLED = Signup.State.CONFIRMED, Signup.State.WAITING, Signup.State.CANCELLED
LETTERS = ["series_confirmed", "series_changed", "series_given_up"]
# For what each line says: the states in which it is still right.
RIGHT = {
    "kept": {CONFIRMED, WAITING},
    "given_up": {CANCELLED},
    "event_changed": {CONFIRMED},
    "event_changed_waiting": {WAITING},
    "event_cancelled": {CONFIRMED, WAITING},
}
FAREWELLS = {"given_up", "event_cancelled"}


def register_letters() -> None:
    for letter in LETTERS:
        register(f"events/email/{letter}", write)


def write(notice) -> Letter:
    """What is still true of each date when the letter is sent; NoLongerRight when nothing is."""
    event = EventPage.objects.filter(pk=notice.context["event"]).first()
    if event is None or not notice.recipient.is_active:
        raise NoLongerRight("The event or the account is no longer there.")
    sees = EventPage.objects.live().visible_to(notice.recipient).filter(pk=event.pk).exists()
    lines = [line for line in _lines(notice) if sees or line["what"] in FAREWELLS]
    if not lines:
        raise NoLongerRight("Nothing in it is right any more.")
    context = {
        "event": event,
        "lines": lines,
        "path": (event.get_url() if sees else None) or "/",
        "has_file": any(line["place"] for line in lines),
        "some_wait": any(line["queue_place"] for line in lines),
    }
    return Letter(context, _files(lines, stamp=notice.created_at))


def _lines(notice):
    told = {line["signup"]: line for line in notice.context["lines"]}
    signups = Signup.objects.filter(pk__in=told).select_related("occurrence__event", "occurrence__place", "person")
    now = timezone.now()
    return [
        _shown(signup, told[signup.pk])
        for signup in signups.order_by("occurrence__start", "pk")
        if _is_right(signup, told[signup.pk], now=now)
    ]


def _is_right(signup, line, *, now):
    date = signup.occurrence
    return (
        signup.state in RIGHT[line["what"]]
        and signup.signed_up_at == datetime.fromisoformat(line["round"])
        and not date.is_over(now=now)
        and (date.is_cancelled() == (line["what"] == "event_cancelled") or line["what"] == "given_up")
    )


def _shown(signup, line):
    online = signup.mode == Signup.Mode.ONLINE
    has_link = online and signup.is_confirmed and line["what"] not in FAREWELLS
    return {
        **line,
        "signup": signup,
        "date": signup.occurrence,
        "online": online,
        "online_link": signup.occurrence.online_link if has_link else "",
        "queue_place": Signup.objects.ahead_of(signup).count() + 1 if signup.is_waiting else None,
    }


def _files(lines, *, stamp):
    """For the dates that the person has a place for, or had until now.

    What is new comes in one file to take in. What changed comes in a file for each date: calendar programs take a
    REQUEST or a CANCEL for one event at a time (RFC 5546, 3.2).
    """
    placed = [line for line in lines if line["place"]]
    kept = [line for line in placed if line["what"] == "kept"]
    files = [_file_of_change(line, stamp=stamp) for line in placed if line["what"] != "kept"]
    return [_file_of_kept(kept, stamp=stamp), *files] if kept else files


def _file_of_kept(lines, *, stamp):
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    dates = [_calendar_line(line, stamp) for line in lines]
    content = calendar_events(dates, organiser_name=name, organiser_email=email, alarm_minutes=ALARM_MINUTES)
    return ("events.ics", content, "text/calendar; method=PUBLISH; charset=utf-8")


def _file_of_change(line, *, stamp):
    method = "CANCEL" if line["what"] in FAREWELLS else "REQUEST"
    content = calendar_of(line["signup"], method=method, sequence=line["sequence"], stamp=stamp)
    name = f"{'cancelled' if method == 'CANCEL' else 'changed'}-{localtime(line['date'].start):%Y-%m-%d-%H%M}.ics"
    return (name, content, f"text/calendar; method={method}; charset=utf-8")


def _calendar_line(line, stamp):
    """SECURITY: the online link goes to people with an online place alone."""
    date, link = line["date"], line["online_link"]
    return EventLine(
        uid=date.uid,
        sequence=max(line["sequence"], 0),
        start=date.start,
        end=date.end,
        stamp=stamp,
        summary=date.event.title,
        description="\n".join(filter(None, [f"Join online: {link}" if link else "", date.full_address])),
        location=link or ("Online" if line["online"] else str(date.place or "")),
        url=date.full_address,
    )
