from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from events import actions
from events.models import Occurrence
from events.recurrence import LONDON
from hub.notices.models import Notice
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory
from tests.factories.people import PlaceFactory

from .series import (
    dates_of,
    day_in,
    local_day,
    move,
    republish,
    series,
    signed_up,
    silence,
    told,
)


# --- Publishing a series ---------------------------------------------------------------------------------------------
def test_publishing_a_series_makes_its_dates(index):
    page = series(index, weeks=3, in_person_capacity=5)

    dates = dates_of(page)

    assert [date.start for date in dates] == [day_in(7), day_in(14), day_in(21)]
    assert {date.in_person_capacity for date in dates} == {5}
    assert len({date.uid for date in dates}) == 3


def test_several_times_a_day_are_dates_of_one_page(index):
    page = LunchAndLearnPageFactory(parent=index, starts_at=day_in(7, hour=9), ends_at=day_in(7, hour=9, minute=20))

    dates = republish(page, times=[time(7, 30), time(14, 0)])

    assert [f"{localtime(date.start):%H:%M}" for date in dates] == ["07:30", "09:00", "14:00"]


def test_publishing_twice_changes_nothing_and_tells_nobody(index):
    page = series(index)
    people = [signed_up(date).person for date in dates_of(page)]
    before = list(Occurrence.objects.order_by("pk").values())
    silence()

    republish(page)

    assert list(Occurrence.objects.order_by("pk").values()) == before
    assert [told(person) for person in people] == [[]] * 4


def test_a_longer_series_keeps_what_it_has(index):
    page = series(index, weeks=2)
    first = dates_of(page)

    longer = republish(page, repeat_until=page.repeat_until + timedelta(weeks=2))

    assert (longer[:2], len(longer)) == (first, 4)


def test_a_day_left_out_is_deleted_when_nobody_signed_up(index):
    page = series(index)

    dates = republish(page, skipped=[local_day(dates_of(page)[1])])

    assert len(dates) == 3


def test_a_day_left_out_is_cancelled_when_somebody_ever_signed_up(index):
    page = series(index)
    date = dates_of(page)[1]
    coming, gone = signed_up(date), signed_up(date)
    actions.cancel_signup(gone)
    silence()

    dates = republish(page, skipped=[local_day(date)])
    republish(page)

    assert (len(dates), dates[1].cancelled_because) == (4, "This date is no longer planned.")
    assert (told(coming.person), told(gone.person)) == (["event_cancelled"], [])


def test_a_series_moved_by_an_hour_keeps_every_sign_up_and_sends_one_letter(index, person):
    page = series(index)
    before = dates_of(page)
    both = [signed_up(date, person) for date in before[:2]]
    other = signed_up(before[2]).person
    silence()

    dates = move(page, hours=1)

    assert [date.pk for date in dates] == [date.pk for date in before]
    assert {date.sequence for date in dates} == {1}
    assert (told(person), told(other)) == (["series_changed"], ["event_changed"])
    for signup in both:
        signup.refresh_from_db()
        assert signup.told_sequence == 1


def test_a_series_moved_to_another_weekday_with_another_number_of_dates_pairs_by_week(index):
    monday = next(day_in(n) for n in range(7, 14) if day_in(n).astimezone(LONDON).weekday() == 0)
    page = series(index, starts_at=monday, weeks=4)
    signup = signed_up(dates_of(page)[2])

    dates = republish(
        page,
        starts_at=monday + timedelta(days=1),
        ends_at=monday + timedelta(days=1, minutes=45),
        repeat_until=page.repeat_until + timedelta(weeks=1, days=1),
    )

    assert (len(dates), dates[2].pk, dates[2].is_cancelled()) == (5, signup.occurrence_id, False)


def test_one_time_of_the_day_moved_takes_its_own_people_along(index):
    page = series(index, weeks=2, rule="weekly")
    dates = republish(page, times=[time(15, 0)])
    afternoon = signed_up(dates[1])
    silence()

    moved = republish(page, times=[time(16, 0)])

    afternoon.occurrence.refresh_from_db()
    assert len(moved) == 4
    assert f"{localtime(afternoon.occurrence.start):%H:%M}" == "16:00"
    assert told(afternoon.person) == ["event_changed"]


