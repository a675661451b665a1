from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localtime
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import actions
from events.date_plan import plan
from events.models import Occurrence
from events.recurrence import LONDON, Slot
from hub.notices.models import Notice
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory
from tests.factories.people import PlaceFactory

from .series import (
    ONLINE,
    dates_of,
    day_in,
    local_day,
    make_past,
    move,
    republish,
    scheduled,
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
