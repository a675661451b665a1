from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from events import actions
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory
from tests.factories.people import PersonFactory, PlaceFactory
from tests.queries import budget

from .series import dates_of, day_in, make_past, series, signed_up, silence, told


@pytest.fixture
def page(index, client):
    page = series(index, in_person_capacity=5)
    client.force_login(page.host)
    return page


def address(name, key):
    return reverse(f"events:{name}", args=[key])


def typed(date, **changes):
    """What the form of a date sends, but for `changes`."""
    start, end = localtime(date.start), localtime(date.end)
    return {
        "day": f"{start:%Y-%m-%d}",
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
        "room": date.place_id or "",
        "in_person_capacity": "" if date.in_person_capacity is None else date.in_person_capacity,
        "online_link": date.online_link,
        "online_capacity": "" if date.online_capacity is None else date.online_capacity,
        "reach": "this",
        **changes,
    }


# --- All dates -------------------------------------------------------------------------------------------------------
def test_organisers_see_what_is_to_come_first(client, page):
    dates = dates_of(page)
    over = make_past(dates[3])
    actions.cancel_event(dates[1], by=page.host)

    response = client.get(address("dates", page.pk))

    assert [row["date"].pk for row in response.context["page_obj"]] == [
        dates[0].pk,
        dates[1].pk,
        dates[2].pk,
        over.pk,
    ]
    html = response.content.decode()
    assert ("Cancelled" in html, "Over" in html, address("people", over.key) in html) == (True,) * 3


def test_a_date_says_how_many_have_a_place_and_wait(client, page):
    for _ in range(7):
        signed_up(dates_of(page)[0])

    html = client.get(address("dates", page.pk)).content.decode()

    assert ("In person: 5 of 5 taken." in html, "Waiting: 2." in html) == (True, True)


def test_one_attendance_total_is_shown(client, page):
    over = make_past(dates_of(page)[0])
    SignupFactory(occurrence=over, attendance="attended")
    page.occurrences.filter(pk=over.pk).update(head_count=3)

    assert "4 people have come so far" in client.get(address("dates", page.pk)).content.decode()


@pytest.mark.parametrize(("weeks", "people"), [(1, 1), (30, 1), (30, 300)])
def test_the_dates_cost_the_same_however_many_dates_and_sign_ups(client, index, weeks, people):
    page = series(index, weeks=weeks)
    date = dates_of(page)[0]
    person = PersonFactory()
    SignupFactory(occurrence=date, person=person)
    for _ in range(people - 1):
        SignupFactory._meta.model.objects.create(
            occurrence=date, person=PersonFactory(), mode="in_person", state="confirmed", signed_up_at=date.start
        )
    client.force_login(page.host)
    client.get(address("dates", page.pk))

    with budget(10):
        client.get(address("dates", page.pk))


def test_an_event_without_dates_yet_says_so(client, index):
    page = LunchAndLearnPageFactory(parent=index)
    page.occurrences.all().delete()
    client.force_login(page.host)

    assert "No dates yet" in client.get(address("dates", page.pk)).content.decode()


def test_a_series_that_was_cut_says_so(client, index):
    page = series(index, weeks=70)
    client.force_login(page.host)

    html = client.get(address("dates", page.pk)).content.decode()

    assert ("60 dates at most" in html, page.occurrences.count()) == (True, 60)


# --- One changed -----------------------------------------------------------------------------------------------------
def test_a_change_is_asked_about_before_anything_happens(client, page):
    date = dates_of(page)[1]
    coming = signed_up(date).person
    silence()

    response = client.post(address("change_date", date.key), typed(date, start="12:15"))

    html = response.content.decode()
    assert ("1 person will be told" in html, "12:15pm" in html) == (True, True)
    assert (dates_of(page)[1].start, told(coming)) == (date.start, [])


def test_the_second_press_changes_this_date_alone(client, page):
    dates = dates_of(page)
    coming = signed_up(dates[1]).person
    silence()

    response = client.post(
        address("change_date", dates[1].key), typed(dates[1], start="12:15", end="13:00", confirmed="yes")
    )

    after = dates_of(page)
    assert (response.status_code, response.url) == (302, address("dates", page.pk))
    assert [date.start - before.start for date, before in zip(after, dates, strict=True)] == [
        timedelta(0),
        timedelta(minutes=15),
        timedelta(0),
        timedelta(0),
    ]
    assert (after[1].kept_alone, told(coming)) == (["end", "start"], ["event_changed"])


def test_all_following_are_changed_if_chosen(client, page):
    dates = dates_of(page)

    client.post(
        address("change_date", dates[1].key),
        typed(dates[1], in_person_capacity=9, reach="following", confirmed="yes"),
    )

    assert [date.in_person_capacity for date in dates_of(page)] == [5, 9, 9, 9]


def test_going_back_keeps_what_was_typed(client, page):
    date = dates_of(page)[1]

    response = client.post(address("change_date", date.key), typed(date, start="12:15", back="yes"))

    assert 'value="12:15"' in response.content.decode()
    assert dates_of(page)[1].start == date.start


