"""A week and a month of dates, each under the days on which it is held here. Days are those of Europe/London."""

from calendar import Calendar
from datetime import date as Day
from datetime import datetime, time, timedelta
from itertools import islice

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware

MOST = 400
IN_A_CELL = 3
YEARS = 10


def day_from(text, *, today: Day) -> Day:
    """The day meant by "2026-11-23", or the first of the month meant by "2026-11". Today if it makes no sense or is
    more than ten years away."""
    text = text or ""
    try:
        day = parse_date(f"{text}-01" if len(text) == len("2026-11") else text)
    except ValueError:
        day = None
    return day if day and abs(day.year - today.year) <= YEARS else today


def week_of(on: Day, dates, *, card, today: Day):
    """(seven days from Monday, whether some dates were left out). Each: `day`, `cards`, `is_today`."""
    first = on - timedelta(days=on.weekday())
    days = [first + timedelta(days=number) for number in range(7)]
    held, is_cut = _held(dates, days, card)
    return [{"day": day, "cards": held[day], "is_today": day == today} for day in days], is_cut


def month_of(on: Day, dates, *, card, today: Day):
    """(weeks of seven days, whether some dates were left out). Days also have `is_outside` and `more`: how many of
    their dates the cell does not show."""
    weeks = Calendar().monthdatescalendar(on.year, on.month)
    held, is_cut = _held(dates, [day for week in weeks for day in week], card)
    return [[_cell(day, held[day], on, today) for day in week] for week in weeks], is_cut


def _cell(day, cards, on, today):
    return {
        "day": day,
        "cards": cards[:IN_A_CELL],
        "more": max(len(cards) - IN_A_CELL, 0),
        "is_today": day == today,
        "is_outside": day.month != on.month,
    }


def _held(dates, days, card):
    """The cards of each of these days, in order. A date that lasts past midnight is held on each day it touches."""
    between = dates.between(_midnight(days[0]), _midnight(days[-1] + timedelta(days=1)))
    read = list(between[: MOST + 1])
    held = {day: [] for day in days}
    for date in read[:MOST]:
        shown = card(date)
        for day in _days_of(date):
            if day in held:
                held[day].append(shown)
    return held, len(read) > MOST


def _days_of(date):
    first, last = localdate(date.start), localdate(date.end - timedelta(microseconds=1))
    return islice((first + timedelta(days=number) for number in range((last - first).days + 1)), YEARS * 366)


def _midnight(day):
    return make_aware(datetime.combine(day, time.min))


def steps_of_week(on: Day, today: Day):
    """(words, `on`) of the week before, this week and the week after."""
    week = timedelta(days=7)
    return [
        ("Previous week", (on - week).isoformat()),
        ("This week", today.isoformat()),
        ("Next week", (on + week).isoformat()),
    ]


def steps_of_month(on: Day, today: Day):
    """The same for months, named."""
    before, after = on.replace(day=1) - timedelta(days=1), on.replace(day=28) + timedelta(days=4)
    return [
        (f"Previous month: {date_format(before, 'F Y')}", f"{before:%Y-%m}"),
        ("This month", f"{today:%Y-%m}"),
        (f"Next month: {date_format(after, 'F Y')}", f"{after:%Y-%m}"),
    ]
