"""Changing who belongs. These send nothing: the wing that calls them posts the notice in the same transaction."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from .models import Circle, Membership, PageGate

State = Membership.State


class CircleRefused(Exception):
    """The change is against a rule of the circle. The text is fit to show."""


@transaction.atomic
def create_circle(name: str, *, policy: str, listing: str = Circle.Listing.LISTED) -> Circle:
    """A new circle. Its reach follows its policy: open circles are read by all staff, others by their members."""
    if policy == Circle.Policy.OPEN and listing == Circle.Listing.HIDDEN:
        raise CircleRefused("A hidden community cannot be open: nobody could find it to join.")
    reach = Circle.Reach.STAFF if policy == Circle.Policy.OPEN else Circle.Reach.MEMBERS
    return Circle.objects.create(name=name, policy=policy, listing=listing, reach=reach)


@transaction.atomic
def change_policy(circle: Circle, *, policy: str, listing: str) -> Circle:
    """Change who may join and whether the circle is named. Who reads it follows at once."""
    if policy == Circle.Policy.OPEN and listing == Circle.Listing.HIDDEN:
        raise CircleRefused("A hidden community cannot be open. List it, or choose by request or by invitation.")
    circle = _lock(circle)
    circle.policy, circle.listing = policy, listing
    circle.reach = Circle.Reach.STAFF if policy == Circle.Policy.OPEN else Circle.Reach.MEMBERS
    circle.save(update_fields=["policy", "listing", "reach"])
    return circle


@transaction.atomic
def set_gate(page, circle: Circle) -> PageGate:
    """Put `page` and everything below it behind `circle`. A gate below or above another gate is refused."""
    ancestors = [page.path[:end] for end in range(Page.steplen, len(page.path), Page.steplen)]
    if PageGate.objects.filter(page__path__in=ancestors).exists():
        raise CircleRefused("This page stands below a page that has its own audience already.")
    if PageGate.objects.filter(page__path__startswith=page.path).exclude(page=page.pk).exists():
        raise CircleRefused("A page below this one has its own audience already.")
    gate, _ = PageGate.objects.update_or_create(page_id=page.pk, defaults={"circle": circle})
    return gate


@transaction.atomic
def enrol(circle: Circle, *, person, role: str = Membership.Role.MEMBER, now=None) -> Membership:
    """Make `person` a member without being asked: founders, imports. Enrolling twice is harmless."""
    circle, membership = _lock_both(circle, person)
    if membership is None or membership.state != State.ACTIVE:
        membership = _move(circle, person, membership, State.ACTIVE, now=now)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def join(circle: Circle, *, person, now=None) -> Membership:
    """Make `person` a member of an open circle, or of one that invited them. Joining twice is harmless."""
    circle, membership = _lock_both(circle, person)
    if membership and membership.state == State.ACTIVE:
        return membership
    _refuse_if_closed(circle)
    invited = membership is not None and membership.state == State.INVITED
    if circle.policy != Circle.Policy.OPEN and not invited:
        raise CircleRefused("This community has to let you in. Ask to join, or wait for an invitation.")
    if person.kind == person.Kind.GUEST and not invited:
        raise CircleRefused("Guests join by invitation.")
    kept = {"answered_by": membership.answered_by, "ends_on": membership.ends_on} if invited else {}
    return _move(circle, person, membership, State.ACTIVE, now=now, **kept)


@transaction.atomic
def ask_to_join(circle: Circle, *, person, note: str = "", now=None) -> Membership:
    """Put a request before the facilitators. Asking twice is harmless: the first request stands."""
    circle, membership = _lock_both(circle, person)
    if membership and membership.state in {State.ACTIVE, State.REQUESTED, State.INVITED}:
        return membership
    _refuse_if_closed(circle)
    if circle.policy != Circle.Policy.BY_REQUEST or person.kind == person.Kind.GUEST:
        raise CircleRefused("This community does not take requests.")
    return _move(circle, person, membership, State.REQUESTED, note=note, now=now)


@transaction.atomic
def answer_request(membership: Membership, *, admit: bool, by, reason: str = "", now=None) -> Membership:
    """Admit or decline a request. Declining needs a reason. Answering twice the same way is harmless."""
    membership = _lock_membership(membership)
    wanted = State.ACTIVE if admit else State.DECLINED
    if membership.state == wanted:
        return membership
    if membership.state != State.REQUESTED:
        raise CircleRefused("This request is no longer waiting for an answer.")
    if not admit and not reason.strip():
        raise CircleRefused("Give a reason, so that the person knows why.")
    return _save(membership, wanted, reason=reason.strip(), answered_by=by, now=now)


@transaction.atomic
def withdraw_request(membership: Membership, *, now=None) -> Membership:
    """Take one's own request back."""
    membership = _lock_membership(membership)
    return membership if membership.state != State.REQUESTED else _save(membership, State.LEFT, now=now)


