"""One ticket pressed eight times at once, under real commits: with the lock one answer, without it more."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from hub.ask import actions
from hub.ask.models import QuestionSet
from hub.people.models import Place
from tests.factories.ask import TODAY, open_set, ratings_of
from tests.factories.people import PlaceFactory

THREADS = 8


@pytest.fixture
def committed_set(django_db_setup, django_db_blocker):
    """Questions that every connection can see, taken away again."""
    with django_db_blocker.unblock():
        place = PlaceFactory()
        question_set = open_set(about=place)
        try:
            yield question_set
        finally:
            QuestionSet.objects.filter(pk=question_set.pk).delete()
            Place.objects.filter(pk=place.pk).delete()
            connections.close_all()


def press(secret, times):
    """Answer `times` times at the same moment, each on a connection of its own; how many were refused."""
    barrier = Barrier(times)

    def one(_):
        try:
            barrier.wait(timeout=20)
            actions.answer(secret, answers={"useful": 3}, today=TODAY)
            return 0
        except actions.AnswerRefused:
            return 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(one, range(times)))


@pytest.mark.parametrize("locked", [True, False])
def test_one_ticket_pressed_eight_times(committed_set, monkeypatch, locked):
    secret = actions.issue_ticket(committed_set, today=TODAY)
    refuse = actions.refuse_closed
    monkeypatch.setattr(actions, "refuse_closed", lambda *args, **kwargs: (refuse(*args, **kwargs), time.sleep(0.05)))
    if not locked:
        monkeypatch.setattr(actions, "_lock", actions.find_ticket)

    refused = press(secret, THREADS)

    kept = len(ratings_of(committed_set))
    assert kept + refused == THREADS
    assert (kept == 1) is locked
