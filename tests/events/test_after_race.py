"""Eight presses of one button under real commits."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from assets_library.models import AssetPage, LibraryIndexPage
from events import certificates
from events.actions import afterwards
from events.models import Certificate, Occurrence, Signup, WrapUp
from hub.ask.models import QuestionSet
from hub.trail.models import TrailLink
from tests.factories.events import SignupFactory
from tests.factories.library import LibraryIndexPageFactory

from .committed import _front_page, an_event
from .test_race import THREADS, at_once


@pytest.fixture
def db(committed_rows):
    """Real commits. By this name pytest-django knows that the module needs the test database."""
    yield
    Certificate.objects.all().delete()
    WrapUp.objects.all().delete()
    TrailLink.objects.all().delete()
    QuestionSet.objects.all().delete()


@pytest.fixture
def signup(db):
    """Of somebody who came to a date that is over."""
    date, [person] = an_event(capacity=None, people=1)
    ended = timezone.now() - timedelta(hours=1)
    Occurrence.objects.filter(pk=date.pk).update(start=ended - timedelta(hours=1), end=ended)
    date.refresh_from_db()
    return SignupFactory(occurrence=date, person=person, attendance=Signup.Attendance.ATTENDED)


def test_eight_presses_make_one_certificate(signup):
    made = at_once(certificates.issue, [signup] * THREADS)

    assert {one.pk for one in made} == set(Certificate.objects.values_list("pk", flat=True))
    assert Certificate.objects.count() == 1


def test_eight_presses_thank_once(signup):
    host, date = signup.occurrence.event.host, signup.occurrence

    at_once(lambda one: afterwards.send_thanks(date, by=host), [host] * THREADS)

    assert (signup.person.notices.count(), QuestionSet.objects.count()) == (1, 1)


@pytest.mark.parametrize("locked", [True, False])
def test_eight_presses_make_one_draft_because_of_the_lock(signup, monkeypatch, locked):
    if not LibraryIndexPage.objects.exists():
        LibraryIndexPageFactory(parent=_front_page())
    host, date = signup.occurrence.event.host, signup.occurrence
    WrapUp.objects.create(occurrence=date)
    if not locked:
        monkeypatch.setattr(afterwards, "lock", lambda rows: rows)

    def press(person):
        try:
            return afterwards.turn_into_asset(date, by=person).pk
        except IntegrityError:  # two pages were put into the same spot of the tree
            return "failed"

    answers = at_once(press, [host] * THREADS)

    assert (len(set(answers)) == 1) is locked
    assert (AssetPage.objects.count() == 1 and "failed" not in answers) is locked
