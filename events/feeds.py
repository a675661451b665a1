"""Calendars to subscribe to: my events, and what all staff may see of a topic or below a community's page.

The address of a feed holds a secret in place of a sign-in. SECURITY: whoever has it reads as its owner does, so topic
and page feeds leave out what needs a membership, and never hold an online link.
"""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page

from hub.circles.audience import visible_pages
from hub.core.calendar_feed import EventLine, feed
from hub.core.calendar_file import calendar_events
from hub.topics.models import Topic

from .listing import HEAVY
from .models import EventPage, EventTopic, FeedAddress, Occurrence, Signup

MOST = 1000
HUB = "Knowledge Hub"
WAITING = "Waiting list: "


def owner_of(secret: str):
    """The person whose feeds have this secret, if they are still with us, or None."""
    found = FeedAddress.objects.select_related("person").filter(secret=secret, person__is_active=True).first()
    return found.person if found else None


def feed_of_mine(person, *, now=None) -> bytes:
    """The events for which `person` has a place, and those that they wait for, as tentative."""
    signups = Signup.objects.in_feed_of(person, now=now or timezone.now())
    signups = signups.select_related("occurrence__event", "occurrence__place")
    signups = signups.defer("dietary_needs", "access_needs", "answers", *_heavy("occurrence__event__"))[:MOST]
    return _written([(_line_of_signup(one), one.is_waiting) for one in signups], name=f"{HUB}: my events")


def feed_of(events, person, *, name: str, now=None) -> bytes:
    """Those of these events that `person` and all staff may see."""
    seen = events.live().visible_to(person).open_to_all_staff()
    dates = Occurrence.objects.of_events(seen).in_feeds(now=now or timezone.now())
    dates = dates.select_related("event", "place").defer(*_heavy("event__"))[:MOST]
    return _written([(line_of(date), False) for date in dates], name=f"{HUB}: {name}")


def file_of(date) -> bytes:
    """The calendar file of one date for anybody who may see it, without the online link."""
    return calendar_events([line_of(date)])


def events_about(topic):
    return EventPage.objects.filter(pk__in=EventTopic.objects.filter(tag=topic).values("content_object"))


def topics_with_feeds(person, *, now=None):
    """Topics of coming events that `person` and all staff may see."""
    seen = EventPage.objects.live().visible_to(person).open_to_all_staff()
    coming = Occurrence.objects.of_events(seen).coming(now=now).order_by().values("event")
    return Topic.objects.filter(pk__in=EventTopic.objects.filter(content_object__in=coming).values("tag")).order_by(
        "name"
    )


def pages_with_feeds(person):
    """The pages of circles that `person` may read and below which there are events for all staff."""
    below = EventPage.objects.live().open_to_all_staff().filter(path__startswith=OuterRef("path")).order_by()
    return gated_pages(person).filter(Exists(below)).order_by("title", "pk")


def gated_pages(person):
    """The pages of circles that `person` may read."""
    return visible_pages(Page.objects.live().filter(gate__isnull=False), person)


def line_of(date, *, sequence=0, stamped=(), prefix="", link="", where=None) -> EventLine:
    """One date as calendars write it. `stamped`: moments at which what the reader sees of it changed."""
    address = date.full_address
    return EventLine(
        uid=date.uid,
        sequence=max(date.sequence, sequence),
        start=date.start,
        end=date.end,
        stamp=_stamp(date, stamped),
        summary=f"{prefix}{date.event.title}",
        description="\n".join(filter(None, [f"Join online: {link}" if link else "", address])),
        location=link or where or _where(date),
        url=address,
        cancelled=date.is_cancelled(),
    )


def _line_of_signup(signup):
    date = signup.occurrence
    is_online = signup.mode == Signup.Mode.ONLINE
    # SECURITY: the online link goes to people with an online place alone.
    has_link = is_online and signup.is_confirmed and not date.is_cancelled()
    return line_of(
        date,
        sequence=signup.told_sequence,
        stamped=[signup.signed_up_at, signup.promoted_at],
        prefix=WAITING if signup.is_waiting else "",
        link=date.online_link if has_link else "",
        where="Online" if is_online else str(date.place or ""),
    )


def _stamp(date, stamped):
    """When this version was made, as far as known: the same rows give the same bytes."""
    event = date.event
    known = [event.first_published_at, event.last_published_at, date.cancelled_at, *stamped]
    return max([moment for moment in known if moment] or [date.start])


def _where(date):
    online = "Online" if date.online_link else ""
    return " and ".join(filter(None, [str(date.place or ""), online.lower() if date.place else online]))


def _written(lines, *, name):
    start, *pieces, end = feed([line for line, _ in lines], name=name)
    pieces = [_tentative(piece) if waits else piece for piece, (_, waits) in zip(pieces, lines, strict=True)]
    return b"".join([start, *pieces, end])


def _tentative(piece):
    """A place that somebody waits for does not make them busy."""
    return piece.replace(
        b"\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n", b"\r\nSTATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\n", 1
    )


def _heavy(path):
    return [f"{path}{name}" for name in HEAVY]
