from datetime import timedelta

import pytest
from django.db import connection

from hub.ask import actions, jobs, results
from hub.ask.models import Answer, Ticket
from hub.notices import jobs as registered
from tests.factories.ask import TODAY, give, open_set, ratings_of

pytestmark = pytest.mark.django_db


def lying(table):
    """What PostgreSQL itself knows of the rows: which transaction wrote them, and the order in which they lie."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, xmin::text FROM {table} ORDER BY ctid")  # noqa: S608 -- names of ours
        return cursor.fetchall()


def test_mixing_takes_the_order_away_and_keeps_every_answer(question_set):
    give(question_set, *[1, 2, 3, 4, 5] * 6, text="words")
    before = [pk for pk, _ in lying("hub_ask_answer")]
    rows = set(Answer.objects.values_list("id", "question", "answered_on", "rating", "text"))

    jobs.mix(None, today=TODAY)

    after = lying("hub_ask_answer")
    assert [pk for pk, _ in after] != before
    assert set(Answer.objects.values_list("id", "question", "answered_on", "rating", "text")) == rows
    assert len({writer for _, writer in after}) == 1


def test_before_mixing_answers_and_tickets_can_be_told_apart_and_afterwards_not(question_set):
    give(question_set, 1, 2, 3)
    assert len({writer for _, writer in lying("hub_ask_ticket")}) == 3  # each answer is a savepoint of its own here

    jobs.mix(None, today=TODAY)

    assert len({writer for _, writer in lying("hub_ask_ticket")}) == 1
    assert Ticket.objects.filter(used=True).count() == 3


def test_a_ticket_still_counts_after_mixing(question_set):
    secret = actions.issue_ticket(question_set, today=TODAY)

    jobs.mix(None, today=TODAY)
    actions.answer(secret, answers={"useful": 2}, today=TODAY)

    assert ratings_of(question_set) == [2]


def test_tickets_go_when_the_questions_close_and_answers_a_year_later(question_set):
    give(question_set, *[4] * 5)
    actions.issue_ticket(question_set, today=TODAY)
    other = open_set(days=400)
    give(other, 3)
    last = question_set.closes_on

    jobs.forget(None, today=last)
    assert Ticket.objects.filter(question_set=question_set).count() == 6

    jobs.forget(None, today=last + timedelta(days=365))
    assert (Ticket.objects.filter(question_set=question_set).count(), len(ratings_of(question_set))) == (0, 5)

    jobs.forget(None, today=last + timedelta(days=366))
    assert (ratings_of(question_set), ratings_of(other), other.tickets.count()) == ([], [3], 1)
    assert results.of(question_set, today=last + timedelta(days=366)).standing == "forgotten"


def test_how_long_answers_are_kept_is_a_setting(question_set, settings):
    settings.HUB_ANSWERS_KEPT_DAYS = 30
    give(question_set, 4)

    jobs.forget(None, today=question_set.closes_on + timedelta(days=31))

    assert ratings_of(question_set) == []


def test_the_worker_runs_both_every_day():
    ours = {job.name: (job.run, job.every) for job in registered.registered() if job.name.startswith("ask.")}

    assert ours == {"ask.mix": (jobs.mix, timedelta(days=1)), "ask.forget": (jobs.forget, timedelta(days=1))}
