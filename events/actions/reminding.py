"""Reminders: the day before and the hour before, to those still coming, once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from events.models import Occurrence

from .deciding import locked
from .telling import tell

# Which letter is told, and where a date notes the start that it was told of.
NOTED = {"reminder_day": "day_reminder_for", "reminder_hour": "hour_reminder_for"}


def remind(*, now: datetime) -> int:
    """Post every reminder that is due. Returns how many. Running it again, or at several places at once, adds none.

    What was missed for a date that has begun is dropped. Within an hour of the start the day's reminder is not sent any
    more: the hour's is. A date that is moved is reminded of anew.
    """
    return sum(_remind(pk, letter, now=now) for letter in NOTED for pk in _due(letter, now))


def _windows(now):
    day = now + timedelta(hours=settings.HUB_DAY_REMINDER_HOURS)
    hour = now + timedelta(minutes=settings.HUB_HOUR_REMINDER_MINUTES)
    return {"reminder_day": (hour, day), "reminder_hour": (now, hour)}


def _due(letter, now):
    after, until = _windows(now)[letter]
    noted = NOTED[letter]
    dates = Occurrence.objects.filter(state=Occurrence.State.SCHEDULED, start__gt=after, start__lte=until)
    return list(
        dates.filter(~Q(**{noted: F("start")}) | Q(**{noted: None})).order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def _remind(pk, letter, *, now):
    """Note and post in one transaction, under the date's lock: nobody is forgotten, and nobody told twice."""
    occurrence = locked(pk)
    if pk not in _due(letter, now):
        return 0
    setattr(occurrence, NOTED[letter], occurrence.start)
    occurrence.save(update_fields=[NOTED[letter]])
    signups = list(occurrence.signups.confirmed().select_related("person").order_by("pk"))
    for signup in signups:
        tell(signup, letter, at=occurrence.start, start=occurrence.start.isoformat())
    return len(signups)
