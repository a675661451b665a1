"""What becomes of memberships when a person leaves, is erased or asks for their data."""

from .audience import named_circles
from .models import Membership


def end_memberships(person, now) -> None:
    """A leaver belongs to nothing and waits for nothing."""
    open_states = [Membership.State.ACTIVE, Membership.State.REQUESTED, Membership.State.INVITED]
    Membership.objects.filter(person=person, state__in=open_states).update(
        state=Membership.State.LEFT, role=Membership.Role.MEMBER, since=now
    )


def forget_words(person, now) -> None:
    """The rows stay, as counts of a community's past; what the person wrote and was told goes."""
    Membership.objects.filter(person=person).update(note="", reason="")


def memberships_of(person) -> list[dict]:
    rows = Membership.objects.filter(person=person).select_related("circle")
    named = set(named_circles(person).values_list("pk", flat=True))
    return [
        {
            "community": row.circle.name if row.circle_id in named else "A community",
            "role": row.get_role_display(),
            "state": row.get_state_display(),
            "since": row.since.isoformat(),
            "note": row.note,
            "answer": row.reason,
        }
        for row in rows
    ]
