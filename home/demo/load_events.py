"""Events that are held again and again, what became of those that are over, and ideas for new ones."""

from datetime import timedelta

from django.utils import timezone

from events import actions as events
from events import certificates, feedback
from events.actions import afterwards, ideas
from events.models import EventPage, EventsIndexPage, EventTime, Mode, Occurrence, Signup, Suggestion
from hub.ask import actions as ask
from hub.people.models import Place

from .events import EVENTS
from .placing import moment, publish_below
from .repeated import REPEATED, SUGGESTIONS, THANKS, USEFUL, WORDS

TRIED_BY_VISITORS = "nurse@wexcombe.example"
QUESTIONS_OPEN = timedelta(days=feedback.DAYS)


def load_repeated(people, topics, pictures, today) -> None:
    for row in REPEATED:
        if not row["model"].objects.filter(slug=row["slug"]).exists():
            _come(_publish(row, people, topics, pictures, today), row, people)


def _publish(row, people, topics, pictures, today):
    start = moment(today, row["day_offset"], row["start"])
    fields = dict(row["more"])
    weeks = fields.pop("weeks", None)
    if weeks:
        fields["repeat_until"] = timezone.localdate(start) + timedelta(weeks=weeks)
    page = row["model"](
        title=row["title"],
        slug=row["slug"],
        intro=row["intro"],
        body=[("paragraph", row["body"])],
        picture=pictures[row["picture"]],
        host=people[row["host"]],
        starts_at=start,
        ends_at=start + timedelta(minutes=row["minutes"]),
        room=Place.objects.get(name=row["room"]),
        **fields,
    )
    page.topics.add(*[topics[name] for name in row["topics"]])
    page.times = [EventTime(starts=one) for one in row["times"]]
    return publish_below(EventsIndexPage.objects.first(), page)


def _come(page, row, people):
    staff = [person for person in people.values() if person.kind == person.Kind.STAFF][-row.get("signups", 0) :]
    for number, person in enumerate(staff if row.get("signups") else []):
        for date in page.occurrences.order_by("start")[: 1 + number % 3]:
            events.sign_up(date, person=person, mode=Mode.IN_PERSON, listed=number % 2 == 0)


def load_afterwards(people, *, now=None) -> None:
    """Who came to what is over, the thanks, and what people said of it."""
    now = now or timezone.now()
    over = Occurrence.objects.past(now=now).filter(state=Occurrence.State.SCHEDULED, wrap_up=None)
    over = over.filter(event__slug__in=[row["slug"] for row in EVENTS]).select_related("event")
    for number, date in enumerate(over.order_by("-end")):
        _let_come(date, people[TRIED_BY_VISITORS] if number < 3 else None)
        afterwards.save_wrap_up(date, by=date.event.host, message=THANKS if number < 4 else "", now=now)
        if number < 4 and date.signups.filter(attendance=Signup.Attendance.ATTENDED).exists():
            _thank(date, now=now)


def _let_come(date, visitor):
    """Six in seven come. The visitor's own account has been to a few, so that there is something to see."""
    if visitor and EventPage.objects.visible_to(visitor).filter(pk=date.event_id).exists():
        Signup.objects.get_or_create(
            occurrence=date,
            person=visitor,
            defaults={
                "mode": date.modes[0],
                "state": Signup.State.CONFIRMED,
                "signed_up_at": date.start - timedelta(days=2),
            },
        )
    for number, signup in enumerate(date.signups.confirmed().order_by("pk")):
        absent = number % 7 == 6 and signup.person != visitor
        events.mark(signup, Signup.Attendance.ABSENT if absent else Signup.Attendance.ATTENDED, by=date.event.host)
    Occurrence.objects.filter(pk=date.pk).recount()


def _thank(date, *, now):
    afterwards.send_thanks(date, by=date.event.host, now=now)
    visitor = date.signups.filter(person__email=TRIED_BY_VISITORS, attendance=Signup.Attendance.ATTENDED).first()
    if visitor:
        certificates.issue(visitor, now=now)
    questions = feedback.questions_about(date)
    if now - date.end < QUESTIONS_OPEN:
        return  # still open: the visitor may answer
    for number, useful in enumerate(USEFUL):
        words = WORDS[number] if number < len(WORDS) else ""
        ask.answer(ask.issue_ticket(questions), answers={"useful": useful, "better": words})
    ask.close_questions(questions)


def load_ideas(people) -> None:
    for row in SUGGESTIONS:
        if not Suggestion.objects.filter(title=row["title"]).exists():
            ideas.suggest(kind=row["kind"], title=row["title"], details=row["details"], person=people[row["person"]])
