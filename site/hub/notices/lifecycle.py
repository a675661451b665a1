"""What becomes of a person's notices and long jobs."""

from .models import LongJob, Notice

UNFINISHED = [Notice.State.WAITING, Notice.State.SENDING, Notice.State.DEAD]


def erase_notices(person, now) -> None:
    """Nothing more goes to them, and no address of theirs stays."""
    if person.email:
        Notice.objects.filter(address__iexact=person.email).update(recipient=person)
    theirs = Notice.objects.filter(recipient=person)
    theirs.filter(state__in=UNFINISHED).update(state=Notice.State.DROPPED, reason="The account was erased.")
    theirs.update(address="", sealed_body=None)


def export_notices(person) -> list[dict]:
    fields = ["template", "state", "created_at", "sent_at"]
    return [_plain(row) for row in Notice.objects.filter(recipient=person).order_by("pk").values(*fields)]


def export_long_jobs(person) -> list[dict]:
    fields = ["task", "state", "created_at", "finished_at"]
    return [_plain(row) for row in LongJob.objects.filter(asked_by=person).order_by("pk").values(*fields)]


def _plain(row):
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
