"""What the browser tests do to events behind the server's back. Django is set up by whoever imports it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from assets_library.models import AssetPage
from events import actions as events
from events import feedback, jobs
from events.models import (
    CoffeeAndLearnPage,
    EventPage,
    EventsIndexPage,
    EventTime,
    LunchAndLearnPage,
    Occurrence,
    Signup,
)
from hub.ask import actions as ask
from hub.people.models import Place
from hub.topics.models import Topic

from .stage_people import person_of

KINDS = {"lunch_and_learn": LunchAndLearnPage, "coffee_and_learn": CoffeeAndLearnPage}


def event(title, days=10, minutes=None, starts=None, host="editor@wexcombe.example", kind="lunch_and_learn", **fields):
    """A published event of an hour: in so many days or minutes, or at a time as London's clocks show it."""
    start = _moment(days, minutes, starts)
    weeks = fields.pop("weeks", None)
    if weeks:  # so many dates, one a week
        last = timezone.localdate(start) + timedelta(weeks=weeks - 1)
        fields |= {"repeats": "weekly", "repeat_until": last, "skip_bank_holidays": False}
    times = [EventTime(starts=time.fromisoformat(one)) for one in fields.pop("times", [])]
    page = KINDS[kind](
        title=title,
        live=False,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        host=person_of(host),
        **{"room": Place.objects.get(name="Library seminar room"), **fields},
    )
    page.times = times
    EventsIndexPage.objects.get().add_child(instance=page)
    page.save_revision(clean=False).publish()
    keys = [str(key) for key in page.occurrences.order_by("start").values_list("key", flat=True)]
    return {"url": page.url, "key": keys[0], "keys": keys, "pk": page.pk}


def _moment(days, minutes, starts):
    if starts:
        return timezone.make_aware(datetime.fromisoformat(starts))
    if minutes is not None:
        return timezone.now() + timedelta(minutes=minutes)
    return timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)


def event_called(title):
    """An event that was planned on the screens: its address and its dates, soonest first."""
    page = EventPage.objects.get(title=title)
    return {"url": page.url, "pk": page.pk, "keys": [str(one.key) for one in page.occurrences.order_by("start")]}


def starts_in(key, minutes):
    """The date begins so many minutes from now: the clock is moved, not waited for."""
    date = _date(key)
    start = timezone.now() + timedelta(minutes=minutes)
    end = start + (date.end - date.start)
    Occurrence.objects.filter(pk=date.pk).update(start=start, end=end, slot=start)
    EventPage.objects.filter(pk=date.event_id).update(starts_at=start, ends_at=end)


def sign_up(key, email, mode="in_person"):
    return events.sign_up(_date(key), person=person_of(email), mode=Signup.Mode(mode)).state


def say(key, email, access):
    """Tell the host of an access need."""
    signup = _date(key).signups.get(person__email=email)
    events.change_signup(signup, mode=Signup.Mode(signup.mode), access=access)


def sign_ups(key, email):
    return [row.state for row in _date(key).signups.filter(person__email=email)]


def signup_key(key, email):
    return str(_date(key).signups.get(person__email=email).key)


def cancel_event(key):
    events.cancel_event(_date(key), by=person_of("editor@wexcombe.example"), reason="The speaker is ill.")


def mark(key, email, attendance="attended"):
    signup = _date(key).signups.get(person__email=email)
    events.mark(signup, Signup.Attendance(attendance), by=signup.occurrence.event.host)


def attendance(key):
    """How everybody with a place is marked, by email."""
    return dict(_date(key).signups.confirmed().values_list("person__email", "attendance"))


def remind():
    """The job of the operator, now."""
    jobs.remind(timezone.now())


def forget_needs(days):
    """The nightly job, in so many days."""
    jobs.forget_needs(timezone.now() + timedelta(days=days))


def needs(key, email):
    row = _date(key).signups.get(person__email=email)
    return [row.dietary_needs, row.access_needs, row.answers]


def answer_and_close(key, times):
    """So many other people answer the questions about this date, and their time is over."""
    questions = feedback.questions_about(_date(key))
    for number in range(times):
        ask.answer(ask.issue_ticket(questions), answers={"useful": 4, "better": f"More time for talk {number}"})
    ask.close_questions(questions)


def publish_draft(title):
    """An editor finishes the draft of an asset and publishes it."""
    page = AssetPage.objects.get(title=title).get_latest_revision_as_object()
    page.topics.add(Topic.objects.get(slug="sepsis"))
    page.save_revision(clean=False).publish()
    return page.url


def _date(key):
    return Occurrence.objects.get(key=key)
