from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localtime
from icalendar import Calendar

from events import actions
from events.models import Signup
from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight, writer_of
from hub.notices.models import Notice
from tests.factories.circles import CircleFactory, gate
from tests.factories.people import PlaceFactory
from tests.queries import is_control, words_of

from .series import ONLINE, ROOM, dates_of, make_past, republish, series, signed_up, silence, told


def mine(person):
    return list(Signup.objects.filter(person=person).order_by("occurrence__start").values_list("state", flat=True))


def letter_to(person):
    notice = Notice.objects.get(recipient=person)
    return writer_of(notice.template)(notice)


def calendar_in(letter):
    [(_, content, kind)] = letter.attachments
    return Calendar.from_ical(content), kind


def composed(person):
    notice = Notice.objects.get(recipient=person)
    return message_from_bytes(compose(notice, address=person.email), policy=policy.default)


# --- Sign up for all -------------------------------------------------------------------------------------------------
def test_sign_up_for_all_gives_what_each_date_has_and_sends_one_letter(index, person):
    page = series(index, in_person_capacity=1)
    signed_up(dates_of(page)[1])

    made = actions.sign_up_for_all(page, person=person, mode=ROOM)

    assert [signup.state for signup in made] == ["confirmed", "waiting", "confirmed", "confirmed"]
    assert told(person) == ["series_confirmed"]


def test_signing_up_for_all_twice_is_harmless(index, person):
    page = series(index)

    actions.sign_up_for_all(page, person=person, mode=ROOM)
    again = actions.sign_up_for_all(page, person=person, mode=ROOM)

    assert (again, len(mine(person)), told(person)) == ([], 4, ["series_confirmed"])


def test_dates_that_are_over_cancelled_or_mine_already_are_left_alone(index, person):
    page = series(index, weeks=5)
    dates = dates_of(page)
    make_past(dates[0])
    actions.cancel_event(dates[1], by=page.host)
    signed_up(dates[2], person)
    silence()

    made = actions.sign_up_for_all(page, person=person, mode=ROOM)

    assert [signup.occurrence_id for signup in made] == [dates[3].pk, dates[4].pk]


def test_dates_without_that_kind_of_place_are_left_out(index, person):
    page = series(index, online_link="https://meet.example/x")
    date = dates_of(page)[0]
    actions.change_date(date, values={"online_link": ""}, by=page.host)

    made = actions.sign_up_for_all(page, person=person, mode=ONLINE)

    assert [signup.occurrence_id for signup in made] == [other.pk for other in dates_of(page)[1:]]


@pytest.mark.parametrize(
    "fields",
    [
        {"signup_opens_at": timezone.now() + timedelta(days=1)},
        {"signup_closes_at": timezone.now() - timedelta(days=1)},
        {"begins": -28},
    ],
)
def test_nothing_open_is_refused(index, person, fields):
    page = series(index, **fields)

    with pytest.raises(actions.SignupRefused, match="no date"):
        actions.sign_up_for_all(page, person=person, mode=ROOM)


def test_nobody_signs_up_for_a_series_they_may_not_see(index, person):
    page = series(index)
    gate(page, CircleFactory())

    with pytest.raises(actions.SignupRefused):
        actions.sign_up_for_all(page, person=person, mode=ROOM)

    assert mine(person) == []


@pytest.mark.parametrize("capacity", [None, 5])
def test_sign_up_for_all_costs_one_statement_a_date(index, person, capacity):
    counts = {}
    for weeks in (5, 25):
        page = series(index, weeks=weeks, in_person_capacity=capacity)
        with CaptureQueriesContext(connection) as queries:
            actions.sign_up_for_all(page, person=person, mode=ROOM)
        counts[weeks] = sum(not is_control(words_of(query)) for query in queries)

    assert counts[25] - counts[5] == 20


def test_giving_all_up_hands_every_place_on_and_sends_one_letter(index, person):
    page = series(index, in_person_capacity=1)
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    next_one = signed_up(dates_of(page)[2])
    silence()

    given_up = actions.give_up_all(page, person=person)
    again = actions.give_up_all(page, person=person)

    next_one.refresh_from_db()
    assert (len(given_up), again, mine(person)) == (4, [], ["cancelled"] * 4)
    assert (next_one.state, told(person), told(next_one.person)) == ("confirmed", ["series_given_up"], ["promoted"])


