from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest
from django.utils import timezone
from icalendar import Calendar

from events import actions
from events.models import Signup
from hub.circles.models import Membership
from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight
from hub.notices.models import Notice
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, date_of
from tests.factories.people import PersonFactory

ROOM, ONLINE = Signup.Mode.IN_PERSON, Signup.Mode.ONLINE
LINK = "https://meet.example/secret"


def letter_of(person, letter):
    """The last message of this kind to `person`, as it would be sent now."""
    notice = Notice.objects.filter(recipient=person, template=f"events/email/{letter}").order_by("-pk").first()
    return message_from_bytes(compose(notice, address=person.email))


def calendar_in(message):
    """The calendar file of a message and the method its part is labelled with."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    if not parts:
        return None, None
    [part] = parts
    return Calendar.from_ical(part.get_payload(decode=True)), part.get_param("method")


def words_of(message):
    parts = [part for part in message.walk() if part.get_content_type() in ("text/plain", "text/html")]
    return "\n".join(part.get_payload(decode=True).decode() for part in parts)


def signed_up(page, person=None, mode=ROOM):
    return actions.sign_up(date_of(page), person=person or PersonFactory(), mode=mode)


def move(page, **by):
    page.starts_at += timedelta(**by)
    page.ends_at += timedelta(**by)
    page.save_revision().publish()


def test_confirmation_carries_a_request_for_the_calendar(index, person):
    page = LunchAndLearnPageFactory(parent=index, title="Quiet at night")
    signed_up(page, person)

    message = letter_of(person, "confirmed")

    calendar, method = calendar_in(message)
    [event] = calendar.walk("VEVENT")
    assert message["Subject"] == "You have a place: Quiet at night"
    assert (method, calendar["METHOD"]) == ("REQUEST", "REQUEST")
    assert (event["UID"], event["SEQUENCE"]) == (date_of(page).uid, 0)
    assert event["DTSTART"].dt == page.starts_at.replace(microsecond=0).astimezone(UTC)
    assert event["ATTENDEE"] == f"mailto:{person.email}"
    assert event["LOCATION"] == str(page.room)


def test_calendar_files_link_to_the_address_of_the_hub(index, person, settings):
    settings.HUB_BASE_URL = "https://hub.example.org"
    page = LunchAndLearnPageFactory(parent=index)
    actions.sign_up(date_of(page), person=person, mode=ROOM)

    calendar, _ = calendar_in(letter_of(person, "confirmed"))

    assert calendar.walk("VEVENT")[0]["URL"] == f"https://hub.example.org{page.url}"


def test_giving_up_carries_a_cancel_with_the_same_uid_and_a_higher_sequence(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    signup = signed_up(page, person)
    [asked] = calendar_in(letter_of(person, "confirmed"))[0].walk("VEVENT")

    actions.cancel_signup(signup)

    calendar, method = calendar_in(letter_of(person, "cancelled_by_you"))
    [event] = calendar.walk("VEVENT")
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["UID"] == asked["UID"]
    assert event["SEQUENCE"] > asked["SEQUENCE"]


def test_leaving_the_queue_carries_no_calendar_file(index, person):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=0)
    signup = signed_up(page, person)
    waiting = calendar_in(letter_of(person, "waiting"))

    actions.cancel_signup(signup)

    assert waiting == (None, None)
    assert calendar_in(letter_of(person, "cancelled_by_you")) == (None, None)


@pytest.mark.parametrize(
    ("hours", "promised"), [(24, "it is yours as soon as you are first"), (1, "goes to whoever takes it first")]
)
def test_the_letter_of_the_waiting_list_says_how_it_moves(index, person, hours, promised):
    soon = timezone.now() + timedelta(hours=hours)
    page = LunchAndLearnPageFactory(
        parent=index, in_person_capacity=1, starts_at=soon, ends_at=soon + timedelta(hours=1)
    )
    for one in (PersonFactory(), person):
        actions.sign_up(date_of(page), person=one, mode=ROOM)

    texts = [
        part.get_payload(decode=True).decode()
        for part in letter_of(person, "waiting").walk()
        if part.get_payload(decode=True)
    ]

    assert len(texts) == 2
    for words in texts:
        assert promised in " ".join(words.split())
        assert ("yours as soon as" in words) == (hours == 24)


def test_the_promoted_get_a_calendar_file_without_claiming(index, person):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=1)
    holder = signed_up(page)
    signed_up(page, person)

    actions.cancel_signup(holder)

    assert calendar_in(letter_of(person, "promoted"))[1] == "REQUEST"


def test_a_moved_event_sends_one_update_with_the_next_sequence(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    signed_up(page, person)

    move(page, hours=1)

    calendar, method = calendar_in(letter_of(person, "event_changed"))
    [event] = calendar.walk("VEVENT")
    assert (method, event["SEQUENCE"]) == ("REQUEST", 1)
    assert event["DTSTART"].dt == page.starts_at.replace(microsecond=0).astimezone(UTC)


def test_a_cancelled_event_sends_a_cancel_and_the_reason(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    signed_up(page, person)

    actions.cancel_event(date_of(page), by=page.host, reason="The speaker is ill & sorry.")

    message = letter_of(person, "event_cancelled")
    calendar, method = calendar_in(message)
    [event] = calendar.walk("VEVENT")
    assert (method, event["UID"], event["SEQUENCE"]) == ("CANCEL", date_of(page).uid, 1)
    assert "The speaker is ill & sorry." in words_of(message)


def test_the_online_link_goes_to_people_with_an_online_place_alone(index):
    page = LunchAndLearnPageFactory(parent=index, online_link=LINK, online_capacity=1)
    online, in_room, waiting = PersonFactory(), PersonFactory(), PersonFactory()
    signed_up(page, online, ONLINE)
    signed_up(page, in_room, ROOM)
    signed_up(page, waiting, ONLINE)

    sent = {
        person: letter_of(person, kind)
        for person, kind in ((online, "confirmed"), (in_room, "confirmed"), (waiting, "waiting"))
    }

    assert [LINK in words_of(sent[person]) for person in (online, in_room, waiting)] == [True, False, False]
    assert [event["LOCATION"] for event in calendar_in(sent[online])[0].walk("VEVENT")] == [LINK]
    assert LINK not in calendar_in(sent[in_room])[0].to_ical().decode()


def test_the_farewell_of_an_online_place_holds_no_link(index, person):
    page = LunchAndLearnPageFactory(parent=index, online_only=True, room=None, online_link=LINK)
    signup = signed_up(page, person, ONLINE)

    actions.cancel_signup(signup)

    message = letter_of(person, "cancelled_by_you")
    assert LINK not in words_of(message) + calendar_in(message)[0].to_ical().decode()


def at_lunch(month, *, days_after_clock_change):
    """Half past twelve in London, so many days after the clocks change in `month` of next year."""
    end_of_month = datetime(timezone.now().year + 1, month, 31, 12, 30)  # noqa: DTZ001 -- London's wall time
    change = end_of_month - timedelta(days=(end_of_month.weekday() + 1) % 7)
    return timezone.make_aware(change + timedelta(days=days_after_clock_change))


@pytest.mark.parametrize(
    ("month", "days", "hour_utc", "zone"),
    [
        (3, -1, 12, "GMT"),
        (3, 0, 11, "BST"),
        (3, 1, 11, "BST"),
        (10, -1, 11, "BST"),
        (10, 0, 12, "GMT"),
        (10, 1, 12, "GMT"),
    ],
)
def test_the_hour_is_right_around_both_clock_changes(index, person, month, days, hour_utc, zone):
    starts = at_lunch(month, days_after_clock_change=days)
    page = LunchAndLearnPageFactory(parent=index, starts_at=starts)
    signed_up(page, person)

    message = letter_of(person, "confirmed")

    [event] = calendar_in(message)[0].walk("VEVENT")
    assert event["DTSTART"].dt == starts.astimezone(UTC).replace(hour=hour_utc, minute=30)
    assert f"12:30pm to 1:15pm {zone}" in words_of(message)


# --- Looked at again when it is sent ---------------------------------------------------------------------------------
def refused(person, letter):
    with pytest.raises(NoLongerRight) as refusal:
        letter_of(person, letter)
    return str(refusal.value)


def test_no_confirmation_after_giving_up(index, person):
    actions.cancel_signup(signed_up(LunchAndLearnPageFactory(parent=index), person))

    assert refused(person, "confirmed") == "The sign-up is now: Cancelled."


def test_no_farewell_after_coming_back(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    actions.cancel_signup(signed_up(page, person))
    signed_up(page, person)

    assert refused(person, "cancelled_by_you") == "The sign-up is now: Has a place."


def test_no_confirmation_once_the_event_is_cancelled(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    signed_up(page, person)
    actions.cancel_event(date_of(page), by=page.host)

    assert refused(person, "confirmed") == "The event has been cancelled since."


def test_no_letter_about_a_past_event(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    signed_up(page, person)
    move(page, days=-30)

    assert refused(person, "confirmed") == "The event is over."


def test_no_letter_to_somebody_who_may_not_see_the_event_any_more(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    circle = CircleFactory()
    gate(page, circle)
    MembershipFactory(circle=circle, person=person)
    signed_up(page, person)
    assert letter_of(person, "confirmed")
    Membership.objects.update(state="left")

    assert refused(person, "confirmed") == "The recipient may no longer see the event."


def test_no_letter_to_somebody_who_has_left(index, person):
    page = LunchAndLearnPageFactory(parent=index)
    actions.cancel_signup(signed_up(page, person))
    person.is_active = False
    person.save()

    assert refused(person, "cancelled_by_you") == "The recipient has left."
