from hub.circles.models import Membership, PageAudience
from hub.people.roles import is_library_team


def may_organise(user, event) -> bool:
    """The host, the library team and the facilitators of the circle that the event belongs to run it."""
    if not user.is_authenticated:
        return False
    return user.pk == event.host_id or is_library_team(user) or _facilitates(user, event)


def remember_facilitating(event, user, facilitates: bool) -> None:
    """Keep on this event what a query has found already, so that one request asks once."""
    event._facilitated_by = (user.pk, facilitates)


def facilitating(user, event_pk):
    """The active memberships by which `user` facilitates the circle of this event; `event_pk` may be an
    OuterRef of an OuterRef."""
    circles = PageAudience.objects.filter(page=event_pk).values("circle")
    return Membership.objects.active().filter(person=user.pk, role=Membership.Role.FACILITATOR, circle__in=circles)


def _facilitates(user, event):
    known_for, known = getattr(event, "_facilitated_by", (None, False))
    if known_for != user.pk:
        known = facilitating(user, event.pk).exists()
        remember_facilitating(event, user, known)
    return known


def may_read_needs(user, event) -> bool:
    """Diet and access needs were told to the host, and to nobody else."""
    return user.is_authenticated and user.pk == event.host_id


def may_see_register(user) -> bool:
    """The admin's register of sign-ups, which never holds needs."""
    return user.is_active and (user.is_superuser or is_library_team(user))
