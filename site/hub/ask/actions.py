"""Opening questions, handing out tickets, answering once, closing."""

import secrets
from hashlib import sha256

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from . import kinds
from .models import Answer, Question, QuestionSet, Ticket

SECRET_BYTES = 24  # 192 bits: nobody finds one by trying, and a plain digest needs no salt


class AnswerRefused(Exception):
    """No answer is taken with this ticket. The text is fit to show."""


class UnknownTicket(AnswerRefused):
    """There is no such ticket, or none any more."""


@transaction.atomic
def open_questions(kind: str, *, about, title: str, opens_on, closes_on) -> QuestionSet:
    """Ask the questions of `kind` about the row `about`, from `opens_on` to `closes_on`, both days included.

    Opening twice is harmless: the first set is returned as it is. `title` is read by everybody who is asked.
    """
    asked = kinds.kind_of(kind)
    if asked is None:
        raise ValueError(f"No room registered questions of the kind {kind}.")
    question_set, is_first = QuestionSet.objects.get_or_create(
        kind=kind,
        content_type=ContentType.objects.get_for_model(about),
        object_id=str(about.pk),
        defaults={"title": title[:255], "opens_on": opens_on, "closes_on": closes_on},
    )
    if is_first:
        Question.objects.bulk_create(_written_down(question_set, asked.questions))
    return question_set


def _written_down(question_set, questions) -> list[Question]:
    return [
        Question(
            question_set=question_set,
            name=question.name,
            wording=question.wording,
            required=question.required,
            position=position,
            form=Question.Form.RATING if isinstance(question, kinds.Rating) else Question.Form.TEXT,
            scale=list(getattr(question, "scale", [])),
            longest=getattr(question, "longest", 0),
        )
        for position, question in enumerate(questions)
    ]


def issue_ticket(question_set: QuestionSet, *, today=None) -> str:
    """A new secret that lets somebody answer once. It is in this return value and nowhere else.

    SECURITY: never write it into a row that names a person, nor into the context of a notice.
    """
    if question_set.is_closed(today=today or timezone.localdate()):
        raise AnswerRefused("These questions are closed.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    Ticket.objects.create(question_set=question_set, digest=digest_of(secret))
    return secret


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def find_ticket(secret: str) -> Ticket:
    """The ticket of this secret with its question set, used or not. Raises UnknownTicket."""
    return _ticket(Ticket.objects.select_related("question_set"), secret)


@transaction.atomic
def answer(secret: str, *, answers: dict[str, int | str], today=None) -> None:
    """Keep `answers` (name of the question: rating or text; None and "" are no answer) and use the ticket up.

    Nothing that is written leads from one to the other. Raises AnswerRefused when the ticket is used or unknown, or
    the set not open.
    """
    ticket = _lock(secret)
    today = today or timezone.localdate()
    refuse_closed(ticket, today=today)
    asked = ticket.question_set.questions.values_list("name", "pk", "form", "required", named=True)
    questions = {question.name: question for question in asked}
    given = {name: value for name, value in answers.items() if value not in (None, "")}
    _refuse_gaps(questions.values(), given)
    Answer.objects.bulk_create(_answer(questions[name], value, today) for name, value in given.items())
    ticket.used = True
    ticket.save(update_fields=["used"])


def _lock(secret):
    """Hold the ticket, so that it is used once, and its set, so that no answer comes in after it has closed."""
    tickets = Ticket.objects.select_related("question_set")
    return _ticket(tickets.select_for_update(of=("self", "question_set"), no_key=True), secret)


def _ticket(tickets, secret) -> Ticket:
    try:
        return tickets.get(digest=digest_of(secret))
    except Ticket.DoesNotExist:
        raise UnknownTicket("This link does not work any more.") from None


def refuse_closed(ticket: Ticket, *, today) -> None:
    """Raise AnswerRefused, with the reason in words, if this ticket takes no answer today."""
    question_set = ticket.question_set
    if ticket.used:
        raise AnswerRefused("This link has been used. Each link takes one answer, and yours is with us. Thank you.")
    if question_set.is_closed(today=today):
        raise AnswerRefused("These questions are closed. Thank you for wanting to answer.")
    if not question_set.is_open(today=today):
        raise AnswerRefused(f"These questions open on {question_set.opens_on:%-d %B %Y}.")


def _refuse_gaps(questions, given):
    if any(question.required and question.name not in given for question in questions):
        raise AnswerRefused("An answer is missing. Go back, fill it in and send your answer again.")


def _answer(question, value, today) -> Answer:
    if question.form == Question.Form.RATING:
        return Answer(question_id=question.pk, answered_on=today, rating=value)
    return Answer(question_id=question.pk, answered_on=today, text=value)


@transaction.atomic
def close_questions(question_set: QuestionSet, *, today=None) -> QuestionSet:
    """Take no more answers, for good; from now on the results can be read. Closing twice is harmless."""
    today = today or timezone.localdate()
    question_set = QuestionSet.objects.select_for_update(of=("self",), no_key=True).get(pk=question_set.pk)
    if not question_set.is_closed(today=today):
        question_set.state = QuestionSet.State.CLOSED
        question_set.closes_on = max(question_set.opens_on, min(today, question_set.closes_on))
        question_set.save(update_fields=["state", "closes_on"])
    return question_set
