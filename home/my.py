"""My hub: my events, my communities, what waits for me."""

from django.utils import timezone

from communities.models import CommunityPage
from events.models import EventPage, Occurrence, Signup
from hub.circles.models import Membership

PAST_SHOWN = 10
State = Membership.State


def hub_of(person, *, now=None) -> dict:
    """Everything that is this person's own, in a number of queries that does not grow."""
    now = now or timezone.now()
    memberships = list(
        Membership.objects.filter(person=person, state__in=[State.ACTIVE, State.REQUESTED, State.INVITED])
        .select_related("circle")
        .order_by("circle__name", "pk")
    )
    pages = _pages_of([membership.circle_id for membership in memberships], person)
    return {
        "coming": list(Signup.objects.coming_for(person, now=now)),
        "past": list(_been_to(person, now=now)),
        "memberships": [(pages[one.circle_id], one) for one in memberships if one.circle_id in pages],
        "waiting_for_me": _waiting_for(person, memberships, pages),
    }


def _been_to(person, *, now):
    signups = Signup.objects.filter(
        person=person,
        state=Signup.State.CONFIRMED,
        occurrence__end__lte=now,
        occurrence__state=Occurrence.State.SCHEDULED,
    )
    seen = EventPage.objects.visible_to(person).order_by().values("pk")
    signups = signups.filter(occurrence__event__in=seen)
    return signups.select_related("occurrence__event").order_by("-occurrence__start", "-pk")[:PAST_SHOWN]


def _pages_of(circle_ids, person) -> dict:
    pages = CommunityPage.objects.live().named_to(person).filter(gate__circle__in=circle_ids).select_related("gate")
    return {page.gate.circle_id: page for page in pages}


def _waiting_for(person, memberships, pages) -> list[dict]:
    """Requests to join that wait for this person's answer, by community."""
    mine = [one.circle_id for one in memberships if one.role == Membership.Role.FACILITATOR]
    if not mine:
        return []
    counts = {}
    for circle_id in Membership.objects.pending().filter(circle__in=mine).values_list("circle", flat=True):
        counts[circle_id] = counts.get(circle_id, 0) + 1
    return [{"community": pages[pk], "count": count} for pk, count in counts.items() if pk in pages]
