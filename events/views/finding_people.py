"""Looking for a colleague, to add them to a date."""

from dataclasses import dataclass

from events import attendance
from hub.people.models import User

MOST = 20


@dataclass(frozen=True)
class Found:
    """`people`: each with what tells them apart. `words`: what was looked for; empty before the first time."""

    words: str
    people: list
    are_more: bool


def found_people(date, words: str) -> Found:
    """Colleagues who can sign in and are named like `words`, and how they stand with this date.

    Organisers find every active colleague, in the directory or not: they know who is to come. No address is shown.
    """
    if not words:
        return Found("", [], False)
    people = User.objects.active().staff().filter(attendance.named_like(words, "")).select_related("unit")
    found = list(people.order_by("last_name", "first_name", "pk")[: MOST + 1])
    standing = dict(date.signups.filter(person__in=found).values_list("person_id", "state"))
    return Found(words, [(one, _about(one, standing.get(one.pk))) for one in found[:MOST]], len(found) > MOST)


def _about(person, state):
    standing = {"confirmed": "has a place already", "waiting": "on the waiting list"}.get(state)
    return ", ".join(str(word) for word in (person.job_title, person.unit, standing) if word)
