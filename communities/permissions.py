"""Who may run a community. One predicate, for the public screens and for the registers alike."""

from hub.circles.models import Membership


def facilitates(user, circle) -> bool:
    """Whether `user` runs this circle today."""
    return user.is_authenticated and circle.memberships.facilitators().filter(person=user).exists()


def membership_of(user, circle) -> Membership | None:
    """The membership of `user` in this circle, whatever its state."""
    if not user.is_authenticated:
        return None
    return Membership.objects.filter(circle=circle, person=user).first()
