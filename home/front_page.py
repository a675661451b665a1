"""What the front door shows one person: their next event, this week, what is new for them, and a way in where
something is empty."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from assets_library.models import AssetPage, BulletinPage
from communities.models import CommunityPage
from events.models import EventPage, Occurrence, Signup
from hub.circles.audience import visible_pages
from hub.circles.models import Membership
from hub.media.pictures import with_card_picture
from hub.topics.actions import followed_by

EVENTS_SHOWN = 6
NEW_SHOWN = 6
COMMUNITIES_SHOWN = 4


def front_page_of(user, *, now=None) -> dict:
    """The parts of the front page for `user`, in a number of queries that does not grow."""
    now = now or timezone.now()
    followed = list(followed_by(user)) if user.is_authenticated else []
    coming = coming_events(user, now=now)
    return {
        "my_next": Signup.objects.coming_for(user, now=now).first() if user.is_authenticated else None,
        "this_week": [date for date in coming if date.start < now + timedelta(days=7)],
        "later": [date for date in coming if date.start >= now + timedelta(days=7)],
        "followed": followed,
        "new_assets": list(new_assets(user, followed)),
        "bulletins": list(latest_bulletins(user)),
        "my_communities": list(communities_of(user)) if user.is_authenticated else [],
    }


def coming_events(user, *, now):
    events = visible_pages(EventPage.objects.live(), user)
    dates = Occurrence.objects.of_events(events).coming(now=now).filter(state=Occurrence.State.SCHEDULED)
    return list(dates.select_related("event", "place").defer("event__body")[:EVENTS_SHOWN])


def new_assets(user, followed):
    """The newest assets; with topics followed, the newest of those."""
    assets = AssetPage.objects.live().visible_to(user)
    if followed:
        assets = assets.about(followed)
    return with_card_picture(assets.newest().defer("evidence"))[:NEW_SHOWN]


def latest_bulletins(user):
    return BulletinPage.objects.live().visible_to(user).defer("sections").order_by("-issued_on", "-pk")[:3]


def communities_of(user):
    mine = Membership.objects.active().filter(person=user).values("circle")
    return CommunityPage.objects.live().filter(Q(gate__circle__in=mine)).order_by("title", "pk")[:COMMUNITIES_SHOWN]
