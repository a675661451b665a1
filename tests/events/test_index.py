from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import EventPage, EventTopic, Occurrence, Signup
from hub.topics.models import Topic
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import KnowledgeCafePageFactory, LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory


def titles(response):
    return [event["title"] for event in response.context["page_obj"]]


def tags(response):
    return [[tag["text"] for tag in event["tags"]] for event in response.context["page_obj"]]


def in_days(days):
    return timezone.now() + timedelta(days=days)


def about(page, name):
    page.topics.add(Topic.objects.get_or_create(name=name)[0])
    page.save_revision().publish()
    return page


def test_coming_events_are_listed_soonest_first(staff_client, index):
    for title, days in (("Later", 9), ("Sooner", 2), ("Over", -2)):
        LunchAndLearnPageFactory(parent=index, title=title, starts_at=in_days(days))

    assert titles(staff_client.get(index.url)) == ["Sooner", "Later"]


def test_an_event_under_way_still_counts_as_coming(staff_client, index):
    LunchAndLearnPageFactory(parent=index, title="Now", starts_at=timezone.now() - timedelta(minutes=10))

    assert titles(staff_client.get(index.url)) == ["Now"]


def test_past_events_are_listed_latest_first(staff_client, index):
    for title, days in (("Long ago", -9), ("Last week", -2), ("Coming", 2)):
        LunchAndLearnPageFactory(parent=index, title=title, starts_at=in_days(days))

    assert titles(staff_client.get(index.url, {"when": "past"})) == ["Last week", "Long ago"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "lunchandlearnpage"}, ["Lunch"]),
        ({"kind": "knowledgecafepage"}, ["Café"]),
        ({"topic": "sepsis"}, ["Café"]),
        ({"where": "online"}, ["Café"]),
        ({"where": "in_person"}, ["Lunch"]),
        ({"kind": "lunchandlearnpage", "where": "online"}, []),
        ({"kind": "nonsense", "topic": "none"}, ["Lunch", "Café"]),
    ],
)
def test_filters_narrow_the_list(staff_client, index, query, expected):
    LunchAndLearnPageFactory(parent=index, title="Lunch", starts_at=in_days(1))
    about(KnowledgeCafePageFactory(parent=index, title="Café", online_only=True, starts_at=in_days(2)), "Sepsis")

    assert titles(staff_client.get(index.url, query)) == expected


def test_an_event_with_two_topics_is_listed_once(staff_client, index):
    about(about(LunchAndLearnPageFactory(parent=index, title="Both"), "Sepsis"), "Falls")

    assert titles(staff_client.get(index.url, {"topic": "falls"})) == ["Both"]
    assert EventTopic.objects.count() == 2


def test_the_list_hides_events_of_other_circles(client, index):
    open_to_all = LunchAndLearnPageFactory(parent=index)
    closed = LunchAndLearnPageFactory(parent=index)
    circle = CircleFactory()
    gate(closed, circle)
    member, outsider = MembershipFactory(circle=circle).person, PersonFactory()

    seen = []
    for reader in (member, outsider):
        client.force_login(reader)
        response = client.get(index.url)
        seen.append((titles(response), response.context["page_obj"].paginator.count))

    assert seen == [([open_to_all.title, closed.title], 2), ([open_to_all.title], 1)]


def test_drafts_and_unpublished_events_are_not_listed(staff_client, index):
    LunchAndLearnPageFactory(parent=index).unpublish()

    assert titles(staff_client.get(index.url)) == []


@pytest.mark.parametrize(
    ("capacity", "taken", "expected"),
    [
        (None, 2, []),
        (9, 2, ["7 places left"]),
        (5, 2, ["3 places left"]),
        (3, 2, ["1 place left"]),
        (2, 2, ["Full: join the waiting list"]),
    ],
)
def test_tags_say_how_many_places_are_left(staff_client, index, capacity, taken, expected):
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=capacity)
    for _ in range(taken):
        SignupFactory(occurrence=date_of(page))

    assert tags(staff_client.get(index.url)) == [expected]


def test_tags_say_what_is_mine_and_what_is_off(staff_client, index, person):
    mine, queued, off = (LunchAndLearnPageFactory(parent=index, starts_at=in_days(n)) for n in (1, 2, 3))
    SignupFactory(occurrence=date_of(mine), person=person)
    SignupFactory(occurrence=date_of(queued), person=person, state="waiting")
    actions.cancel_event(date_of(off), by=person)

    assert tags(staff_client.get(index.url)) == [
        ["You have a place"],
        ["You are on the waiting list"],
        ["Cancelled"],
    ]


