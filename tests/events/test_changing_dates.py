from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from events import actions
from events.recurrence import LONDON
from hub.notices.models import Notice
from tests.factories.events import LunchAndLearnPageFactory
from tests.factories.people import PlaceFactory

from .series import (
    ONLINE,
    dates_of,
    day_in,
    make_past,
    move,
    republish,
    scheduled,
    series,
    signed_up,
    silence,
    told,
)


# --- One date, or all that follow ------------------------------------------------------------------------------------
def test_a_date_changed_alone_tells_its_people_and_stays_when_the_page_is_published(index):
    page = series(index)
    dates = dates_of(page)
    here, elsewhere = signed_up(dates[1]), signed_up(dates[2])
    room = PlaceFactory()
    silence()

    actions.change_date(dates[1], values={"place_id": room.pk}, by=page.host)
    after = republish(page, title="Mended")

    assert (after[1].place_id, after[2].place_id) == (room.pk, page.room_id)
    assert (told(here.person), told(elsewhere.person)) == (["event_changed"], [])


def test_all_following_move_by_as_much_on_the_wall(index, person):
    page = series(index, weeks=30)
    dates = dates_of(page)
    for date in dates[3:6]:
        signed_up(date, person)
    silence()
    values = {"start": dates[3].start + timedelta(minutes=30), "end": dates[3].end + timedelta(minutes=30)}

    actions.change_date(dates[3], values=values, all_following=True, by=page.host)

    after = dates_of(page)
    clocks = [f"{localtime(date.start):%H:%M}" for date in after]
    assert clocks == ["12:00"] * 3 + ["12:30"] * 27
    assert len({date.start.astimezone(LONDON).utcoffset() for date in after}) == 2
    assert told(person) == ["series_changed"]


def test_following_dates_take_only_what_was_changed(index):
    page = series(index)
    dates = dates_of(page)
    own_room = PlaceFactory()
    actions.change_date(dates[2], values={"place_id": own_room.pk}, by=page.host)

    actions.change_date(
        dates[1], values={"place_id": page.room_id, "in_person_capacity": 3}, all_following=True, by=page.host
    )

    after = dates_of(page)
    assert [date.in_person_capacity for date in after] == [None, 3, 3, 3]
    assert after[2].place_id == own_room.pk


def test_fewer_places_are_warned_of_and_remove_nobody(index):
    page = series(index)
    date = dates_of(page)[0]
    signups = [signed_up(date) for _ in range(3)]
    date = dates_of(page)[0]

    effect = actions.effect_of(date, values={"in_person_capacity": 1})
    actions.change_date(date, values={"in_person_capacity": 1}, by=page.host)

    assert (effect.told, effect.over_booked) == (0, [date])
    assert date.signups.confirmed().count() == len(signups)
    assert signed_up(dates_of(page)[0]).is_waiting


def test_more_places_on_one_date_promote_there_alone(index):
    page = series(index, weeks=2, in_person_capacity=1)
    waiting = [[signed_up(date), signed_up(date)][1] for date in dates_of(page)]

    actions.change_date(dates_of(page)[0], values={"in_person_capacity": 2}, by=page.host)

    for signup in waiting:
        signup.refresh_from_db()
    assert [signup.state for signup in waiting] == ["confirmed", "waiting"]


def test_what_a_change_would_do_is_what_it_does(index, person):
    page = series(index, online_link="https://meet.example/x")
    dates = dates_of(page)
    signed_up(dates[0], person)
    signed_up(dates[1], person)
    signed_up(dates[1], mode=ONLINE)
    silence()
    values = {"online_link": "https://meet.example/y"}

    effect = actions.effect_of(dates[0], values=values, all_following=True)
    actions.change_date(dates[0], values=values, all_following=True, by=page.host)

    assert (effect.dates, effect.told) == (4, 1)
    assert Notice.objects.count() == 1


def test_an_added_date_stays_whatever_is_published(index):
    page = series(index, weeks=2)
    values = {"start": day_in(9), "end": day_in(9, hour=13), "place_id": page.room_id}

    added = actions.add_date(page, values=values, by=page.host)
    again = actions.add_date(page, values=values, by=page.host)
    dates = move(page, hours=1)

    assert again == added
    assert [date.pk for date in dates if date.start == day_in(9)] == [added.pk]
    assert len(scheduled(page)) == 3


def test_a_date_may_be_added_where_one_was_cancelled(index):
    page = series(index, weeks=2)
    date = dates_of(page)[0]
    actions.cancel_event(date, by=page.host)

    added = actions.add_date(
        page, values={"start": date.start, "end": date.end, "place_id": page.room_id}, by=page.host
    )

    assert (added.pk != date.pk, added.start) == (True, date.start)


def test_a_date_in_the_past_is_not_added(index):
    page = series(index)

    with pytest.raises(actions.SignupRefused, match="future"):
        actions.add_date(page, values={"start": day_in(-1), "end": day_in(-1, hour=13)}, by=page.host)


def test_the_only_date_of_an_event_follows_its_page_when_the_page_moves(index):
    page = LunchAndLearnPageFactory(parent=index)
    date = dates_of(page)[0]
    values = {"start": date.start + timedelta(hours=1), "end": date.end + timedelta(hours=1)}
    actions.change_date(date, values=values, by=page.host)

    stays, goes = republish(page, title="Mended"), move(page, days=1)

    assert stays[0].start == values["start"]
    assert goes[0].start == page.starts_at


def test_cancelling_all_following_sends_one_letter_a_person(index, person):
    page = series(index)
    dates = dates_of(page)
    for date in dates:
        signed_up(date, person)
    once = signed_up(dates[3]).person
    silence()

    cancelled = actions.cancel_following(dates[1], by=page.host, reason="No speaker")
    again = actions.cancel_following(dates[1], by=page.host)

    assert ([date.pk for date in cancelled], again) == ([date.pk for date in dates[1:]], [])
    assert (told(person), told(once)) == (["series_changed"], ["event_cancelled"])
    assert [date.is_cancelled() for date in dates_of(page)] == [False, True, True, True]


@pytest.mark.parametrize("how", ["over", "cancelled"])
def test_what_is_over_or_cancelled_is_not_changed(index, how):
    page = series(index)
    date = dates_of(page)[0]
    date = make_past(date) if how == "over" else actions.cancel_event(date, by=page.host)

    with pytest.raises(actions.SignupRefused, match=how):
        actions.change_date(date, values={"in_person_capacity": 2}, by=page.host)