# --- Letters ---------------------------------------------------------------------------------------------------------
def test_the_letter_lists_each_date_and_puts_those_with_a_place_into_the_calendar(index, person):
    page = series(index, weeks=3, in_person_capacity=1)
    signed_up(dates_of(page)[1])
    actions.sign_up_for_all(page, person=person, mode=ROOM)

    letter = letter_to(person)

    calendar, kind = calendar_in(letter)
    dates = dates_of(page)
    assert kind.startswith("text/calendar; method=PUBLISH")
    assert [str(event["uid"]) for event in calendar.events] == [dates[0].uid, dates[2].uid]
    assert [line["queue_place"] for line in letter.context["lines"]] == [None, 1, None]


def test_the_letter_of_a_moved_series_has_a_file_for_each_date_that_changed(index, person):
    page = series(index, weeks=3)
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    dates = dates_of(page)
    silence()

    republish(page, skipped=[dates[1].start.date()], room=PlaceFactory())

    told_of = {}
    for _, content, kind in letter_to(person).attachments:
        calendar = Calendar.from_ical(content)
        [event] = calendar.events
        assert kind == f"text/calendar; method={calendar['method']}; charset=utf-8"
        told_of[str(event["uid"])] = (str(calendar["method"]), str(event["status"]), int(event["sequence"]))
    assert told_of == {
        dates[0].uid: ("REQUEST", "CONFIRMED", 1),
        dates[1].uid: ("CANCEL", "CANCELLED", 1),
        dates[2].uid: ("REQUEST", "CONFIRMED", 1),
    }


def test_the_letter_of_all_given_up_cancels_in_the_calendar(index, person):
    page = series(index, weeks=2, in_person_capacity=1)
    signed_up(dates_of(page)[1])
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    silence()

    actions.give_up_all(page, person=person)

    calendar, kind = calendar_in(letter_to(person))
    assert kind.startswith("text/calendar; method=CANCEL")
    assert [(str(event["uid"]), str(event["status"])) for event in calendar.events] == [
        (dates_of(page)[0].uid, "CANCELLED")
    ]


def test_the_online_link_is_in_the_letter_of_those_with_a_place_online_alone(index, person):
    page = series(index, weeks=2, online_link="https://meet.example/secret", online_capacity=1)
    signed_up(dates_of(page)[1], mode=ONLINE)
    actions.sign_up_for_all(page, person=person, mode=ONLINE)

    letter = letter_to(person)

    assert [line["online_link"] for line in letter.context["lines"]] == ["https://meet.example/secret", ""]
    assert letter.attachments[0][1].count(b"meet.example") == 2  # described and located, on the one date


def test_a_letter_says_only_what_is_still_true(index, person):
    page = series(index, weeks=3)
    first, *_ = actions.sign_up_for_all(page, person=person, mode=ROOM)
    notice = Notice.objects.get(recipient=person)
    actions.cancel_signup(first)
    actions.cancel_event(dates_of(page)[1], by=page.host)

    letter = writer_of(notice.template)(notice)

    assert [line["date"].pk for line in letter.context["lines"]] == [dates_of(page)[2].pk]


def test_a_letter_with_nothing_true_in_it_is_not_sent(index, person):
    page = series(index, weeks=2)
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    notice = Notice.objects.get(recipient=person)
    gate(page, CircleFactory())

    with pytest.raises(NoLongerRight):
        writer_of(notice.template)(notice)


@pytest.mark.parametrize("letter", ["series_confirmed", "series_changed", "series_given_up"])
def test_the_letters_read_well(index, person, letter):
    page = series(index, weeks=2, title="Tea & talk")
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    if letter == "series_changed":
        silence()
        actions.cancel_following(dates_of(page)[0], by=page.host, reason="No speaker")
    elif letter == "series_given_up":
        silence()
        actions.give_up_all(page, person=person)

    message = composed(person)

    text = message.get_body(("plain",)).get_content()
    assert "Tea & talk" in message["subject"]
    assert text.count("12pm to 12:45pm") + text.count("midday to 12:45pm") == 2
    assert ("No speaker" in text) is (letter == "series_changed")
    assert "\n\n\n" not in text
    names = [part.get_filename() for part in message.iter_attachments()]
    days = [f"cancelled-{localtime(date.start):%Y-%m-%d}-1200.ics" for date in dates_of(page)]
    assert names == (["events.ics"] if letter == "series_confirmed" else days)
