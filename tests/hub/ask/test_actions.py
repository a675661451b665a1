import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, connection, models, transaction

from hub.ask import actions, kinds
from hub.ask.apps import AskConfig
from hub.ask.models import Answer, Question, QuestionSet, Ticket
from hub.people import lifecycle
from hub.people.models import User
from tests.factories.ask import KIND, QUESTIONS, TODAY, give, open_set, ratings_of, register_kind
from tests.factories.people import PlaceFactory

pytestmark = pytest.mark.django_db


def answer(secret, rating=4, text="", today=TODAY):
    actions.answer(secret, answers={"useful": rating, "change": text}, today=today)


def test_a_ticket_takes_one_answer(question_set):
    secret = actions.issue_ticket(question_set, today=TODAY)

    answer(secret, 4, "More time to talk")

    kept = Answer.objects.order_by("question__position").values_list("question__name", "rating", "text", "answered_on")
    assert list(kept) == [("useful", 4, "", TODAY), ("change", None, "More time to talk", TODAY)]


def test_a_used_ticket_takes_no_second_answer(question_set):
    secret = actions.issue_ticket(question_set, today=TODAY)
    answer(secret, 4)

    with pytest.raises(actions.AnswerRefused, match="This link has been used"):
        answer(secret, 1)

    assert ratings_of(question_set) == [4]


def test_words_that_nobody_wrote_are_not_kept(question_set):
    give(question_set, 4, text="")

    assert Answer.objects.count() == 1


def test_an_answer_without_what_is_asked_for_uses_nothing_up(question_set):
    secret = actions.issue_ticket(question_set, today=TODAY)

    with pytest.raises(actions.AnswerRefused, match="An answer is missing"):
        answer(secret, None, "Only words")

    answer(secret, 3)
    assert (Answer.objects.count(), ratings_of(question_set)) == (1, [3])


def test_an_unknown_secret_is_refused(question_set):
    with pytest.raises(actions.UnknownTicket):
        answer("x" * 32)


@pytest.mark.parametrize(
    ("days", "words"), [(-2, "These questions open on 9 March 2026"), (-1, None), (14, None), (15, "are closed")]
)
def test_answers_are_taken_from_the_first_day_to_the_last(question_set, days, words):
    secret = actions.issue_ticket(question_set, today=TODAY)
    day = TODAY + timedelta(days=days)

    if words:
        with pytest.raises(actions.AnswerRefused, match=words):
            answer(secret, today=day)
    else:
        answer(secret, today=day)

    assert Answer.objects.count() == (0 if words else 1)


def test_closed_questions_take_no_answer_and_hand_out_no_ticket(question_set):
    secret = actions.issue_ticket(question_set, today=TODAY)

    closed = actions.close_questions(question_set, today=TODAY)
    again = actions.close_questions(question_set, today=TODAY + timedelta(days=1))

    assert (closed.state, closed.closes_on, again.closes_on) == ("closed", TODAY, TODAY)
    with pytest.raises(actions.AnswerRefused, match="are closed"):
        answer(secret)
    with pytest.raises(actions.AnswerRefused, match="are closed"):
        actions.issue_ticket(closed, today=TODAY)


def test_opening_twice_gives_the_same_questions():
    place = PlaceFactory()

    first, second = open_set(about=place), open_set(about=place, title="Another title", days=30)

    assert (first, second.title, second.closes_on) == (second, "Falls at night", TODAY + timedelta(days=14))
    assert list(QuestionSet.objects.about(place)) == [first]
    assert [question.wording for question in first.questions.all()] == [question.wording for question in QUESTIONS]


def test_the_words_stay_as_they_were_asked(question_set):
    register_kind(questions=[kinds.Rating("useful", "Now something else is asked")])

    assert question_set.questions.first().wording == "I learned something I will use"


def test_a_kind_must_be_registered():
    with pytest.raises(ValueError, match="No room registered"):
        open_set(kind="tests.unknown")


