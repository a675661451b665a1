"""What events give to lower rooms: topic pages, tabs, trails, the life of an account, jobs, the admin's register."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.test.utils import WagtailPageTestCase

from events import actions, gathering, jobs
from events.lifecycle import register_entries
from events.models import (
    CoffeeAndLearnPage,
    EspressoCafePage,
    EventPage,
    EventsIndexPage,
    KnowledgeCafePage,
    LunchAndLearnPage,
    OpenEventPage,
    Signup,
)
from hub.circles import tabs
from hub.notices import jobs as registered_jobs
from hub.people import lifecycle
from hub.topics.models import Topic
from hub.trail.kinds import kind_of
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory


@pytest.fixture
def closed(index):
    """An event about falls behind a circle with one member."""
    page = LunchAndLearnPageFactory(parent=index, title="Closed meeting")
    page.topics.add(Topic.objects.get_or_create(name="Falls")[0])
    page.save_revision().publish()
    circle = CircleFactory()
    gate(page, circle)
    page.member = MembershipFactory(circle=circle).person
    return page


def test_a_topic_gathers_coming_events_that_the_reader_may_see(closed, person):
    topic = Topic.objects.get(name="Falls")

    found = [gathering.events_of_topic(topic, reader, 5) for reader in (closed.member, person)]

    assert [[one["title"] for one in each] for each in found] == [["Closed meeting"], []]
    assert found[0][0]["url"] == closed.get_url()


def test_the_tab_of_a_circle_lists_what_is_below_its_page(closed, index, person):
    LunchAndLearnPageFactory(parent=index, past=True)
    elsewhere = LunchAndLearnPageFactory(parent=EventsIndexPageFactory(parent=index), title="Below")
    [tab] = [one for one in tabs.registered() if one.slug == "events"]

    listed = [
        [event["title"] for event in tab.content(None, page, reader, None)["events"]]
        for page, reader in ((index, closed.member), (index, person), (elsewhere.get_parent(), person))
    ]

    assert listed == [["Closed meeting", "Below"], ["Below"], ["Below"]]


def test_events_stand_on_trails_for_those_who_may_see_them(closed, person):
    kind = kind_of("events.lunchandlearnpage")

    assert [kind.visible(reader).filter(pk=closed.pk).exists() for reader in (closed.member, person)] == [True, False]


# --- The life of an account ------------------------------------------------------------------------------------------
def entry():
    register_entries()
    return next(one for one in lifecycle.entries() if one.model == "events.Signup")


def test_somebody_who_leaves_gives_their_place_to_the_queue(index):
    date = date_of(LunchAndLearnPageFactory(parent=index, in_person_capacity=1))
    leaver, waiting = (actions.sign_up(date, person=PersonFactory(), mode="in_person") for _ in range(2))

    entry().on_leave(leaver.person, timezone.now())

    assert list(Signup.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "confirmed"]
    assert waiting.person.notices.count() == 2


def test_erasing_forgets_needs_and_keeps_past_attendance(index, person):
    past = date_of(LunchAndLearnPageFactory(parent=index, past=True))
    SignupFactory(occurrence=past, person=person, access_needs="Loop", dietary_needs="No nuts")

    entry().erase(person, timezone.now())

    signup = Signup.objects.get()
    assert (signup.state, signup.access_needs, signup.dietary_needs) == ("confirmed", "", "")


def test_the_export_holds_my_sign_ups_alone(index, person):
    date = date_of(LunchAndLearnPageFactory(parent=index, title="Quiet at night"))
    SignupFactory(occurrence=date, person=person, access_needs="Loop")
    SignupFactory(occurrence=date)

    [row] = entry().export(person)

    assert (row["event"], row["state"], row["access_needs"]) == ("Quiet at night", "Has a place", "Loop")


# --- The job ---------------------------------------------------------------------------------------------------------
def test_needs_are_forgotten_seven_days_after_the_event(index):
    now = timezone.now()
    ages = {days: LunchAndLearnPageFactory(parent=index, starts_at=now - timedelta(days=days)) for days in (6, 9)}
    for page in ages.values():
        SignupFactory(occurrence=date_of(page), access_needs="Loop", dietary_needs="No nuts")

    jobs.forget_needs(now)

    kept = {days: date_of(page).signups.get() for days, page in ages.items()}
    assert (kept[6].access_needs, kept[6].dietary_needs) == ("Loop", "No nuts")
    assert (kept[9].access_needs, kept[9].dietary_needs) == ("", "")


def test_answers_are_forgotten_though_nothing_was_said_about_diet_or_access(index):
    now = timezone.now()
    page = LunchAndLearnPageFactory(parent=index, starts_at=now - timedelta(days=9))
    signup = SignupFactory(
        occurrence=date_of(page), answers=[{"id": "aa", "question": "How do you travel?", "answer": "By taxi"}]
    )

    jobs.forget_needs(now)

    signup.refresh_from_db()
    assert signup.answers == []


def test_the_worker_runs_the_job_once_a_day():
    [job] = [one for one in registered_jobs.registered() if one.name == "events.forget_needs"]

    assert job.every == timedelta(days=1)


# --- The admin -------------------------------------------------------------------------------------------------------
REGISTER = "/admin/events/signup/"


@pytest.fixture
def told(index):
    page = LunchAndLearnPageFactory(parent=index, title="Quiet at night")
    who = PersonFactory(first_name="=1+1", last_name="Marlow")
    return SignupFactory(occurrence=date_of(page), person=who, access_needs="Hearing loop", dietary_needs="No nuts")


@pytest.fixture
def librarian_client(client, library_team):
    client.force_login(library_team)
    return client


def test_the_register_lists_searches_and_filters(librarian_client, told):
    found = [
        librarian_client.get(REGISTER, query).content.decode()
        for query in ({}, {"q": "quiet"}, {"q": "nobody"}, {"state__exact": "waiting"})
    ]

    assert ["Quiet at night" in words for words in found] == [True, True, False, False]


@pytest.mark.parametrize("path", ["", "?export=csv", "inspect/{pk}/"])
def test_the_register_never_shows_needs(librarian_client, told, path):
    response = librarian_client.get(REGISTER + path.format(pk=told.pk))

    words = response.getvalue().decode()
    assert (response.status_code, "Quiet at night" in words) == (200, True)
    assert not any(need in words for need in ("Hearing loop", "No nuts"))


def test_the_register_exports_no_formulas(librarian_client, told):
    [_, line] = librarian_client.get(f"{REGISTER}?export=csv").getvalue().decode().splitlines()

    assert "'=1+1 Marlow" in line


@pytest.mark.parametrize("path", ["create/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_writes_through_the_register(client, told, path, no_second_factor):
    client.force_login(PersonFactory(is_superuser=True))

    response = client.get(REGISTER + path.format(pk=told.pk))

    assert response.status_code == 302
    assert response.url == "/admin/"


def test_the_register_is_for_the_library_team_and_superusers(client, told, no_second_factor, editor):
    seen = {}
    for name, reader in (("editor", editor), ("superuser", PersonFactory(is_superuser=True))):
        client.force_login(reader)
        seen[name] = client.get(REGISTER).status_code

    assert seen == {"editor": 302, "superuser": 200}


def test_an_event_with_sign_ups_is_not_deleted(client, told, index, no_second_factor):
    client.force_login(PersonFactory(is_superuser=True))
    empty = LunchAndLearnPageFactory(parent=index)

    for page in (told.occurrence.event, index, empty):
        client.post(f"/admin/pages/{page.pk}/delete/", {"confirm_site_name": "Knowledge Hub"})

    left = EventPage.objects.values_list("pk", flat=True)
    assert list(left) == [told.occurrence.event_id]


def test_nor_together_with_others(client, told, index, no_second_factor):
    client.force_login(PersonFactory(is_superuser=True))
    both = [told.occurrence.event, LunchAndLearnPageFactory(parent=index)]

    left = []
    for pages in (both, both[1:]):
        query = "&".join(f"id={page.pk}" for page in pages)
        client.post(
            f"/admin/bulk/wagtailcore/page/delete/?next=/admin/&{query}", {"confirm_site_name": "Knowledge Hub"}
        )
        left.append(EventPage.objects.count())

    assert left == [2, 1]


def test_publishing_with_fewer_places_than_people_warns(client, told, no_second_factor, rf):
    from events.wagtail_hooks import warn_of_fewer_places_than_people  # noqa: PLC0415 -- Wagtail imports it late

    page = LunchAndLearnPage.objects.get(pk=told.occurrence.event_id)
    SignupFactory(occurrence=told.occurrence)
    page.in_person_capacity = 1
    page.save_revision().publish()
    client.force_login(PersonFactory(is_superuser=True))
    request = client.get("/admin/").wsgi_request

    warn_of_fewer_places_than_people(request, page)

    [message] = list(request._messages)
    assert str(message) == "2 people have a place (in person), more than the limit of 1. Nobody has been removed."


# --- Page types ------------------------------------------------------------------------------------------------------
KINDS = [LunchAndLearnPage, CoffeeAndLearnPage, KnowledgeCafePage, EspressoCafePage, OpenEventPage]


class PageTypesTest(WagtailPageTestCase):
    def test_what_may_stand_where(self):
        self.assertAllowedSubpageTypes(EventsIndexPage, KINDS)
        for kind in KINDS:
            self.assertAllowedSubpageTypes(kind, [])
        assert not EventPage.is_creatable
        assert EventsIndexPage.is_creatable


def test_an_alias_leads_to_the_event_itself(staff_client, index):
    page = LunchAndLearnPageFactory(parent=index)
    alias = page.create_alias(parent=index, update_slug="twin")

    response = staff_client.get(alias.url)

    assert (response.status_code, response.url) == (302, page.get_url())
    assert alias.occurrences.count() == 0


def test_a_copied_event_has_a_date_of_its_own_and_no_sign_ups(index):
    page = LunchAndLearnPageFactory(parent=index)
    SignupFactory(occurrence=date_of(page))

    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=True)

    assert date_of(copy).uid != date_of(page).uid
    assert date_of(copy).signups.count() == 0