def test_past_dates_of_a_series_stay_as_they_were(index):
    page = series(index, begins=-14, weeks=5)
    past = [date for date in dates_of(page) if date.is_over()]
    before = list(Occurrence.objects.filter(pk__in=[date.pk for date in past]).order_by("pk").values())

    move(page, hours=2)
    republish(page, room=PlaceFactory(), in_person_capacity=1)

    assert len(before) == 2
    assert list(Occurrence.objects.filter(pk__in=[date.pk for date in past]).order_by("pk").values()) == before
    assert len(dates_of(page)) == 5


def test_an_event_held_with_people_is_history_when_it_is_planned_again(index):
    page = LunchAndLearnPageFactory(parent=index, past=True)
    came = SignupFactory(occurrence=dates_of(page)[0])

    dates = republish(page, starts_at=day_in(7), ends_at=day_in(7, hour=13))

    came.occurrence.refresh_from_db()
    assert (len(dates), came.occurrence.is_over(), told(came.person)) == (2, True, [])


def test_a_single_event_becomes_a_series_without_losing_its_people(index):
    page = LunchAndLearnPageFactory(parent=index, starts_at=day_in(7), ends_at=day_in(7, hour=13))
    signup = signed_up(dates_of(page)[0])
    silence()

    dates = republish(page, repeats="weekly", repeat_until=day_in(21).date())

    assert (dates[0].pk, len(dates), told(signup.person)) == (signup.occurrence_id, 3, [])


def test_another_room_goes_to_all_coming_dates_and_tells_each_once(index, person):
    page = series(index)
    for date in dates_of(page):
        signed_up(date, person)
    silence()

    dates = republish(page, room=PlaceFactory())

    assert {date.place_id for date in dates} == {page.room_id}
    assert told(person) == ["series_changed"]


def test_more_places_promote_on_every_date_and_moved_people_are_told_once(index):
    page = series(index, weeks=2, in_person_capacity=1)
    for date in dates_of(page):
        signed_up(date)
    waiting = [signed_up(date).person for date in dates_of(page)]
    silence()

    republish(page, in_person_capacity=2, starts_at=page.starts_at + timedelta(minutes=5))

    assert [told(person) for person in waiting] == [["promoted"]] * 2


def test_an_old_draft_published_loses_no_sign_up(index):
    page = series(index)
    old = page.latest_revision
    republish(page, repeat_until=page.repeat_until + timedelta(weeks=2))
    signups = [signed_up(date) for date in dates_of(page)]

    old.publish()

    dates = dates_of(page)
    assert [date.is_cancelled() for date in dates] == [False] * 4 + [True] * 2
    assert sum(date.signups.count() for date in dates) == len(signups)


def test_a_series_with_one_left_out_one_moved_alone_and_one_cancelled(index, person):
    page = series(index, weeks=5)
    dates = dates_of(page)
    signups = [signed_up(date, person) for date in dates]
    moved_alone = {"start": dates[2].start + timedelta(days=1), "end": dates[2].end + timedelta(days=1)}
    actions.change_date(dates[2], values=moved_alone, by=page.host)
    actions.cancel_event(dates[3], by=page.host)
    republish(page, skipped=[local_day(dates[1])])
    silence()

    after = move(page, hours=1)

    kept = {date.pk: date for date in after}
    assert kept[dates[2].pk].start == moved_alone["start"]
    assert kept[dates[1].pk].is_cancelled()
    assert kept[dates[3].pk].is_cancelled()
    assert kept[dates[0].pk].start == dates[0].start + timedelta(hours=1)
    assert (len(after), len(signups), told(person)) == (5, 5, ["series_changed"])
    lines = Notice.objects.get(recipient=person).context["lines"]
    assert [line["signup"] for line in lines] == [signups[0].pk, signups[4].pk]


def test_aliases_have_no_dates(index):
    page = series(index)

    assert actions.synchronise_dates(page.create_alias(update_slug="also")) == []


def test_publishing_costs_the_same_whoever_is_signed_up_when_nothing_changed(index, django_assert_max_num_queries):
    page = series(index, weeks=30)
    for date in dates_of(page)[:3]:
        signed_up(date)

    with django_assert_max_num_queries(12):
        actions.synchronise_dates(page)


def test_a_series_of_bank_holidays_alone_is_refused(index):
    page = series(index)
    page.starts_at, page.ends_at = datetime(2026, 12, 25, 12, tzinfo=UTC), datetime(2026, 12, 25, 13, tzinfo=UTC)
    page.repeats, page.repeat_until, page.skip_bank_holidays = "weekly", page.starts_at.date(), True

    with pytest.raises(ValidationError, match="bank holiday"):
        page.clean()
