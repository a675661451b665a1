"""Calendars to subscribe to: who gets what, and that they are right."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events import actions, feeds
from events.actions.feeds import make_address, renew_address, switch_off
from events.models import FeedAddress, Occurrence
from hub.circles.models import Circle
from hub.people.actions import erase, leave
from hub.people.lifecycle import entries
from hub.topics.models import Topic
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

LINK = "https://meet.example/secret"
LONDON = ZoneInfo("Europe/London")


def about(page, name):
    page.topics.add(Topic.objects.get_or_create(name=name, slug=name.lower())[0])
    page.save_revision().publish()
    return page


def address(name, person, *args):
    return reverse(f"events:feed_{name}", args=[make_address(person).secret, *args])


def events_in(response):
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(response.content).walk("VEVENT")


def told(event, *names):
    return tuple(str(event[name]) for name in names)


def summaries(response):
    return [str(event["SUMMARY"]) for event in events_in(response)]


@pytest.fixture
def community(home_page):
    """Events stand below a page of a circle that all staff may read."""
    from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory  # noqa: PLC0415 -- slow

    index = CommunitiesIndexPageFactory(parent=home_page)
    return CommunityPageFactory(parent=index, title="Falls", policy="open")


# --- My events -------------------------------------------------------------------------------------------------------
def test_my_feed_has_my_places_and_what_i_wait_for(client, index, person):
    room = LunchAndLearnPageFactory(parent=index, title="In the room")
    online = LunchAndLearnPageFactory(parent=index, title="Online", online_link=LINK)
    queue = LunchAndLearnPageFactory(parent=index, title="Wanted", online_link=LINK)
    given_up = LunchAndLearnPageFactory(parent=index, title="Given up")
    LunchAndLearnPageFactory(parent=index, title="Somebody else's")
    SignupFactory(occurrence=date_of(room), person=person)
    SignupFactory(occurrence=date_of(online), person=person, mode="online")
    SignupFactory(occurrence=date_of(queue), person=person, mode="online", state="waiting")
    SignupFactory(occurrence=date_of(given_up), person=person, state="cancelled", cancelled_at=timezone.now())

    found = events_in(client.get(address("mine", person)))

    assert [told(event, "SUMMARY", "STATUS", "TRANSP", "LOCATION") for event in found] == [
        ("In the room", "CONFIRMED", "OPAQUE", str(room.room)),
        ("Online", "CONFIRMED", "OPAQUE", LINK),
        ("Waiting list: Wanted", "TENTATIVE", "TRANSPARENT", "Online"),
    ]
    assert [LINK in event.to_ical().decode() for event in found] == [False, True, False]


def test_a_place_has_the_uid_and_sequence_of_its_invitation(client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    signup = SignupFactory(occurrence=date_of(page), person=person, told_sequence=4)
    client.force_login(person)
    invitation = Calendar.from_ical(client.get(reverse("events:calendar", args=[date_of(page).key])).content)
    client.logout()

    (found,) = events_in(client.get(address("mine", person)))

    assert told(found, "UID", "SEQUENCE") == told(invitation.walk("VEVENT")[0], "UID", "SEQUENCE")
    assert told(found, "UID", "SEQUENCE") == (signup.occurrence.uid, "4")


def test_cancelled_dates_stay_for_a_month_as_cancelled_without_their_link(client, index, person):
    now = timezone.now()
    for title, days in (("Lately", 29), ("Long ago", 31)):
        page = LunchAndLearnPageFactory(parent=index, title=title, online_link=LINK)
        SignupFactory(occurrence=date_of(page), person=person, mode="online")
        actions.cancel_event(date_of(page), by=page.host)
        Occurrence.objects.filter(event=page).update(cancelled_at=now - timedelta(days=days))

    response = client.get(address("mine", person))

    assert [told(event, "SUMMARY", "STATUS") for event in events_in(response)] == [("Lately", "CANCELLED")]
    assert LINK.encode() not in response.content


def test_the_past_goes_back_ninety_days(client, index, person):
    for title, days in (("Older", 92), ("Recent", 88)):
        page = LunchAndLearnPageFactory(parent=index, title=title, starts_at=timezone.now() - timedelta(days=days))
        SignupFactory(occurrence=date_of(page), person=person)

    assert summaries(client.get(address("mine", person))) == ["Recent"]


def test_my_feed_leaves_out_what_i_may_not_see_any_more(client, index, person):
    circle = CircleFactory()
    membership = MembershipFactory(circle=circle, person=person)
    page = LunchAndLearnPageFactory(parent=index, title="Members only")
    gate(page, circle)
    SignupFactory(occurrence=date_of(page), person=person)

    before = summaries(client.get(address("mine", person)))
    membership.state = "left"
    membership.save(update_fields=["state"])

    assert (before, summaries(client.get(address("mine", person)))) == (["Members only"], [])


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-03-28T12:30", "2026-03-28T12:30"),
        ("2026-03-29T00:30", "2026-03-29T00:30"),
        ("2026-03-29T12:30", "2026-03-29T11:30"),
        ("2026-10-24T12:30", "2026-10-24T11:30"),
        ("2026-10-25T00:30", "2026-10-24T23:30"),
        ("2026-10-25T12:30", "2026-10-25T12:30"),
    ],
)
def test_instants_are_right_when_the_clocks_change(index, person, local, utc):
    start = datetime.fromisoformat(local).replace(tzinfo=LONDON)
    page = LunchAndLearnPageFactory(parent=index, starts_at=start, ends_at=start + timedelta(minutes=45))
    SignupFactory(occurrence=date_of(page), person=person)

    content = feeds.feed_of_mine(person, now=start - timedelta(days=1))

    (found,) = Calendar.from_ical(content).walk("VEVENT")
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (expected, expected + timedelta(minutes=45))


# --- Topics and communities ------------------------------------------------------------------------------------------
def test_a_topic_feed_has_what_all_staff_may_see_without_links(client, index, person):
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=person)
    about(LunchAndLearnPageFactory(parent=index, title="For all", online_link=LINK), "Falls")
    closed = about(LunchAndLearnPageFactory(parent=index, title="Members only"), "Falls")
    gate(closed, circle)
    about(LunchAndLearnPageFactory(parent=index, title="Other topic"), "Sepsis")
    SignupFactory(occurrence=date_of(closed), person=person)

    response = client.get(address("topic", person, "falls"))

    assert summaries(response) == ["For all"]
    assert LINK.encode() not in response.content
    client.force_login(person)
    assert client.get(closed.url).status_code == 200


def test_my_online_link_is_not_in_a_topic_feed(client, index, person):
    page = about(LunchAndLearnPageFactory(parent=index, online_link=LINK), "Falls")
    SignupFactory(occurrence=date_of(page), person=person, mode="online")

    assert LINK.encode() not in client.get(address("topic", person, "falls")).content
    assert LINK.encode() in client.get(address("mine", person)).content


@pytest.mark.parametrize(("reach", "policy", "expected"), [("staff", "open", []), ("public", "open", ["Talk"])])
def test_guests_get_what_guests_may_see(client, index, reach, policy, expected):
    guest = PersonFactory(guest=True)
    page = about(LunchAndLearnPageFactory(parent=index, title="Talk"), "Falls")
    gate(
        page,
        CircleFactory(public=reach == "public", **({} if reach == "public" else {"reach": reach, "policy": policy})),
    )

    assert summaries(client.get(address("topic", guest, "falls"))) == expected


def test_the_feed_of_a_merged_topic_goes_on_as_that_of_the_other(client, index, person):
    about(LunchAndLearnPageFactory(parent=index, title="Talk"), "Falls")
    Topic.objects.create(name="Tumbles", slug="tumbles", merged_into=Topic.objects.get(slug="falls"))

    assert summaries(client.get(address("topic", person, "tumbles"))) == ["Talk"]


def test_a_community_feed_has_what_stands_below_its_page(client, index, community, person):
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=person)
    LunchAndLearnPageFactory(parent=community, title="Below")
    gate(LunchAndLearnPageFactory(parent=community, title="Gated below"), circle)
    LunchAndLearnPageFactory(parent=index, title="Elsewhere")

    assert summaries(client.get(address("page", person, community.pk))) == ["Below"]


def test_a_closed_community_has_an_empty_feed_for_members_and_none_for_others(client, community, person):
    LunchAndLearnPageFactory(parent=community, title="Members' lunch")
    Circle.objects.filter(pk=community.circle.pk).update(policy="by_request", reach="members")
    MembershipFactory(circle=community.circle, person=person)

    assert summaries(client.get(address("page", person, community.pk))) == []
    assert client.get(address("page", PersonFactory(), community.pk)).status_code == 404


@pytest.mark.parametrize(("name", "key"), [("topic", "none"), ("page", 0)])
def test_there_is_no_feed_of_what_is_not_there(client, person, name, key):
    assert client.get(address(name, person, key)).status_code == 404


def test_only_pages_of_circles_have_feeds(client, index, person):
    assert client.get(address("page", person, index.pk)).status_code == 404


# --- The secret ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("end", [switch_off, renew_address])
def test_an_ended_address_answers_404(client, index, person, end):
    old = address("mine", person)
    before = client.get(old).status_code

    end(person)

    assert (before, client.get(old).status_code) == (200, 404)


def test_somebody_who_left_has_no_feed(client, index, person):
    old = address("mine", person)
    before = client.get(old).status_code
    type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert (before, client.get(old).status_code) == (200, 404)


def test_a_guess_answers_404(client, index, person):
    make_address(person)

    assert client.get(reverse("events:feed_mine", args=["guess"])).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_can_only_be_read(client, index, person, method):
    assert getattr(client, method)(address("mine", person)).status_code == 405


def test_a_feed_leaves_no_session_and_is_kept_by_no_shared_cache(client, index, person):
    response = client.get(address("mine", person))

    assert not response.cookies
    assert response["Cache-Control"] == "private"


def test_an_unchanged_feed_answers_304(client, index, person):
    page = LunchAndLearnPageFactory(parent=index)
    signup = SignupFactory(occurrence=date_of(page), person=person)
    first = client.get(address("mine", person))

    again = client.get(address("mine", person), headers={"If-None-Match": first["ETag"]})
    actions.cancel_signup(signup)
    changed = client.get(address("mine", person), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private")
    assert (changed.status_code, summaries(changed)) == (200, [])


@pytest.mark.parametrize("end", [leave, erase])
def test_leaving_and_erasing_take_the_address_away(person, end):
    make_address(person)

    end(person, by=PersonFactory(is_superuser=True))

    assert not FeedAddress.objects.exists()


def test_a_copy_of_my_data_says_that_there_is_an_address_and_not_which(person):
    export = next(entry.export for entry in entries() if entry.model == "events.FeedAddress")
    before = export(person)
    make_address(person)

    assert (before, export(person)) == ([], [{"has_calendar_address": "yes"}])


# --- Cost ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("dates", [1, 300])
@pytest.mark.parametrize(("name", "most"), [("mine", 2), ("topic", 3), ("page", 3)])
def test_a_feed_costs_the_same_however_many_events(client, community, person, name, most, dates):
    page = about(LunchAndLearnPageFactory(parent=community), "Falls")
    first = date_of(page)
    starts = [first.start + timedelta(days=number) for number in range(1, dates)]
    rows = [
        Occurrence(event=first.event, place=first.place, slot=one, start=one, end=one + timedelta(hours=1))
        for one in starts
    ]
    for date in [first, *Occurrence.objects.bulk_create(rows)]:
        date.signups.create(person=person, mode="in_person", state="confirmed", signed_up_at=timezone.now())
    asked = address(name, person, *{"mine": [], "topic": ["falls"], "page": [community.pk]}[name])
    client.get(asked)

    with budget(most):
        response = client.get(asked)

    assert len(events_in(response)) == dates


# --- The screen ------------------------------------------------------------------------------------------------------
def test_the_screen_makes_an_address_only_when_asked(staff_client, index, person):
    before = staff_client.get(reverse("events:feeds"))
    assert not FeedAddress.objects.exists()

    for _ in range(2):
        assert staff_client.post(reverse("events:feeds_make")).status_code == 302

    secret = FeedAddress.objects.get(person=person).secret
    after = staff_client.get(reverse("events:feeds")).content.decode()
    assert (b"Make my calendar address" in before.content, "Make my calendar address" in after) == (True, False)
    assert f'value="http://localhost:8000/do/events/feeds/{secret}/mine.ics"' in after
    assert f'href="webcal://localhost:8000/do/events/feeds/{secret}/mine.ics"' in after


@pytest.mark.parametrize(("name", "left"), [("renew", 1), ("switch_off", 0)])
def test_ending_an_address_asks_first(staff_client, index, person, name, left):
    secret = make_address(person).secret
    asked = staff_client.get(reverse(f"events:feeds_{name}"))
    kept = FeedAddress.objects.filter(secret=secret).exists()

    done = staff_client.post(reverse(f"events:feeds_{name}"))

    assert (asked.status_code, kept, done.status_code, done.url) == (200, True, 302, reverse("events:feeds"))
    assert FeedAddress.objects.filter(person=person).exclude(secret=secret).count() == left
    assert not FeedAddress.objects.filter(secret=secret).exists()


def test_the_screen_offers_communities_and_topics_with_events_for_all(staff_client, index, community, person):
    make_address(person)
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=person)
    about(LunchAndLearnPageFactory(parent=community), "Falls")
    gate(about(LunchAndLearnPageFactory(parent=index), "Secret topic"), circle)
    about(LunchAndLearnPageFactory(parent=index, past=True), "Bygone")

    choices = staff_client.get(reverse("events:feeds")).context["form"].fields["calendar"].choices

    assert choices == [
        ("", "Choose one"),
        ("Communities", [(f"page:{community.pk}", "Falls")]),
        ("Topics", [("topic:falls", "Falls")]),
    ]


@pytest.mark.parametrize("choice", ["topic:falls", "page"])
def test_a_chosen_calendar_shows_its_address(client, index, community, person, choice):
    secret = make_address(person).secret
    about(LunchAndLearnPageFactory(parent=community), "Falls")
    choice = f"page:{community.pk}" if choice == "page" else choice
    client.force_login(person)

    shown = client.get(reverse("events:feeds"), {"calendar": choice}).context["chosen"]

    expected = f"pages/{community.pk}" if choice.startswith("page") else "topic/falls"
    assert shown["address"] == f"http://localhost:8000/do/events/feeds/{secret}/{expected}.ics"
    assert client.get(shown["address"].removeprefix("http://localhost:8000")).status_code == 200


def test_an_unknown_choice_shows_none(staff_client, index, person):
    make_address(person)

    response = staff_client.get(reverse("events:feeds"), {"calendar": "page:1"})

    assert (response.status_code, response.context["chosen"]) == (200, None)


@pytest.mark.parametrize("events", [1, 5])
def test_the_screen_stays_within_its_budget(staff_client, index, community, person, events):
    make_address(person)
    for number in range(events):
        about(LunchAndLearnPageFactory(parent=community), f"Topic{number}")
    staff_client.get(reverse("events:feeds"))

    with budget(8):
        staff_client.get(reverse("events:feeds"))
