from datetime import time, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import actions
from events.date_plan import plan
from events.models import Occurrence
from events.recurrence import Slot
from hub.notices.models import Notice
from tests.factories.events import SignupFactory

from .series import (
    dates_of,
    day_in,
    republish,
    scheduled,
    series,
    signed_up,
    silence,
)

# --- Whatever the rule becomes ---------------------------------------------------------------------------------------
RULES = st.fixed_dictionaries(
    {
        "rule": st.sampled_from(["never", "weekly", "fortnightly", "monthly_date", "monthly_weekday"]),
        "begins": st.integers(-20, 20),
        "hour": st.integers(8, 17),
        "weeks": st.integers(1, 6),
        "times": st.sets(st.sampled_from([time(7, 30), time(12, 15), time(15, 0)]), max_size=2),
        "left_out": st.sets(st.integers(-20, 40), max_size=4),
        "change_alone": st.booleans(),
    }
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RULES, min_size=1, max_size=4))
def test_no_change_of_the_rule_loses_a_sign_up_touches_the_past_or_tells_twice(index, rules):
    page = series(index, begins=-7, weeks=4)
    for change in rules:
        for date in dates_of(page)[:4]:
            SignupFactory(occurrence=date) if date.is_over() else _sign_two_up(date)
        if change["change_alone"]:
            _move_one_alone(page)
        past = list(Occurrence.objects.filter(event=page, end__lte=timezone.now()).order_by("pk").values())
        used = {date.pk: date.signups.count() for date in dates_of(page) if date.signups.exists()}
        silence()

        _publish(page, change)

        after = {date.pk: date.signups.count() for date in dates_of(page)}
        assert {pk: after.get(pk) for pk in used} == used
        assert list(Occurrence.objects.filter(pk__in=[row["id"] for row in past]).order_by("pk").values()) == past
        recipients = list(Notice.objects.values_list("recipient", flat=True))
        assert len(recipients) == len(set(recipients))
        silence()
        actions.synchronise_dates(page)
        assert not Notice.objects.exists()


def _sign_two_up(date):
    if not date.is_cancelled() and date.start > timezone.now():
        signed_up(date)
        signed_up(date)


def _move_one_alone(page):
    coming = [date for date in scheduled(page) if not date.is_over()]
    if coming:
        values = {"start": coming[0].start + timedelta(days=2), "end": coming[0].end + timedelta(days=2)}
        actions.change_date(coming[0], values=values, by=page.host)


def _publish(page, change):
    begins = day_in(change["begins"], hour=change["hour"])
    until = begins.date() + timedelta(weeks=change["weeks"])
    republish(
        page,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=30),
        repeats=change["rule"],
        repeat_until=until,
        times=sorted(change["times"]),
        skipped=[day_in(number).date() for number in sorted(change["left_out"])],
    )


# --- The plan --------------------------------------------------------------------------------------------------------
class Date:
    def __init__(self, start, *, has_signups=False, alone=()):
        self.slot = self.start = start
        self.end = start + timedelta(hours=1)
        self.has_signups, self.kept_alone = has_signups, list(alone)

    def is_over(self, *, now):
        return self.end <= now


def slot(start):
    return Slot(start, start + timedelta(hours=1))


MOMENTS = st.integers(-30, 30).map(lambda hours: day_in(0) + timedelta(hours=hours * 12))


@given(st.sets(MOMENTS, max_size=8), st.sets(MOMENTS, max_size=8))
def test_every_date_and_every_slot_has_one_fate(there, wanted):
    dates, slots = [Date(start, has_signups=True) for start in there], [slot(start) for start in wanted]
    now = day_in(0)

    planned = plan(dates, slots, now=now)

    taken = [one.start for _, one in planned.kept] + [one.start for one in planned.new]
    assert len(taken) == len(set(taken))
    assert len({id(date) for date, _ in planned.kept}) == len(planned.kept)
    fates = {id(date) for date, _ in planned.kept} | {id(date) for date in planned.gone}
    assert all(id(date) in fates or date.is_over(now=now) for date in dates)
    assert not any(date.is_over(now=now) for date in planned.gone)
