"""Questions about a place: any row will do as the thing that is asked about."""

from datetime import date, timedelta

from hub.ask import actions, kinds
from hub.ask.models import Answer

from .people import PlaceFactory

KIND = "tests.feedback"
TODAY = date(2026, 3, 10)
QUESTIONS = [
    kinds.Rating("useful", "I learned something I will use"),
    kinds.Text("change", "What would you change, or tell a colleague?"),
]


def register_kind(may_read=lambda user, question_set: user.first_name == "Reader", name=KIND, questions=QUESTIONS):
    kinds.register(name, questions=questions, may_read=may_read, crumbs=lambda question_set: [("Place", "/")])


def open_set(*, kind=KIND, today=TODAY, days=14, title="Falls at night", about=None):
    """Questions that have been open since yesterday."""
    return actions.open_questions(
        kind,
        about=about or PlaceFactory(),
        title=title,
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=days),
    )


def give(question_set, *ratings, text="", today=TODAY):
    """One person for each rating, each with a ticket of their own; all write the same `text`."""
    for rating in ratings:
        secret = actions.issue_ticket(question_set, today=today)
        actions.answer(secret, answers={"useful": rating, "change": text}, today=today)


def ratings_of(question_set) -> list[int]:
    answers = Answer.objects.filter(question__question_set=question_set).exclude(rating=None)
    return sorted(answers.values_list("rating", flat=True))
