"""Several organisers at once, on real commits."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from events import actions
from events.actions import deciding, organising
from events.models import Occurrence, PlaceChange, Signup

from .committed import an_event
from .test_race import THREADS, at_once

ROOM = Signup.Mode.IN_PERSON


@pytest.fixture
def db(committed_rows):
    """Real commits. By this name pytest-django knows that the module needs the test database."""


def another_date(date):
    later = {name: getattr(date, name) + timedelta(days=7) for name in ("slot", "start", "end")}
    return Occurrence.objects.create(
        event=date.event, place=date.place, in_person_capacity=date.in_person_capacity, **later
    )


@pytest.mark.parametrize(("locked", "overbooks"), [(True, False), (False, True)])
def test_eight_organisers_add_for_the_last_place(db, monkeypatch, locked, overbooks):
    date, people = an_event(capacity=1, people=THREADS)
    has_room = deciding.has_room

    def slow(*about):
        found = has_room(*about)
        time.sleep(0.05)
        return found

    monkeypatch.setattr(organising, "has_room", slow)
    if not locked:
        monkeypatch.setattr(deciding, "lock", lambda occurrences: occurrences)

    at_once(lambda one: actions.add_person(date, person=one, mode=ROOM, by=date.event.host), people)

    assert date.signups.count() == THREADS
    assert (date.signups.confirmed().count() > 1) is overbooks


def test_one_person_added_eight_times_gets_one_place_and_one_letter(db):
    date, [person] = an_event(capacity=None, people=1)

    at_once(lambda one: actions.add_person(date, person=one, mode=ROOM, by=date.event.host), [person] * THREADS)

    assert (
        date.signups.count(),
        person.notices.count(),
        PlaceChange.objects.filter(signup__person=person).count(),
    ) == (
        1,
        1,
        1,
    )


def test_moves_to_and_fro_at_once_do_not_lock_each_other_out(db):
    date, people = an_event(capacity=THREADS, people=THREADS)
    dates = [date, another_date(date)]
    host = date.event.host
    signups = [
        actions.add_person(dates[number % 2], person=person, mode=ROOM, by=host) for number, person in enumerate(people)
    ]

    def move(signup):
        to_date = next(one for one in dates if one.pk != signup.occurrence_id)
        return actions.move_person(signup, to_date=to_date, by=host, reason="A swap.")

    moved = at_once(move, signups)

    assert [one.state for one in moved] == ["confirmed"] * THREADS
    assert [one.signups.confirmed().count() for one in dates] == [THREADS // 2] * 2
    assert list(Occurrence.objects.filter(event=date.event).values_list("in_person_tally", flat=True)) == [4, 4]


def test_organisers_who_tap_at_once_get_no_error_and_one_answer(db):
    date, [person] = an_event(capacity=None, people=1, starts_at=timezone.now())
    signup = actions.add_person(date, person=person, mode=ROOM, by=date.event.host)
    marks = [Signup.Attendance.ATTENDED, Signup.Attendance.ABSENT] * (THREADS // 2)

    answers = at_once(lambda mark: actions.mark(signup, mark, by=date.event.host).attendance, marks)

    assert sorted(answers) == sorted(marks)
    assert Signup.objects.get(pk=signup.pk).attendance in marks


def test_people_at_the_door_at_once_are_all_here(db):
    date, people = an_event(capacity=2, people=THREADS, starts_at=timezone.now())

    at_once(lambda one: actions.check_in(date, person=one), people)

    date.refresh_from_db()
    assert (date.signups.filter(attendance="attended").count(), date.in_person_tally) == (THREADS, THREADS)