@transaction.atomic
def invite(circle: Circle, *, person, by, ends_on=None, now=None) -> Membership:
    """Offer membership. A waiting request counts as accepted. Inviting twice is harmless."""
    circle, membership = _lock_both(circle, person)
    if membership and membership.state in {State.ACTIVE, State.INVITED}:
        return membership
    if person.kind == person.Kind.GUEST and ends_on is None:
        raise CircleRefused("A guest's membership needs an end date.")
    wanted = State.ACTIVE if membership and membership.state == State.REQUESTED else State.INVITED
    return _move(circle, person, membership, wanted, answered_by=by, ends_on=ends_on, now=now)


@transaction.atomic
def decline_invitation(membership: Membership, *, now=None) -> Membership:
    """Say no to an invitation."""
    membership = _lock_membership(membership)
    return membership if membership.state != State.INVITED else _save(membership, State.LEFT, now=now)


@transaction.atomic
def leave(circle: Circle, *, person, now=None) -> Membership:
    """End one's own membership. The last facilitator must hand over first. Leaving twice is harmless."""
    circle, membership = _lock_both(circle, person)
    if membership is None:
        raise CircleRefused("You are not a member of this community.")
    if membership.state != State.ACTIVE:
        return membership
    _refuse_if_last_facilitator(circle, membership)
    return _save(membership, State.LEFT, now=now)


@transaction.atomic
def remove(membership: Membership, *, by, reason: str, now=None) -> Membership:
    """End somebody's membership, with a reason they are told."""
    membership = _lock_membership(membership)
    if membership.state == State.REMOVED:
        return membership
    if membership.state != State.ACTIVE:
        raise CircleRefused("This person is not a member.")
    if not reason.strip():
        raise CircleRefused("Give a reason, so that the person knows why.")
    _refuse_if_last_facilitator(membership.circle, membership)
    return _save(membership, State.REMOVED, reason=reason.strip(), answered_by=by, now=now)


@transaction.atomic
def set_role(membership: Membership, *, role: str) -> Membership:
    """Make a member a facilitator, or a facilitator a member. The last facilitator stays one."""
    membership = _lock_membership(membership)
    if membership.state != State.ACTIVE:
        raise CircleRefused("Only members can facilitate.")
    if role != Membership.Role.FACILITATOR:
        _refuse_if_last_facilitator(membership.circle, membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


def _lock(circle: Circle) -> Circle:
    """Hold the circle's own row, so that two facilitators cannot both leave as the last one."""
    return Circle.objects.select_for_update(of=("self",), no_key=True).get(pk=circle.pk)


def _lock_both(circle: Circle, person):
    circle = _lock(circle)
    membership = circle.memberships.filter(person=person).first()
    if membership and _is_past(membership):
        membership.state, membership.role = State.LEFT, Membership.Role.MEMBER
    return circle, membership


def _is_past(membership: Membership) -> bool:
    """Whether the last day of a membership is over, though nobody has ended it yet."""
    return membership.state == State.ACTIVE and not membership.is_active_today()


def _lock_membership(membership: Membership) -> Membership:
    circle = _lock(membership.circle)
    membership = Membership.objects.select_related("person").get(pk=membership.pk)
    membership.circle = circle
    return membership


def _refuse_if_closed(circle: Circle) -> None:
    if circle.state == Circle.State.CLOSED:
        raise CircleRefused("This community has closed. You can still read what it left, if it is open to you.")


def _refuse_if_last_facilitator(circle: Circle, membership: Membership) -> None:
    if membership.role != Membership.Role.FACILITATOR:
        return
    if not circle.memberships.facilitators().exclude(pk=membership.pk).exists():
        raise CircleRefused("You are the only facilitator. Make another member a facilitator first, then leave.")


def _move(circle, person, membership, state, *, now=None, note="", answered_by=None, ends_on=None) -> Membership:
    membership = membership or Membership(circle=circle, person=person)
    membership.role, membership.reason = Membership.Role.MEMBER, ""
    membership.note, membership.answered_by, membership.ends_on = note, answered_by, ends_on
    membership.state, membership.since = state, now or timezone.now()
    membership.save()
    return membership


def _save(membership, state, *, now=None, **fields) -> Membership:
    for name, value in fields.items():
        setattr(membership, name, value)
    if state != State.ACTIVE:
        membership.role = Membership.Role.MEMBER
    membership.state, membership.since = state, now or timezone.now()
    membership.save()
    return membership


@transaction.atomic
def end_if_over(membership: Membership, *, now=None) -> Membership:
    """End a membership whose last day has passed. Asking too early changes nothing."""
    membership = _lock_membership(membership)
    return _save(membership, State.LEFT, now=now) if _is_past(membership) else membership
