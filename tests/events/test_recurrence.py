from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.recurrence import LONDON, Slot, at, days, shifted, slots, wall_shift

FIRST, LAST = datetime(2020, 1, 1), datetime(2050, 1, 1)  # noqa: DTZ001 -- Hypothesis wants them without a zone
MONTHS_WITH_31 = [date(2027, month, 31) for month in (1, 3, 5, 7, 8, 10, 12)]


def london(*moment, fold=0):
    return datetime(*moment, fold=fold, tzinfo=LONDON).astimezone(UTC)


def walls(found):
    return [f"{slot.start.astimezone(LONDON):%d/%m %H:%M}" for slot in found]


# --- Days ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        ("never", date(2026, 3, 3), [date(2026, 3, 3)]),
        ("weekly", date(2026, 3, 3), [date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 17)]),
        ("fortnightly", date(2026, 3, 3), [date(2026, 3, 3), date(2026, 3, 17), date(2026, 3, 31)]),
        ("monthly_date", date(2026, 3, 3), [date(2026, 3, 3), date(2026, 4, 3), date(2026, 5, 3)]),
        ("monthly_weekday", date(2026, 3, 10), [date(2026, 3, 10), date(2026, 4, 14), date(2026, 5, 12)]),
        ("monthly_weekday", date(2026, 3, 31), [date(2026, 3, 31), date(2026, 4, 28), date(2026, 5, 26)]),
    ],
)
def test_the_days_of_each_rule(rule, first, expected):
    assert days(rule, first, date(2026, 12, 31), cap=3)[: len(expected)] == expected


def test_a_month_without_a_31st_is_left_out():
    assert days("monthly_date", date(2027, 1, 31), date(2027, 12, 31)) == MONTHS_WITH_31


def test_the_last_day_is_included():
    assert days("weekly", date(2026, 3, 3), date(2026, 3, 10)) == [date(2026, 3, 3), date(2026, 3, 10)]


def test_days_left_out_and_bank_holidays_are_not_made_up_for():
    found = days("weekly", date(2026, 3, 30), date(2026, 4, 27), skipped={date(2026, 4, 20)}, skip_bank_holidays=True)

    assert found == [date(2026, 3, 30), date(2026, 4, 13), date(2026, 4, 27)]


def test_bank_holidays_are_kept_if_wished():
    assert date(2026, 4, 6) in days("weekly", date(2026, 3, 30), date(2026, 4, 27))


def test_what_never_repeats_is_held_on_a_bank_holiday_too():
    christmas = date(2026, 12, 25)

    assert days("never", christmas, christmas, skipped={christmas}, skip_bank_holidays=True) == [christmas]


def test_a_series_stops_at_its_cap():
    assert len(days("weekly", date(2026, 1, 6), date(2036, 1, 1))) == 60


# --- Slots -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("first", [date(2026, 10, 20), date(2026, 3, 24)])
def test_half_past_seven_stays_so_when_the_clocks_change(first):
    start = london(first.year, first.month, first.day, 7, 30)

    found = slots(Slot(start, start + timedelta(minutes=45)), rule="weekly", until=first + timedelta(days=7))

    assert [slot.start.astimezone(LONDON).time() for slot in found] == [time(7, 30)] * 2
    assert found[1].start - found[0].start != timedelta(days=7)
    assert {slot.end - slot.start for slot in found} == {timedelta(minutes=45)}


def test_a_time_that_the_clocks_skip_is_an_hour_later():
    assert at(date(2026, 3, 29), time(1, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert at(date(2026, 3, 29), time(1, 30)).astimezone(LONDON).time() == time(2, 30)


def test_of_a_time_shown_twice_the_first_is_meant():
    assert at(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_first_slot_is_as_it_was_given_even_the_second_of_two():
    second = london(2026, 10, 25, 1, 30, fold=1)

    found = slots(Slot(second, second + timedelta(minutes=20)), rule="weekly", until=date(2026, 11, 1))

    assert found[0] == Slot(second, second + timedelta(minutes=20))


def test_several_times_a_day_are_in_order_and_as_long_as_the_first():
    start = london(2026, 11, 3, 12, 0)
    again = [time(7, 30), time(21, 0), time(12, 0)]

    found = slots(Slot(start, start + timedelta(minutes=20)), rule="weekly", until=date(2026, 11, 10), times=again)

    assert walls(found) == ["03/11 07:30", "03/11 12:00", "03/11 21:00", "10/11 07:30", "10/11 12:00", "10/11 21:00"]
    assert {slot.end - slot.start for slot in found} == {timedelta(minutes=20)}


def test_the_cap_counts_every_time_of_a_day():
    start = london(2026, 11, 3, 12, 0)

    assert (
        len(slots(Slot(start, start + timedelta(hours=1)), rule="weekly", until=date(2030, 1, 1), times=[time(8)]))
        == 60
    )


def test_an_event_of_two_days_ends_at_the_same_time_on_the_wall():
    start, end = london(2026, 10, 17, 10, 0), london(2026, 10, 18, 16, 0)

    found = slots(Slot(start, end), rule="weekly", until=date(2026, 10, 24))

    assert found[1].end == london(2026, 10, 25, 16, 0)


def test_a_first_day_that_is_left_out_is_left_out():
    start = london(2026, 11, 3, 12, 0)

    found = slots(
        Slot(start, start + timedelta(hours=1)), rule="weekly", until=date(2026, 11, 10), skipped={date(2026, 11, 3)}
    )

    assert walls(found) == ["10/11 12:00"]


@given(
    st.datetimes(min_value=FIRST, max_value=LAST),
    st.integers(1, 600),
    st.sampled_from(["weekly", "fortnightly", "monthly_date", "monthly_weekday"]),
    st.lists(st.times(), max_size=4),
)
def test_slots_are_in_order_apart_and_end_after_they_start(start, minutes, rule, times):
    start = start.replace(tzinfo=UTC)
    first = Slot(start, start + timedelta(minutes=minutes))

    found = slots(first, rule=rule, until=start.date() + timedelta(days=400), times=times)

    assert first in found
    assert len({slot.start for slot in found}) == len(found) <= 60
    assert found == sorted(found)
    assert all(slot.end > slot.start for slot in found)


@given(st.datetimes(min_value=FIRST, max_value=LAST), st.integers(-400, 400))
def test_a_shift_keeps_the_time_on_the_wall(moment, shift):
    moment = at(moment.date(), time(moment.hour if moment.hour > 2 else 3, moment.minute))

    later = shifted(moment, timedelta(days=shift))

    assert later.astimezone(LONDON).time() == moment.astimezone(LONDON).time()
    assert wall_shift(moment, later) == timedelta(days=shift)
