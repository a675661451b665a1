"""What the directory gives to topic pages."""

from .models import Profile
from .permissions import may_browse_people


def people_who_know(topic, user, limit) -> list[dict]:
    """Listed people who say that they know about `topic`. Guests see none."""
    if not may_browse_people(user):
        return []
    profiles = Profile.objects.listed().knowing(topic).by_name().select_related("person__unit")[:limit]
    return [{"title": str(one), "url": one.get_absolute_url(), "note": _work(one.person)} for one in profiles]


def _work(person) -> str:
    return ", ".join(filter(None, [person.job_title, str(person.unit or "")]))
