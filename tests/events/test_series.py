from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events import actions
from events.addresses import address_of_date
from events.models import Signup
from events.totals import attendance_total
from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight, writer_of
from hub.notices.models import Notice
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory, PlaceFactory
from tests.queries import budget, is_control, words_of

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


def posted(client, name, pk, data=None):
    return client.post(reverse(f"events:{name}", args=[pk]), data or {})


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


def test_the_letter_of_a_moved_series_updates_and_cancels_in_one_file(index, person):
    page = series(index, weeks=3)
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    dates = dates_of(page)
    silence()

    republish(page, skipped=[dates[1].start.date()], room=PlaceFactory())

    calendar, _ = calendar_in(letter_to(person))
    told_of = {str(event["uid"]): (str(event["status"]), int(event["sequence"])) for event in calendar.events}
    assert told_of == {
        dates[0].uid: ("CONFIRMED", 1),
        dates[1].uid: ("CANCELLED", 1),
        dates[2].uid: ("CONFIRMED", 1),
    }


def test_the_letter_of_all_given_up_cancels_in_the_calendar(index, person):
    page = series(index, weeks=2, in_person_capacity=1)
    signed_up(dates_of(page)[1])
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    silence()

    actions.give_up_all(page, person=person)

    calendar, _ = calendar_in(letter_to(person))
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
    assert [part.get_filename() for part in message.iter_attachments()] == ["events.ics"]


# --- The page --------------------------------------------------------------------------------------------------------
def test_a_page_with_several_dates_lists_them(staff_client, index, person):
    page = series(index, in_person_capacity=1)
    dates = dates_of(page)
    signed_up(dates[0], person)
    signed_up(dates[1])
    actions.cancel_event(dates[2], by=page.host)

    html = staff_client.get(page.url).content.decode()

    assert ("You have a place" in html, "Full: join the waiting list" in html, "Cancelled" in html) == (True,) * 3
    assert reverse("events:sign_up", args=[dates[3].key]) in html
    assert f"?date={dates[3].key}" in html
    assert 'id="signup_panel"' not in html


def test_one_date_is_opened_by_its_key_with_its_own_time_and_place(staff_client, index):
    page = series(index)
    date = dates_of(page)[1]
    room = PlaceFactory()
    actions.change_date(date, values={"place_id": room.pk, "start": date.start + timedelta(minutes=10)}, by=page.host)

    response = staff_client.get(address_of_date(date))

    html = response.content.decode()
    assert (response.context["occurrence"], response.context["room"]) == (date, room)
    assert ("12:10pm" in html, "See all 4 dates" in html, 'id="signup_panel"' in html) == (True,) * 3


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-0000-0000-000000000000", ""])
def test_an_unknown_date_shows_all(staff_client, index, key):
    page = series(index)

    response = staff_client.get(page.url, {"date": key})

    assert response.context["standing"] == "several"


def test_a_date_of_another_event_is_not_shown_here(staff_client, index):
    page, other = series(index), series(index)

    response = staff_client.get(page.url, {"date": str(dates_of(other)[0].key)})

    assert response.context["standing"] == "several"


def test_a_series_with_one_date_left_looks_like_a_single_event(staff_client, index):
    page = series(index, weeks=2, begins=-7)

    response = staff_client.get(page.url)

    assert response.context["occurrence"] == dates_of(page)[1]
    assert "See all" not in response.content.decode()


def test_a_series_that_is_over_shows_its_last_date(staff_client, index):
    page = series(index, weeks=2, begins=-28)

    response = staff_client.get(page.url)

    assert (response.context["occurrence"], response.context["standing"]) == (dates_of(page)[1], "past")


def test_somebody_who_just_comes_is_told_so(staff_client, index):
    page = series(index, drop_in=True)

    html = staff_client.get(page.url).content.decode()

    assert ("Just come: no need to sign up" in html, "I plan to come" in html) == (True, True)


@pytest.mark.parametrize("weeks", [1, 2, 30])
def test_the_event_page_costs_the_same_however_many_dates(staff_client, index, person, weeks):
    page = series(index, weeks=weeks, online_link="https://meet.example/x", in_person_capacity=1)
    actions.sign_up_for_all(page, person=person, mode=ROOM)
    staff_client.get(page.url)

    with budget(10):
        staff_client.get(page.url)


