"""A series and what people were told of it, for the tests of dates."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from events import actions
from events.models import EventSkippedDate, EventTime, Occurrence, Signup
from events.recurrence import at
from hub.notices.models import Notice
from tests.factories.events import LunchAndLearnPageFactory
from tests.factories.people import PersonFactory

ROOM, ONLINE = Signup.Mode.IN_PERSON, Signup.Mode.ONLINE


def day_in(days, *, hour=12, minute=0) -> datetime:
    """So many days from today at this time in London."""
    return at(localdate() + timedelta(days=days), time(hour, minute))


def series(parent, *, weeks=4, begins=7, rule="weekly", **fields):
    """A published series at noon, of `weeks` dates if it is weekly."""
    starts = fields.pop("starts_at", None) or day_in(begins)
    given = {"skip_bank_holidays": False, "ends_at": starts + timedelta(minutes=45), **fields}
    until = given.pop("repeat_until", localdate(starts) + timedelta(weeks=weeks - 1))
    return LunchAndLearnPageFactory(parent=parent, starts_at=starts, repeats=rule, repeat_until=until, **given)


def dates_of(page) -> list[Occurrence]:
    dates = Occurrence.objects.select_related("event", "place").filter(event=page.pk)
    return list(dates.order_by("start", "pk"))


def scheduled(page):
    return [date for date in dates_of(page) if not date.is_cancelled()]


def republish(page, *, skipped=None, times=None, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    if skipped is not None:
        page.skipped_dates = [EventSkippedDate(day=day) for day in skipped]
    if times is not None:
        page.times = [EventTime(starts=starts) for starts in times]
    page.save_revision().publish()
    page.refresh_from_db()
    return dates_of(page)


def move(page, **by):
    shift = timedelta(**by)
    return republish(page, starts_at=page.starts_at + shift, ends_at=page.ends_at + shift)


def signed_up(date, person=None, mode=ROOM, **more):
    return actions.sign_up(date, person=person or PersonFactory(), mode=mode, **more)


def told(person) -> list[str]:
    letters = Notice.objects.filter(recipient=person).order_by("pk").values_list("template", flat=True)
    return [letter.removeprefix("events/email/") for letter in letters]


def silence():
    Notice.objects.all().delete()


def local_day(date) -> date:
    return localdate(date.start)


def make_past(date, *, days=7):
    """As if the date had been held so long ago; its slot goes with it."""
    shift = timezone.now() - timedelta(days=days) - date.start
    Occurrence.objects.filter(pk=date.pk).update(slot=date.slot + shift, start=date.start + shift, end=date.end + shift)
    return Occurrence.objects.get(pk=date.pk)
