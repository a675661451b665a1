from datetime import date

import pytest
from dateutil.easter import easter as other_easter

from events.bank_holidays import bank_holidays, easter, is_bank_holiday

# As published at gov.uk/bank-holidays for England and Wales.
PUBLISHED = {
    2020: "1/1 10/4 13/4 8/5 25/5 31/8 25/12 28/12",
    2021: "1/1 2/4 5/4 3/5 31/5 30/8 27/12 28/12",
    2022: "3/1 15/4 18/4 2/5 2/6 3/6 29/8 19/9 26/12 27/12",
    2023: "2/1 7/4 10/4 1/5 8/5 29/5 28/8 25/12 26/12",
    2024: "1/1 29/3 1/4 6/5 27/5 26/8 25/12 26/12",
    2025: "1/1 18/4 21/4 5/5 26/5 25/8 25/12 26/12",
    2026: "1/1 3/4 6/4 4/5 25/5 31/8 25/12 28/12",
    2027: "1/1 26/3 29/3 3/5 31/5 30/8 27/12 28/12",
    2028: "3/1 14/4 17/4 1/5 29/5 28/8 25/12 26/12",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year):
    published = [date(year, *map(int, reversed(day.split("/")))) for day in PUBLISHED[year].split()]

    assert sorted(bank_holidays(year)) == published


@pytest.mark.parametrize("year", range(2020, 2051))
def test_easter_agrees_with_another_calculation(year):
    assert easter(year) == other_easter(year)


@pytest.mark.parametrize("year", range(2024, 2051))
def test_every_later_year_has_eight_and_none_at_a_weekend(year):
    assert len(bank_holidays(year)) == 8
    assert all(day.weekday() < 5 for day in bank_holidays(year))


def test_christmas_day_at_a_weekend_is_not_the_day_off():
    assert not is_bank_holiday(date(2027, 12, 25))
    assert is_bank_holiday(date(2027, 12, 27))
