"""A person's own record of what they attended, for appraisal and revalidation. Nobody else reads it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.utils import timezone

from .certificates import hours_of, in_words, lines_of
from .kinds import KINDS
from .models import Certificate, EventPage, Occurrence, Signup

OUT_OF_SIGHT = "An event that you can no longer open"
HEADER = ["Date", "Event", "Kind of event", "Hours", "Learning aims", "Certificate"]


@dataclass(frozen=True)
class Entry:
    """One date attended. `url` is empty where the person may not see the event any more."""

    occurrence: Occurrence
    title: str
    kind: str
    hours: Decimal
    aims: list[str]
    url: str
    certificate: Certificate | None

    @property
    def day(self):
        return timezone.localdate(self.occurrence.start)

    @property
    def hours_in_words(self) -> str:
        return in_words(self.hours)


@dataclass(frozen=True)
class Year:
    number: int
    entries: list[Entry]

    @property
    def hours_in_words(self) -> str:
        return total_in_words(self.entries)


def entries_of(person, *, now: datetime | None = None) -> list[Entry]:
    """All that `person` came to, latest first, in one query. What they missed is nobody's business here."""
    seen = EventPage.objects.live().visible_to(person).filter(pk=OuterRef("occurrence__event"))
    signups = (
        Signup.objects.filter(
            person=person,
            attendance=Signup.Attendance.ATTENDED,
            occurrence__state=Occurrence.State.SCHEDULED,
            occurrence__end__lte=now or timezone.now(),
        )
        .select_related("occurrence__event__content_type", "certificate")
        .defer("dietary_needs", "access_needs", "answers", "occurrence__event__body")
        .annotate(may_open=Exists(seen))
    )
    return [_entry(signup) for signup in signups.order_by("-occurrence__start", "-pk")]


def by_year(entries: list[Entry]) -> list[Year]:
    """Calendar years, latest first."""
    return [Year(number, list(those)) for number, those in groupby(entries, key=lambda entry: entry.day.year)]


def total_in_words(entries) -> str:
    return in_words(sum((entry.hours for entry in entries), Decimal(0)))


def rows(entries):
    """The rows of the download."""
    for one in entries:
        reference = one.certificate.reference if one.certificate else ""
        yield [one.day, one.title, one.kind, one.hours, "; ".join(one.aims), reference]


def _entry(signup) -> Entry:
    """A certificate says what it said when it was issued; all else is told to those who may see the event now."""
    occurrence, certificate = signup.occurrence, getattr(signup, "certificate", None)
    event = occurrence.event
    told = certificate or (event if signup.may_open else None)
    return Entry(
        occurrence=occurrence,
        title=told.title if told else OUT_OF_SIGHT,
        kind=KINDS.get(event.content_type.model, "Event"),
        hours=certificate.hours if certificate else hours_of(occurrence),
        aims=lines_of(told.aims) if told else [],
        url=(event.get_url() or "") if signup.may_open else "",
        certificate=certificate,
    )
