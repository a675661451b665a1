"""What was answered, once it can be read without showing who answered what.

Results appear when the questions have closed, all at once and never again differently. While answers still come in
nothing is shown: whoever compared the results of today with those of yesterday would read what one person answered.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from . import jobs
from .models import Answer, Question, QuestionSet


class Standing(StrEnum):
    OPEN = "open"  # answers may still come in
    TOO_FEW = "too_few"
    FORGOTTEN = "forgotten"  # deleted, a set time after closing
    SHOWN = "shown"


@dataclass(frozen=True)
class Step:
    """One step of a scale: its words, how many chose it, and their share in per cent, rounded."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class Spread:
    """How a statement was rated, the highest step first; no steps while too few rated it."""

    wording: str
    steps: list[Step] = field(default_factory=list)
    is_rating = True

    @property
    def count(self) -> int:
        return sum(step.count for step in self.steps)

    @property
    def agreeing(self) -> int:
        """How many chose one of the two highest steps."""
        return sum(step.count for step in self.steps[:2])


@dataclass(frozen=True)
class Texts:
    """What was written, in an order that tells nothing."""

    wording: str
    texts: list[str]
    is_rating = False


@dataclass(frozen=True)
class Results:
    """`count` and `questions` are there only when `standing` is SHOWN."""

    standing: Standing
    count: int | None = None
    questions: list[Spread | Texts] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return self.standing == Standing.SHOWN


def of(question_set: QuestionSet, *, today=None) -> Results:
    """The results of `question_set`, or why there are none to show. Whoever calls decides who may read them."""
    today = today or timezone.localdate()
    if not question_set.is_closed(today=today):
        return Results(Standing.OPEN)
    questions = list(question_set.questions.annotate(given=Count("answers")).order_by("position"))
    count = max((question.given for question in questions), default=0)
    if count < settings.HUB_FLOOR_SURVEYS:
        is_gone = question_set.closes_on < jobs.kept_since(today)
        return Results(Standing.FORGOTTEN if is_gone else Standing.TOO_FEW)
    return Results(Standing.SHOWN, count, _read(questions))


def _read(questions) -> list[Spread | Texts]:
    answers = Answer.objects.filter(question__in=questions)
    chosen = answers.exclude(rating=None).values_list("question", "rating").order_by().annotate(Count("pk"))
    ratings = {(question, rating): count for question, rating, count in chosen}
    texts = {}
    for question, text in answers.exclude(text="").order_by("pk").values_list("question", "text"):
        texts.setdefault(question, []).append(text)
    return [
        _spread(question, ratings)
        if question.form == Question.Form.RATING
        else Texts(question.wording, texts.get(question.pk, []))
        for question in questions
    ]


def _spread(question, ratings) -> Spread:
    if question.given < settings.HUB_FLOOR_RATINGS:
        return Spread(question.wording)
    counts = [ratings.get((question.pk, step), 0) for step in range(1, len(question.scale) + 1)]
    steps = [
        Step(label, count, round(100 * count / question.given))
        for label, count in zip(question.scale, counts, strict=True)
    ]
    return Spread(question.wording, steps[::-1])


def table(results: Results):
    """The rows of the download: question, answer, how many. Words stand one a row, each counted once."""
    if not results.is_shown:
        yield ("Not enough answers to show them", "", "")
    for question in results.questions:
        if question.is_rating:
            yield from ((question.wording, step.label, step.count) for step in question.steps)
        else:
            yield from ((question.wording, text, 1) for text in question.texts)
