"""The last place under real commits: with the lock nobody is let in twice, without it somebody is."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from events import actions
from events.actions import deciding, storm
from events.models import Signup

from .committed import an_event

THREADS = 8


@pytest.fixture
def db(committed_rows):
    """Real commits. By this name pytest-django knows that the module needs the test database."""


def at_once(work, people):
    """Call `work(person)` for everybody at the same moment, each on a connection of their own."""
    barrier = threading.Barrier(len(people))

    def one(person):
        try:
            barrier.wait(timeout=20)
            return work(person)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))


@pytest.mark.parametrize(("locked", "overbooks"), [(True, False), (False, True)])
def test_eight_people_for_the_last_place(db, slowly, monkeypatch, locked, overbooks):
    date, people = an_event(capacity=1, people=THREADS)
    if not locked:
        monkeypatch.setattr(storm, "LOCKS", {"limited": "", "unlimited": ""})

    at_once(lambda person: actions.sign_up(date, person=person, mode=Signup.Mode.IN_PERSON), people)

    assert date.signups.count() == THREADS
    assert (date.signups.confirmed().count() > 1) is overbooks


def test_one_person_pressing_eight_times_gets_one_place(db):
    date, [person] = an_event(capacity=None, people=1)

    signups = at_once(lambda one: actions.sign_up(date, person=one, mode=Signup.Mode.IN_PERSON), [person] * THREADS)

    assert {signup.pk for signup in signups} == set(date.signups.values_list("pk", flat=True))
    assert (date.signups.count(), person.notices.count()) == (1, 1)


def test_places_given_up_at_once_all_go_to_the_queue(db):
    date, people = an_event(capacity=4, people=THREADS)
    signups = [actions.sign_up(date, person=person, mode=Signup.Mode.IN_PERSON) for person in people]

    at_once(actions.cancel_signup, signups[:4])

    assert [date.signups.get(pk=one.pk).state for one in signups] == ["cancelled"] * 4 + ["confirmed"] * 4


def test_somebody_who_waits_too_long_is_asked_to_try_again(db):
    date, [person] = an_event(capacity=1, people=1)
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            deciding.locked(date.pk)
            held.set()
            done.wait(timeout=20)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(timeout=20)
    with pytest.raises(actions.SignupRefused, match="busy"):
        actions.sign_up(date, person=person, mode=Signup.Mode.IN_PERSON)
    done.set()
    holder.join()

    assert actions.sign_up(date, person=person, mode=Signup.Mode.IN_PERSON).is_confirmed


@pytest.mark.parametrize(("capacity", "waits"), [(None, False), (5, True)])
def test_sign_ups_without_a_limit_do_not_wait_for_one_another(db, capacity, waits):
    date, [first, second] = an_event(capacity=capacity, people=2)
    kept, done = threading.Event(), threading.Event()

    def sign_up_and_stay():
        with transaction.atomic():
            actions.sign_up(date, person=first, mode=Signup.Mode.IN_PERSON)
            kept.set()
            done.wait(timeout=20)
        connection.close()

    holder = threading.Thread(target=sign_up_and_stay)
    holder.start()
    kept.wait(timeout=20)
    try:
        actions.sign_up(date, person=second, mode=Signup.Mode.IN_PERSON)
        waited = False
    except actions.SignupRefused:
        waited = True
    done.set()
    holder.join()

    assert waited is waits
