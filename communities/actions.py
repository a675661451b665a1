"""What people do with communities. Each changes the circle and posts the notices in one transaction."""

from django.db import transaction
from wagtail.log_actions import log

from events.actions import give_up_places_out_of_sight
from events.models import Signup
from hub.circles import actions as circles
from hub.circles.models import Circle, Membership, PageGate
from hub.notices import outbox
from hub.people.models import User

from .models import CommunityPage

State = Membership.State


@transaction.atomic
def found_community(page: CommunityPage, *, parent, policy: str, listing: str, facilitators) -> CommunityPage:
    """Add `page` below `parent` with a circle of its own, and make `facilitators` its first members."""
    page.live = False
    parent.add_child(instance=page)
    circle = give_circle(page)
    circles.change_policy(circle, policy=policy, listing=listing)
    for person in facilitators:
        circles.enrol(circle, person=person, role=Membership.Role.FACILITATOR)
    page.save_revision().publish()
    return CommunityPage.objects.get(pk=page.pk)


@transaction.atomic
def give_circle(page: CommunityPage) -> Circle:
    """The circle of a community page, made on the way when an editor has just created the page.

    SECURITY: it begins hidden and by invitation, also when the page is a copy of a hidden one. The editor who made the
    page is its first facilitator, and opens it or hands it over on the community's own screens.
    """
    gate = PageGate.objects.select_related("circle").filter(page=page.pk).first()
    if gate:
        return gate.circle
    circle = circles.create_circle(page.title, policy=Circle.Policy.BY_INVITATION, listing=Circle.Listing.HIDDEN)
    circles.set_gate(page, circle)
    if page.owner_id:
        circles.enrol(circle, person=page.owner, role=Membership.Role.FACILITATOR)
    return circle


@transaction.atomic
def join_community(page: CommunityPage, *, person, now=None) -> Membership:
    """Join an open community, or accept its invitation."""
    membership = circles.join(page.circle, person=person, now=now)
    _tell(membership, "welcome", person)
    return membership


@transaction.atomic
def ask_to_join(page: CommunityPage, *, person, note: str, now=None) -> Membership:
    """Ask to be let in. Every facilitator is told once."""
    membership = circles.ask_to_join(page.circle, person=person, note=note, now=now)
    if membership.state == State.REQUESTED:
        for facilitator in page.circle.memberships.facilitators().select_related("person"):
            _tell(membership, "request", facilitator.person)
    return membership


@transaction.atomic
def answer_request(membership: Membership, *, admit: bool, by, reason: str = "", now=None) -> Membership:
    """Admit or decline. The person is told, with the reason."""
    membership = circles.answer_request(membership, admit=admit, by=by, reason=reason, now=now)
    _tell(membership, "admitted" if admit else "declined", membership.person)
    _log(membership, "communities.request_answered", by)
    return membership


@transaction.atomic
def withdraw(membership: Membership, *, now=None) -> Membership:
    """Take back a request, or turn down an invitation."""
    if membership.state == State.INVITED:
        return circles.decline_invitation(membership, now=now)
    return circles.withdraw_request(membership, now=now)


@transaction.atomic
def leave_community(page: CommunityPage, *, person, now=None) -> Membership:
    """End one's own membership. Places at events that only members may see are given up with it."""
    membership = circles.leave(page.circle, person=person, now=now)
    give_up_places_out_of_sight(person, now=now)
    return membership


@transaction.atomic
def invite_to_community(page: CommunityPage, *, person, by, ends_on=None, now=None) -> Membership:
    """Invite somebody. They are told; if they had asked already they are in at once."""
    membership = circles.invite(page.circle, person=person, by=by, ends_on=ends_on, now=now)
    _tell(membership, "admitted" if membership.state == State.ACTIVE else "invited", person)
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, by, reason: str, now=None) -> Membership:
    membership = circles.remove(membership, by=by, reason=reason, now=now)
    give_up_places_out_of_sight(membership.person, now=now)
    _tell(membership, "removed", membership.person)
    _log(membership, "communities.member_removed", by)
    return membership


@transaction.atomic
def set_role(membership: Membership, *, role: str, by) -> Membership:
    membership = circles.set_role(membership, role=role)
    _log(membership, "communities.role_changed", by)
    return membership


@transaction.atomic
def change_policy(page: CommunityPage, *, policy: str, listing: str, by) -> Circle:
    """Change who may join and who knows of the community. It holds from this moment for everything below the page."""
    circle = circles.change_policy(page.circle, policy=policy, listing=listing)
    for person in _people_with_places_below(page):
        give_up_places_out_of_sight(person)
    log(instance=page, action="communities.policy_changed", user=by, data={"policy": policy, "listing": listing})
    return circle


@transaction.atomic
def end_past_memberships(*, now=None) -> int:
    """End memberships whose last day has passed, with the places that only members may have. Returns how many."""
    ended = list(Membership.objects.past_their_last_day().select_related("person", "circle"))
    for membership in ended:
        circles.end_if_over(membership, now=now)
        give_up_places_out_of_sight(membership.person, now=now)
    return len(ended)


def _people_with_places_below(page):
    """Those who signed up for something that stands in this community and is still theirs to lose."""
    signups = Signup.objects.filter(occurrence__event__path__startswith=page.path, state__in=["confirmed", "waiting"])
    return User.objects.filter(pk__in=signups.values("person")).order_by("pk")


def _tell(membership: Membership, letter: str, recipient) -> None:
    outbox.post(
        recipient=recipient,
        template=f"communities/email/{letter}",
        context={"membership": membership.pk},
        dedupe_key=f"{letter}:{membership.pk}:{membership.state}:{membership.since.isoformat()}:{recipient.pk}",
    )


def _log(membership: Membership, action: str, by) -> None:
    page = CommunityPage.objects.get(gate__circle=membership.circle_id)
    log(instance=page, action=action, user=by, data={"membership": str(membership.key), "state": membership.state})


@transaction.atomic
def rename_circle(page: CommunityPage) -> None:
    """Keep the circle's name the published name of its page."""
    Circle.objects.filter(gates__page=page.pk).exclude(name=page.title).update(name=page.title)