def test_a_kind_with_faults_is_not_registered():
    with pytest.raises(ValueError, match="same name"):
        register_kind(questions=[*QUESTIONS, QUESTIONS[0]])
    with pytest.raises(ValueError, match="has not 5 steps"):
        register_kind(questions=[kinds.Rating("short", "x", scale=("no", "yes"))])


# --- Nobody is stored ------------------------------------------------------------------------------------------------
def test_the_secret_is_long_and_nowhere_in_the_database(question_set):
    secret = actions.issue_ticket(question_set, today=TODAY)
    ticket = Ticket.objects.get()

    assert len(secret) * 6 >= 128
    assert secret not in str(Ticket.objects.values().get())
    assert ticket.digest == actions.digest_of(secret)


def columns(model):
    return {field.column: type(field) for field in model._meta.fields}


def test_answers_and_tickets_have_no_room_for_a_person_or_a_time():
    assert columns(Answer) == {
        "id": models.UUIDField,
        "question_id": models.ForeignKey,
        "answered_on": models.DateField,
        "rating": models.PositiveSmallIntegerField,
        "text": models.TextField,
    }
    assert columns(Ticket) == {
        "id": models.UUIDField,
        "question_set_id": models.ForeignKey,
        "digest": models.CharField,
        "used": models.BooleanField,
    }
    with pytest.raises(FieldDoesNotExist):
        Answer._meta.get_field("person")


def test_no_row_of_this_room_points_at_a_person_so_it_needs_no_entry_of_its_own():
    own = [Answer, Ticket, Question, QuestionSet]
    pointed_at = {field.related_model for model in own for field in model._meta.fields if field.is_relation}

    assert User not in pointed_at
    assert [entry.model for entry in lifecycle.entries() if entry.model.startswith("hub_ask")] == []


def test_names_of_rows_give_nothing_away(question_set):
    give(question_set, 2, text="These are my words")

    assert {str(row) for row in [*Answer.objects.all(), *Ticket.objects.all()]} == {"An answer", "A ticket"}
    assert question_set.title not in str(question_set)


TIMED = uuid.uuid1()  # a version that says when and on which machine


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"id": TIMED}, id="an id that holds the time"),
        pytest.param({"id": uuid.UUID(int=7)}, id="an id that counts up"),
        pytest.param({"rating": 4711}, id="the number of a person for a rating"),
        pytest.param({"rating": 0}, id="no step of the scale"),
        pytest.param({"rating": 4, "text": "words"}, id="rating and words together"),
        pytest.param({"rating": None, "text": ""}, id="nothing at all"),
    ],
)
def test_the_database_refuses_an_answer_that_could_tell_who(question_set, fault):
    row = {"question": question_set.questions.first(), "answered_on": TODAY, "rating": 4, **fault}

    with pytest.raises(IntegrityError, match="hub_ask_an"), transaction.atomic():
        Answer.objects.create(**row)


def test_the_database_keeps_no_hour_and_takes_no_question_that_was_not_asked(question_set):
    give(question_set, 4)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE hub_ask_answer SET answered_on = '2026-03-10 12:34:56' RETURNING answered_on")
        assert str(cursor.fetchone()[0]) == "2026-03-10"

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(question_id=0, answered_on=TODAY, rating=3)
        connection.check_constraints()


@pytest.mark.parametrize(
    "fault", [{"id": TIMED}, {"digest": "the-secret-itself"}], ids=["an id that holds the time", "the secret itself"]
)
def test_the_database_refuses_a_ticket_that_could_tell_who(question_set, fault):
    with pytest.raises(IntegrityError, match="hub_ask_ticket"), transaction.atomic():
        Ticket.objects.create(**{"question_set": question_set, "digest": "0" * 64, **fault})


def test_the_room_has_no_register_in_the_admin():
    from wagtail.snippets.models import get_snippet_models  # noqa: PLC0415 -- slow import

    assert [model for model in get_snippet_models() if model._meta.app_label == AskConfig.label] == []
    assert KIND in kinds._kinds
