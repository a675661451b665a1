"""What of this room belongs to a person. Decisions stay when somebody leaves or is erased: they are an audit record."""

from django.db.models import Q

from .models import Hold


def holds_of_person(person) -> list[dict]:
    """The holds that `person` met as author or decided as reviewer, without any words."""
    holds = Hold.objects.filter(Q(asked_by=person) | Q(decided_by=person))
    return [
        {
            "held_at": hold.held_at.isoformat(),
            "state": hold.get_state_display(),
            "as": "author" if hold.asked_by_id == person.pk else "reviewer",
            "kinds": sorted({finding["kind"] for finding in hold.findings}),
            "reason": hold.reason if hold.decided_by_id == person.pk else "",
        }
        for hold in holds
    ]