@pytest.mark.parametrize("is_preview", [True, False])
def test_a_preview_shows_the_draft_and_the_page_what_is_published(index, person, rf, is_preview):
    page = LunchAndLearnPageFactory(parent=index)
    published = page.starts_at
    page.starts_at += timedelta(hours=1)
    request = rf.get("/")
    request.user, request.is_preview = person, is_preview

    context = page.get_context(request)

    assert context["starts"] == (page.starts_at if is_preview else published)


@pytest.mark.parametrize(("repeats", "is_alone"), [("never", True), ("weekly", False)])
def test_a_link_to_a_date_opens_it(index, repeats, is_alone):
    page = series(index, rule=repeats)

    assert (address_of_date(dates_of(page)[0]) == page.url) is is_alone


# --- Signing up on screen --------------------------------------------------------------------------------------------
def test_the_form_for_all_signs_up_and_says_so(staff_client, index, person):
    page = series(index, in_person_capacity=1)
    signed_up(dates_of(page)[0])

    form = staff_client.get(reverse("events:sign_up_for_all", args=[page.pk]))
    response = posted(staff_client, "sign_up_for_all", page.pk, {"mode": "in_person"})

    assert "4 dates" in form.content.decode()
    assert (response.status_code, response.url) == (302, page.url)
    assert mine(person) == ["waiting", "confirmed", "confirmed", "confirmed"]
    said = staff_client.get(page.url).content.decode()
    assert "You are signed up for 4 dates. On 1 of them you are on the waiting list." in said


def test_the_form_for_all_keeps_what_was_typed(staff_client, index):
    page = series(index, online_link="https://meet.example/x")

    response = posted(staff_client, "sign_up_for_all", page.pk, {"access": "A hearing loop"})

    assert response.status_code == 200
    assert ("A hearing loop" in response.content.decode(), Signup.objects.count()) == (True, 0)


def test_a_series_with_nothing_open_sends_back_to_the_page(staff_client, index):
    page = series(index, begins=-28)

    assert staff_client.get(reverse("events:sign_up_for_all", args=[page.pk])).url == page.url


def test_all_dates_are_given_up_after_asking(staff_client, index, person):
    page = series(index)
    actions.sign_up_for_all(page, person=person, mode=ROOM)

    asked = staff_client.get(reverse("events:give_up_all", args=[page.pk]))
    before = mine(person)
    posted(staff_client, "give_up_all", page.pk)

    assert (asked.status_code, before, mine(person)) == (200, ["confirmed"] * 4, ["cancelled"] * 4)


def test_nothing_to_give_up_is_not_there(staff_client, index):
    page = series(index)

    assert staff_client.get(reverse("events:give_up_all", args=[page.pk])).status_code == 404


@pytest.mark.parametrize("name", ["sign_up_for_all", "give_up_all"])
def test_a_series_out_of_sight_is_not_there(client, index, name):
    page = series(index)
    circle = CircleFactory()
    gate(page, circle)
    member, outsider = MembershipFactory(circle=circle).person, PersonFactory()
    actions.sign_up_for_all(page, person=member, mode=ROOM)
    statuses = []

    for one in (member, outsider):
        client.force_login(one)
        statuses.append(client.get(reverse(f"events:{name}", args=[page.pk])).status_code)

    assert statuses == [200, 404]


# --- One attendance total --------------------------------------------------------------------------------------------
def test_one_total_counts_those_who_came_over_all_dates(index):
    page = series(index, weeks=3, begins=-14)
    for date in dates_of(page)[:2]:
        SignupFactory(occurrence=date, attendance="attended")
        SignupFactory(occurrence=date, attendance="absent")
        page.occurrences.filter(pk=date.pk).update(head_count=5)
    other = LunchAndLearnPageFactory(parent=index, past=True)
    SignupFactory(occurrence=date_of(other), attendance="attended")

    assert attendance_total(page) == 12


def test_nobody_came_yet(index):
    assert attendance_total(series(index)) == 0
