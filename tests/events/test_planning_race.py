"""Planning at the same moment, under real commits."""

import pytest
from wagtail.models import Page

from events.actions import planning
from events.models import EventPage

from .committed import an_event
from .planned import fields
from .test_race import at_once

AT_ONCE = 6


@pytest.fixture
def db(committed_rows):
    """Real commits. By this name pytest-django knows that the module needs the test database."""


@pytest.fixture
def facilitator_of_everything(monkeypatch):
    """The rule about who may plan where is tested elsewhere."""
    monkeypatch.setattr(planning, "may_plan_under", lambda by, parent: True)


def plan(parent, person, title, host):
    return planning.plan_event(
        parent, kind="openeventpage", by=person, fields=fields(title=title, host=host), publish=True
    )


def test_six_people_planning_at_once_make_six_pages(db, facilitator_of_everything):
    date, people = an_event(capacity=None, people=AT_ONCE)
    parent = Page.objects.get(pk=date.event.get_parent().pk)

    at_once(lambda person: plan(parent, person, f"By {person.pk}", person), people)

    pages = EventPage.objects.child_of(parent).exclude(pk=date.event_id)
    assert pages.count() == len(set(pages.values_list("path", flat=True))) == AT_ONCE
    assert Page.objects.get(pk=parent.pk).numchild == AT_ONCE + 1


def test_one_person_pressing_six_times_plans_one_event(db, facilitator_of_everything):
    date, [person] = an_event(capacity=None, people=1)
    parent = Page.objects.get(pk=date.event.get_parent().pk)

    planned = at_once(lambda one: plan(parent, one, "Once", one), [person] * AT_ONCE)

    assert len({event.pk for event in planned}) == 1


def test_two_people_saving_from_the_same_version_do_not_overwrite_each_other(db):
    date, [person] = an_event(capacity=None, people=1)
    event = EventPage.objects.get(pk=date.event_id)

    def save(title):
        try:
            return planning.change_event(
                event, by=event.host, fields={"title": title}, publish=True, seen=event.latest_revision_id
            ).title
        except planning.ChangedMeanwhile:
            return None

    kept = [title for title in at_once(save, ["First", "Second", "Third"]) if title]

    assert kept == [EventPage.objects.get(pk=event.pk).title]
