"""A series under real commits: publishing, signing up for all and giving all up meet without losing anybody."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from events import actions
from events.models import EventPage, Occurrence, Signup

from .committed import an_event
from .series import ROOM, dates_of, local_day, republish
from .test_race import at_once

THREADS = 8


@pytest.fixture
def db(committed_rows):
    """Real commits. By this name pytest-django knows that the module needs the test database."""


def a_series(*, capacity, people, weeks):
    date, people = an_event(capacity=capacity, people=people)
    page = EventPage.objects.get(pk=date.event_id).specific
    until = localdate(page.starts_at) + timedelta(weeks=weeks - 1)
    republish(page, repeats="weekly", repeat_until=until, skip_bank_holidays=False)
    return page, people


def test_eight_people_for_every_date_at_once(db):
    page, people = a_series(capacity=3, people=THREADS, weeks=5)

    made = at_once(lambda person: actions.sign_up_for_all(page, person=person, mode=ROOM), people)

    assert [len(theirs) for theirs in made] == [5] * THREADS
    assert [date.signups.confirmed().count() for date in dates_of(page)] == [3] * 5
    assert [person.notices.count() for person in people] == [1] * THREADS


def test_some_come_to_all_while_others_give_all_up(db):
    page, people = a_series(capacity=4, people=THREADS, weeks=4)
    leaving = people[:4]
    for person in leaving:
        actions.sign_up_for_all(page, person=person, mode=ROOM)

    def work(person):
        action = actions.give_up_all if person in leaving else actions.sign_up_for_all
        more = {} if person in leaving else {"mode": ROOM}
        return action(page, person=person, **more)

    at_once(work, people)

    assert [date.signups.confirmed().count() for date in dates_of(page)] == [4] * 4
    assert not Signup.objects.exclude(state="cancelled").filter(person__in=leaving).exists()


def test_publishing_while_people_sign_up(db):
    page, people = a_series(capacity=3, people=THREADS, weeks=3)
    last = dates_of(page)[2]

    def work(person):
        if person is people[0]:
            return republish(page, skipped=[local_day(last)])
        try:
            return actions.sign_up(last, person=person, mode=ROOM)
        except actions.SignupRefused as refusal:
            return str(refusal)

    results = at_once(work, people)

    kept = Occurrence.objects.filter(pk=last.pk).first()
    signed_up = [result for result in results[1:] if isinstance(result, Signup)]
    assert (kept is None) == (not signed_up)
    assert kept is None or (kept.is_cancelled() and kept.signups.count() == len(signed_up))
