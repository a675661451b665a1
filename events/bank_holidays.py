"""Bank holidays in England and Wales, as published at gov.uk/bank-holidays: computed, with no table to renew."""

from calendar import MONDAY, SATURDAY, SUNDAY
from datetime import date, timedelta
from functools import lru_cache

FRIDAY_FOR_VE_DAY = date(2020, 5, 8)  # instead of the first Monday in May
JUBILEE = (date(2022, 6, 2), date(2022, 6, 3))  # the spring holiday moved to the Thursday, and one more
ONCE = {
    2022: {*JUBILEE, date(2022, 9, 19)},  # and the funeral of Queen Elizabeth II
    2023: {date(2023, 5, 8)},  # the coronation of King Charles III
}


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The days off of one year, substitute days in place of weekends. Days proclaimed after 2023 are not known."""
    sunday = easter(year)
    days = {sunday - timedelta(days=2), sunday + timedelta(days=1), _last_monday(year, 8)}
    days.add(FRIDAY_FOR_VE_DAY if year == FRIDAY_FOR_VE_DAY.year else _first_monday(year, 5))
    if year != JUBILEE[0].year:
        days.add(_last_monday(year, 5))
    return frozenset(days | _new_year(year) | _christmas(year) | ONCE.get(year, set()))


def is_bank_holiday(day: date) -> bool:
    return day in bank_holidays(day.year)


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms, 1991,
    chapter 8), whose letters are kept."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741 -- the letter of the algorithm
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _new_year(year):
    day = date(year, 1, 1)
    while day.weekday() in {SATURDAY, SUNDAY}:
        day += timedelta(days=1)
    return {day}


def _christmas(year):
    """Each of the two that falls on a weekend moves to the next working day that is not the other's."""
    both = {date(year, 12, 25), date(year, 12, 26)}
    days = {day for day in both if day.weekday() not in {SATURDAY, SUNDAY}}
    substitute = date(year, 12, 27)
    while len(days) < len(both):
        if substitute.weekday() not in {SATURDAY, SUNDAY}:
            days.add(substitute)
        substitute += timedelta(days=1)
    return days


def _first_monday(year, month):
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7)


def _last_monday(year, month):
    """For months of 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())
