"""An editor in the admin and an organiser on the Hub's screens, at the same moment, under real commits."""

import time

import pytest
from django.db import transaction

from events.actions import planning
from events.models import EventPage
from events.receivers import bring_the_dates_up_to_date

from .committed import an_event
from .test_race import at_once


@pytest.fixture
def db(committed_rows):
    """Real commits. By this name pytest-django knows that the module needs the test database."""


def test_the_admin_and_an_organiser_do_not_wait_for_each_other_for_ever(db, monkeypatch):
    date, _ = an_event(capacity=None, people=1)
    event = EventPage.objects.get(pk=date.event_id)
    stock = planning.may_change

    def looked_at_slowly(by, page):
        time.sleep(0.4)
        return stock(by, page)

    monkeypatch.setattr(planning, "may_change", looked_at_slowly)

    def in_the_admin():
        time.sleep(0.2)
        with transaction.atomic():
            page = EventPage.objects.get(pk=event.pk)
            page.title = "By an editor"
            page.save()  # the page, then the event

    def on_the_hub():
        planning.change_event(
            event, by=event.host, fields={"title": "By the host"}, publish=True, seen=event.latest_revision_id
        )

    at_once(lambda do: do(), [in_the_admin, on_the_hub])

    assert EventPage.objects.get(pk=event.pk).title == "By an editor"


def test_whoever_was_overtaken_while_publishing_does_not_put_the_dates_back(db):
    date, _ = an_event(capacity=5, people=1)
    event = EventPage.objects.get(pk=date.event_id).specific
    event.in_person_capacity = 6
    overtaken = event.save_revision()
    event.in_person_capacity = 7
    event.save_revision().publish()
    late = overtaken.as_object()
    late.live_revision = overtaken

    bring_the_dates_up_to_date(sender=type(late), instance=late)

    date.refresh_from_db()
    assert date.in_person_capacity == 7
