"""Two questions to those who came, answered by nobody in particular."""

from datetime import date, timedelta

from hub.ask import actions as ask
from hub.ask import kinds
from hub.ask.models import QuestionSet

from .models import EventPage, Occurrence
from .permissions import may_organise

KIND = "events.feedback"
DAYS = 14  # how long the questions are open, and so how soon the organisers can read the answers
QUESTIONS = (
    kinds.Rating("useful", "I learned something that I will use"),
    kinds.Text("better", "What should we keep, or do differently next time?"),
)


def register_questions() -> None:
    kinds.register(KIND, questions=QUESTIONS, may_read=_may_read, crumbs=_crumbs)


def open_for(occurrence: Occurrence, *, today: date) -> QuestionSet:
    """Ask about this date for two weeks from `today`. Twice is harmless."""
    return ask.open_questions(
        KIND, about=occurrence, title=str(occurrence), opens_on=today, closes_on=today + timedelta(days=DAYS)
    )


def questions_about(occurrence: Occurrence) -> QuestionSet | None:
    return QuestionSet.objects.about(occurrence).filter(kind=KIND).first()


def new_secret(occurrence: Occurrence, *, today: date) -> str:
    """What lets one person answer once; empty when the questions are closed or were never opened.

    SECURITY: it goes into the letter that is written at this moment, and nowhere else.
    """
    questions = questions_about(occurrence)
    if questions is None or questions.is_closed(today=today):
        return ""
    return ask.issue_ticket(questions, today=today)


def _may_read(user, question_set) -> bool:
    """Those who organise the event, as long as they may see it."""
    date = question_set.target
    if date is None or not EventPage.objects.visible_to(user).filter(pk=date.event_id).exists():
        return False
    return may_organise(user, date.event)


def _crumbs(question_set) -> list[tuple[str, str]]:
    event = question_set.target.event
    return [(event.title, event.get_url() or "/")]
