"""Reminders: to those still coming, once, whatever happens in between."""

from datetime import timedelta
from email import message_from_bytes

import pytest
import time_machine
from django.utils import timezone

from events import actions, jobs
from events.models import Signup
from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight
from hub.notices.models import Notice
from hub.notices.slots import run_due_jobs
from tests.factories.events import LunchAndLearnPageFactory, date_of
from tests.factories.people import PersonFactory

from .committed import an_event
from .test_race import at_once

ROOM, ONLINE = Signup.Mode.IN_PERSON, Signup.Mode.ONLINE
DAY, HOUR = "events/email/reminder_day", "events/email/reminder_hour"


@pytest.fixture
def tomorrow(index):
    """An event in 26 hours, with two places."""
    start = timezone.now() + timedelta(hours=26)
    return LunchAndLearnPageFactory(
        parent=index, title="Falls", starts_at=start, ends_at=start + timedelta(hours=1), in_person_capacity=2
    )


def coming(page, number=1):
    return [actions.sign_up(date_of(page), person=PersonFactory(), mode=ROOM) for _ in range(number)]


def remind(page, *, before):
    return actions.remind(now=date_of(page).start - before)


def reminders(**chosen):
    return Notice.objects.filter(template__contains="reminder", **chosen)


def letter(notice):
    return message_from_bytes(compose(notice, address=notice.recipient.email))


def test_the_day_before_and_the_hour_before_each_once(tomorrow):
    first, second, waiting = coming(tomorrow, 3)

    posted = [
        remind(tomorrow, before=before)
        for before in (timedelta(hours=25), timedelta(hours=24), timedelta(hours=23), timedelta(minutes=61))
    ]
    again = [remind(tomorrow, before=timedelta(minutes=minutes)) for minutes in (60, 30, 0)]

    assert (posted, again) == ([0, 2, 0, 0], [2, 0, 0])
    assert sorted(reminders().values_list("template", "recipient")) == sorted(
        (template, one.person_id) for one in (first, second) for template in (DAY, HOUR)
    )
    assert not reminders(recipient=waiting.person).exists()


def test_who_gave_up_the_place_gets_none_and_who_was_promoted_does(tomorrow):
    first, _, waiting = coming(tomorrow, 3)
    actions.cancel_signup(first)

    remind(tomorrow, before=timedelta(hours=24))

    assert not reminders(recipient=first.person).exists()
    assert reminders(recipient=waiting.person).count() == 1


def test_a_reminder_is_looked_at_again_when_it_is_sent(tomorrow):
    first, second = coming(tomorrow, 2)
    remind(tomorrow, before=timedelta(hours=24))
    actions.cancel_signup(first)

    with pytest.raises(NoLongerRight):
        letter(reminders(recipient=first.person).get())
    with time_machine.travel(tomorrow.starts_at - timedelta(hours=23), tick=False):
        message = letter(reminders(recipient=second.person).get())

    assert message["Subject"] == "Tomorrow: Falls"


def test_a_cancelled_event_is_not_reminded_of(tomorrow):
    [one] = coming(tomorrow)
    remind(tomorrow, before=timedelta(hours=24))
    actions.cancel_event(date_of(tomorrow), by=tomorrow.host)

    later = remind(tomorrow, before=timedelta(minutes=60))

    assert later == 0
    with pytest.raises(NoLongerRight, match="cancelled"):
        letter(reminders(recipient=one.person).get())


def test_a_moved_event_is_reminded_of_at_its_new_time(tomorrow):
    [one] = coming(tomorrow)
    remind(tomorrow, before=timedelta(hours=24))
    tomorrow.starts_at += timedelta(days=2)
    tomorrow.ends_at += timedelta(days=2)
    tomorrow.save_revision().publish()

    with pytest.raises(NoLongerRight, match="moved"):
        letter(reminders(recipient=one.person).get())
    assert remind(tomorrow, before=timedelta(hours=24)) == 1


def test_the_online_link_is_in_the_reminder_of_an_online_place_alone(index):
    page = LunchAndLearnPageFactory(parent=index, online_link="https://meet.example/secret")
    people = {mode: actions.sign_up(date_of(page), person=PersonFactory(), mode=mode).person for mode in (ROOM, ONLINE)}

    with time_machine.travel(page.starts_at - timedelta(minutes=59), tick=False):
        actions.remind(now=timezone.now())
        letters = {mode: str(letter(reminders(recipient=one).get())) for mode, one in people.items()}

    assert {mode: "meet.example/secret" in words for mode, words in letters.items()} == {ROOM: False, ONLINE: True}


@pytest.mark.parametrize(
    ("up_again", "sent"),
    [
        ({"hours": 18}, [DAY]),
        ({"minutes": 40}, [HOUR]),
        ({"minutes": -1}, []),
    ],
)
def test_after_downtime_what_is_still_of_use_is_sent(tomorrow, up_again, sent):
    coming(tomorrow)

    remind(tomorrow, before=timedelta(**up_again))

    assert list(reminders().values_list("template", flat=True)) == sent


class TestThreeWorkers:
    @pytest.fixture
    def db(self, committed_rows):
        """Real commits. By this name pytest-django knows that the class needs the test database."""

    def test_send_each_reminder_once(self, db, monkeypatch):
        start = timezone.now() + timedelta(hours=23)
        date, people = an_event(capacity=None, people=6, starts_at=start, ends_at=start + timedelta(hours=1))
        for person in people:
            actions.sign_up(date, person=person, mode=ROOM)

        posted = at_once(lambda _: actions.remind(now=timezone.now()), range(3))

        assert sorted(posted) == [0, 0, 6]
        assert sorted(reminders().values_list("recipient", flat=True)) == sorted(person.pk for person in people)


def test_the_worker_runs_reminders_every_five_minutes(tomorrow, monkeypatch):
    from hub.notices import jobs as registered  # noqa: PLC0415 -- the registry is replaced for this test

    coming(tomorrow)
    only = {name: job for name, job in registered._jobs.items() if name == "events.remind"}
    monkeypatch.setattr(registered, "_jobs", only)
    start = date_of(tomorrow).start

    ran = [run_due_jobs(now=start - timedelta(hours=24) + timedelta(minutes=minutes)) for minutes in (0, 1, 5, 6)]

    assert sum(ran) in (2, 3)
    assert reminders().count() == 1
    assert only["events.remind"].run is jobs.remind