def test_fewer_places_than_bookings_are_warned_of(client, page):
    date = dates_of(page)[0]
    for _ in range(3):
        signed_up(date)

    html = client.post(address("change_date", date.key), typed(date, in_person_capacity=1)).content.decode()

    assert ("Nobody is removed" in html, "Nobody will be told" in html) == (True, True)


@pytest.mark.parametrize(("limit", "places"), [(2, "1 place will go"), ("", "2 places will go")])
def test_more_places_are_said_to_go_to_people_who_wait(client, page, limit, places):
    date = dates_of(page)[0]
    client.post(address("change_date", date.key), {**typed(date, in_person_capacity=1), "confirmed": "yes"})
    for _ in range(3):
        signed_up(date)

    html = client.post(address("change_date", date.key), typed(date, in_person_capacity=limit)).content.decode()

    assert (places in html, "Nobody will be told" in html) == (True, False)


def test_a_kind_of_place_that_people_have_is_warned_of(client, page):
    date = dates_of(page)[0]
    signed_up(date)

    html = client.post(
        address("change_date", date.key), typed(date, room="", online_link="https://meet.example/x")
    ).content.decode()

    assert "1 person has a place of a kind that will no longer be there" in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"end": "11:00"}, "The date must end after it starts"),
        ({"day": "2020-01-06"}, "This time is past"),
        ({"room": ""}, "Choose a room or give an online link"),
        ({"reach": ""}, "Choose which dates to change"),
        ({"online_link": "not a link"}, "URL"),
        ({"day": ""}, "Day"),
    ],
)
def test_a_wrong_entry_is_explained_and_what_was_typed_is_kept(client, page, changes, words):
    date = dates_of(page)[0]

    response = client.post(address("change_date", date.key), typed(date, in_person_capacity=7, confirmed=1, **changes))

    html = response.content.decode()
    assert response.status_code == 200
    assert (words in html, 'value="7"' in html, "There is a problem" in html) == (True,) * 3
    assert dates_of(page)[0].in_person_capacity == 5


def test_nothing_changed_is_said_and_asked_about_nobody(client, page):
    date = dates_of(page)[0]

    response = client.post(address("change_date", date.key), typed(date))

    assert response.status_code == 302
    assert (dates_of(page)[0].sequence, dates_of(page)[0].kept_alone) == (0, [])


def test_seconds_that_the_form_does_not_show_are_no_change(client, index):
    page = LunchAndLearnPageFactory(parent=index)
    date = dates_of(page)[0]
    client.force_login(page.host)

    client.post(address("change_date", date.key), typed(date, in_person_capacity=3, confirmed="yes"))

    after = dates_of(page)[0]
    assert (after.start, after.sequence, after.kept_alone) == (date.start, 0, ["in_person_capacity"])


def test_the_only_date_is_not_asked_about_others(client, index):
    page = LunchAndLearnPageFactory(parent=index)
    client.force_login(page.host)

    html = client.get(address("change_date", dates_of(page)[0].key)).content.decode()

    assert "This date only" not in html


@pytest.mark.parametrize("how", ["over", "cancelled"])
def test_a_date_over_or_cancelled_is_not_changed(client, page, how):
    date = dates_of(page)[0]
    date = make_past(date) if how == "over" else actions.cancel_event(date, by=page.host)

    response = client.get(address("change_date", date.key))

    assert (response.status_code, response.url) == (302, address("dates", page.pk))


# --- One added, the rest called off ----------------------------------------------------------------------------------
def test_a_date_is_added(client, page):
    room = PlaceFactory()
    before = dates_of(page)

    form = client.get(address("add_date", page.pk))
    response = client.post(address("add_date", page.pk), typed(before[0], day=f"{day_in(10):%Y-%m-%d}", room=room.pk))

    added = [date for date in dates_of(page) if date not in before]
    assert (form.status_code, response.status_code) == (200, 302)
    assert [(date.start, date.place) for date in added] == [(day_in(10), room)]


def test_a_date_in_the_past_is_not_added(client, page):
    response = client.post(address("add_date", page.pk), typed(dates_of(page)[0], day="2020-01-06"))

    assert "This time is past" in response.content.decode()
    assert len(dates_of(page)) == 4


def test_this_and_all_following_are_called_off_after_asking(client, page):
    dates = dates_of(page)

    asked = client.get(address("cancel_following", dates[2].key)).content.decode()
    client.post(address("cancel_following", dates[2].key), {"reason": "No speaker"})

    assert "2 dates, from" in asked
    assert [date.cancelled_because for date in dates_of(page)] == ["", "", "No speaker", "No speaker"]


def test_a_reason_too_long_is_explained(client, page):
    response = client.post(address("cancel_following", dates_of(page)[0].key), {"reason": "x" * 301})

    assert "300 characters or fewer" in response.content.decode()


# --- Who may ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["dates", "add_date", "change_date", "cancel_following"])
def test_dates_are_for_organisers(client, page, person, name):
    client.force_login(person)
    key = page.pk if name in {"dates", "add_date"} else dates_of(page)[0].key

    assert client.get(address(name, key)).status_code == 403