def test_tags_of_past_events_speak_of_the_past(staff_client, index, person):
    mine, queued = (LunchAndLearnPageFactory(parent=index, starts_at=in_days(-n)) for n in (1, 2))
    SignupFactory(occurrence=date_of(mine), person=person)
    SignupFactory(occurrence=date_of(queued), person=person, state="waiting")

    assert tags(staff_client.get(f"{index.url}?when=past")) == [["You had a place"], []]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"drop_in": True, "in_person_capacity": 1}, ["Drop in"]),
        ({"signup_opens_at": in_days(1)}, ["Sign-up is not open yet"]),
        ({"signup_closes_at": in_days(-1), "in_person_capacity": 1}, ["Sign-up has closed"]),
        ({"in_person_capacity": 1, "online_link": "https://meet.example/x"}, []),
        ({"in_person_capacity": 1, "online_link": "https://meet.example/x", "online_capacity": 2}, ["2 places left"]),
    ],
)
def test_tags_say_how_one_comes(staff_client, index, fields, expected):
    page = LunchAndLearnPageFactory(parent=index, **fields)
    SignupFactory(occurrence=date_of(page))

    assert tags(staff_client.get(index.url)) == [expected]


def test_only_what_has_free_places(staff_client, index):
    for title, fields in {
        "Full": {"in_person_capacity": 1},
        "Room": {"in_person_capacity": 2},
        "Online too": {"in_person_capacity": 1, "online_link": "https://meet.example/x", "online_capacity": 1},
        "No limit": {},
    }.items():
        SignupFactory(occurrence=date_of(LunchAndLearnPageFactory(parent=index, title=title, **fields)))

    assert titles(staff_client.get(index.url, {"free": "on"})) == ["Room", "Online too", "No limit"]


def test_only_what_is_mine(staff_client, index, person):
    pages = [LunchAndLearnPageFactory(parent=index, title=title) for title in ("Mine", "Waiting", "Given up", "Other")]
    SignupFactory(occurrence=date_of(pages[0]), person=person)
    SignupFactory(occurrence=date_of(pages[1]), person=person, state="waiting")
    SignupFactory(occurrence=date_of(pages[2]), person=person, state="cancelled", cancelled_at=timezone.now())
    SignupFactory(occurrence=date_of(pages[3]))

    assert titles(staff_client.get(index.url, {"mine": "on"})) == ["Mine", "Waiting"]


def test_filters_are_folded_and_say_how_many_are_chosen(staff_client, index):
    words = [staff_client.get(index.url, query).content.decode() for query in ({}, {"free": "on", "where": "online"})]

    assert "Filter events</span>" in words[0]
    assert "Filter events (2 chosen)</span>" in words[1]
    assert not any("<details open" in page or 'hub-filters-fold" open' in page for page in words)


def test_the_list_leads_to_feeds(staff_client, index):
    assert f'href="{reverse("events:feeds")}"' in staff_client.get(index.url).content.decode()


def test_the_list_comes_twenty_a_page(staff_client, index):
    for number in range(21):
        LunchAndLearnPageFactory(parent=index, title=f"Event {number:02}", starts_at=in_days(number + 1))

    assert len(titles(staff_client.get(index.url))) == 20
    assert titles(staff_client.get(index.url, {"page": 2})) == ["Event 20"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Nothing is planned just now"),
        ({"when": "past"}, "No past events"),
        ({"where": "online"}, "No events match"),
    ],
)
def test_an_empty_list_says_what_to_do(staff_client, index, query, words):
    assert words in staff_client.get(index.url, query).content.decode()


def test_the_online_link_is_never_in_the_list(staff_client, index, person):
    page = LunchAndLearnPageFactory(parent=index, online_link="https://meet.example/secret")
    SignupFactory(occurrence=date_of(page), person=person, mode="online")

    assert b"meet.example" not in staff_client.get(index.url).content


def test_the_online_link_is_not_searchable():
    assert not [field for field in EventPage.get_search_fields() if getattr(field, "field_name", "") == "online_link"]


# --- Querysets that other rooms use ----------------------------------------------------------------------------------
def test_upcoming_and_past_events(index):
    coming, later, over, off = (LunchAndLearnPageFactory(parent=index, starts_at=in_days(n)) for n in (1, 2, -1, 3))
    Occurrence.objects.filter(event=off).update(state="cancelled", cancelled_at=timezone.now())

    assert list(EventPage.objects.upcoming().values_list("pk", flat=True)) == [coming.pk, later.pk]
    assert list(EventPage.objects.past().values_list("pk", flat=True)) == [over.pk]


def test_my_coming_sign_ups_are_those_i_may_still_see(index, person):
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=person, state="left")
    pages = [LunchAndLearnPageFactory(parent=index, starts_at=in_days(n)) for n in (2, 1, -1, 3)]
    gate(pages[3], circle)
    signups = [SignupFactory(occurrence=date_of(page), person=person) for page in pages]

    assert list(Signup.objects.coming_for(person)) == [signups[1], signups[0]]
