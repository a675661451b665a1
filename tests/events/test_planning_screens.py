"""Planning an event on the Hub's own screens: what the screens do with the rules."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.actions import planning
from events.models import EventPage, Signup
from tests.factories.circles import MembershipFactory
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory, PlaceFactory
from tests.queries import budget

from .planned import NASTY, fields, plan_address, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(home_page):
    index = CommunitiesIndexPageFactory(parent=home_page)
    return CommunityPageFactory(parent=index, title="Falls community")


@pytest.fixture
def facilitator(community):
    return MembershipFactory(circle=community.circle, person=PersonFactory(), role="facilitator").person


def test_the_first_step_asks_for_the_kind(client, community, facilitator):
    client.force_login(facilitator)

    response = client.get(reverse("events:plan"))

    assert response.status_code == 200
    assert [value for value, _ in response.context["form"].fields["kind"].choices][0] == "lunchandlearnpage"
    assert [label for _, label in response.context["form"].fields["under"].choices] == ["Falls community"]


def test_planning_by_form_publishes(client, community, facilitator):
    client.force_login(facilitator)

    response = client.post(plan_address(community), typed())

    event = EventPage.objects.get()
    assert response.status_code == 302
    assert response.url == event.get_url()
    assert event.live
    assert date_of(event).end - date_of(event).start == timedelta(minutes=45)


def test_a_draft_by_form_goes_on_in_its_own_form(client, community, facilitator):
    client.force_login(facilitator)

    response = client.post(plan_address(community), typed(then="draft"))

    event = EventPage.objects.get()
    assert response.url == reverse("events:edit_event", args=[event.pk])
    assert not event.live


def test_somebody_who_may_not_plan_is_shown_a_friendly_way(staff_client, index):
    response = staff_client.get(reverse("events:plan"))

    assert response.status_code == 403
    assert reverse("events:suggest") in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_facilitator_cannot_smuggle_another_place(client, index, community, facilitator, method):
    other = CommunityPageFactory(parent=community.get_parent(), title="Secret place")
    client.force_login(facilitator)

    for parent in (index, other):
        response = getattr(client, method)(plan_address(parent), *([typed()] if method == "post" else []))
        assert response.status_code == 403
        assert "Secret place" not in response.content.decode()
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("kind", ["homepage", "communitypage", "eventpage", "'\"><b>"])
def test_a_kind_that_is_none_is_refused(client, community, facilitator, kind):
    client.force_login(facilitator)

    response = client.post(plan_address(community, kind=kind), typed())

    assert response.status_code == 200
    assert "kind" in response.context["form"].errors
    assert not EventPage.objects.exists()


def test_an_unfinished_form_keeps_what_was_typed_and_says_what_is_missing(client, community, facilitator):
    client.force_login(facilitator)

    response = client.post(
        plan_address(community),
        typed(day="", online_link="", intro="Keep me", question_1="Colour?", question_1_kind="choice"),
    )

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"day", "room", "question_1_choices"}
    page = response.content.decode()
    assert "Keep me" in page
    assert "Error: " in page
    summary = page.split("nhsuk-error-summary__list")[1].split("</ul>")[0]
    assert summary.index("#id_day") < summary.index("#id_room") < summary.index("#id_question_1_choices")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": "2001-01-01"}, "day"),
        ({"end": "12:00"}, "end"),
        ({"start": "25:00"}, "start"),
        ({"repeats": "weekly"}, "repeat_until"),
        ({"repeats": "weekly", "repeat_until": "2001-01-01"}, "repeat_until"),
        ({"times": "half nine"}, "times"),
        ({"times": "9\n10\n11\n12\n13\n14"}, "times"),
        ({"skipped_dates": "Christmas"}, "skipped_dates"),
        ({"signup_opens_at": "2030-01-02T10:00", "signup_closes_at": "2030-01-01T10:00"}, "signup_closes_at"),
        ({"online_link": "javascript:alert(1)"}, "online_link"),
        ({"host": "nobody@wexcombe.example"}, "host"),
        ({"speaker_1_role": "Nurse"}, "speaker_1"),
        ({"in_person_capacity": "-1"}, "in_person_capacity"),
        ({"title": "\0"}, "title"),
    ],
)
def test_what_cannot_be_is_explained_beside_its_field(client, community, facilitator, wrong, field):
    client.force_login(facilitator)

    response = client.post(plan_address(community), typed(host=facilitator.email) | wrong)

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not EventPage.objects.exists()


def test_nothing_typed_becomes_markup(client, community, facilitator):
    client.force_login(facilitator)
    everywhere = {
        "title": NASTY,
        "intro": NASTY,
        "description": f"{NASTY}\n\n- {NASTY}\n\n## {NASTY}",
        "aims": NASTY,
        "speaker_1": NASTY,
        "speaker_1_role": NASTY,
        "question_1": NASTY,
        "question_2": "Pick",
        "question_2_kind": "choice",
        "question_2_choices": f"{NASTY}\nother",
    }

    client.post(plan_address(community), typed(host=facilitator.email, **everywhere))

    event = EventPage.objects.get()
    addresses = [
        event.get_url(),
        reverse("events:edit_event", args=[event.pk]),
        reverse("events:copy_event", args=[event.pk]),
        reverse("events:take_back_event", args=[event.pk]),
        reverse("events:organising"),
        reverse("events:sign_up", args=[date_of(event).key]),
    ]
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address
        assert NASTY not in page.content.decode(), address


def test_editing_starts_from_the_latest_draft_and_saves_it(client, index):
    event = LunchAndLearnPageFactory(parent=index, title="As it is")
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id
    draft = planning.change_event(event, by=event.host, fields={"title": "Draft"}, publish=False, seen=seen)
    client.force_login(event.host)
    address = reverse("events:edit_event", args=[event.pk])

    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    sent |= {"day": f"{form['day'].value():%Y-%m-%d}", "start": f"{form['start'].value():%H:%M}", "end": ""}
    response = client.post(address, {**sent, "seen": draft.latest_revision_id, "then": "publish"})

    assert form["title"].value() == "Draft"
    assert response.status_code == 302
    assert EventPage.objects.get(pk=event.pk).title == "Draft"


def test_two_people_at_once_lose_nothing(client, index):
    event = LunchAndLearnPageFactory(parent=index)
    client.force_login(event.host)

    response = client.post(
        reverse("events:edit_event", args=[event.pk]), typed(title="Mine", host=event.host.email, seen="1")
    )

    assert response.status_code == 200
    assert "Somebody else saved this event" in response.content.decode()
    assert "Mine" in response.content.decode()
    assert EventPage.objects.get(pk=event.pk).title == event.title


def test_fewer_places_than_people_are_saved_and_said(client, index):
    event = LunchAndLearnPageFactory(parent=index, in_person_capacity=5)
    for _ in range(2):
        SignupFactory(occurrence=date_of(event))
    client.force_login(event.host)
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id
    start = timezone.localtime(event.starts_at)
    sent = typed(host=event.host.email, seen=seen, room=event.room_id, in_person_capacity="1", online_link="")
    sent |= {"day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}"}

    page = client.get(reverse("events:edit_event", args=[event.pk])).content.decode()
    response = client.post(reverse("events:edit_event", args=[event.pk]), sent, follow=True)

    assert "2 people have a place. When you publish a new day" in page
    assert "2 people have a place (in person), more than the limit of 1. Nobody has been removed." in [
        str(message) for message in response.context["messages"]
    ]
    assert Signup.objects.confirmed().count() == 2


def test_a_body_with_more_than_words_is_left_alone(client, index):
    event = LunchAndLearnPageFactory(parent=index, body=[("quote", {"text": "Stay", "who": "A nurse"})])
    client.force_login(event.host)
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id
    sent = typed(host=event.host.email, seen=seen, description="gone", title="New title")

    page = client.get(reverse("events:edit_event", args=[event.pk])).content.decode()
    client.post(reverse("events:edit_event", args=[event.pk]), sent)

    event = EventPage.objects.get(pk=event.pk)
    assert "It stays as it is" in page
    assert event.title == "New title"
    assert [child.block_type for child in event.body] == ["quote"]


def test_a_draft_can_be_looked_at_without_the_admin(client, community, facilitator):
    draft = planning.plan_event(community, kind="openeventpage", by=facilitator, fields=fields(), publish=False)
    live = LunchAndLearnPageFactory(parent=community, host=facilitator)
    seen = EventPage.objects.get(pk=live.pk).latest_revision_id
    planning.change_event(live, by=facilitator, fields={"title": "Not yet"}, publish=False, seen=seen)
    client.force_login(facilitator)

    pages = [client.get(reverse("events:preview_event", args=[event.pk])) for event in (draft, live)]

    assert [page.status_code for page in pages] == [200, 200]
    assert "Falls on the night shift" in pages[0].content.decode()
    assert "Not yet" in pages[1].content.decode()


def test_others_do_not_change_an_event_and_do_not_learn_of_drafts(client, community, facilitator):
    member = MembershipFactory(circle=community.circle).person
    outsider = PersonFactory()
    live = LunchAndLearnPageFactory(parent=community, host=facilitator)
    draft = planning.plan_event(community, kind="openeventpage", by=facilitator, fields=fields(), publish=False)

    found = {}
    for name, person in {"facilitator": facilitator, "member": member, "outsider": outsider}.items():
        client.force_login(person)
        found[name] = [
            client.get(reverse(f"events:{address}", args=[event.pk])).status_code
            for address in ("edit_event", "copy_event", "take_back_event", "preview_event")
            for event in (live, draft)
        ]

    assert found == {"facilitator": [200] * 8, "member": [403, 404] * 4, "outsider": [404] * 8}


def test_my_events_are_mine_alone(client, index, community, facilitator):
    mine = LunchAndLearnPageFactory(parent=community)
    draft = planning.plan_event(community, kind="openeventpage", by=facilitator, fields=fields(), publish=False)
    past = LunchAndLearnPageFactory(parent=community, past=True)
    LunchAndLearnPageFactory(parent=index)
    client.force_login(facilitator)

    context = client.get(reverse("events:organising")).context

    assert [row["event"].pk for row in context["page_obj"]] == [mine.pk]
    assert [event.pk for event in context["drafts"]] == [draft.pk]
    assert [row["event"].pk for row in context["to_wrap_up"]] == [past.pk]


@pytest.mark.parametrize("events", [1, 8])
def test_my_events_cost_the_same_however_many_they_are(client, index, library_team, events):
    for _ in range(events):
        SignupFactory(occurrence=date_of(LunchAndLearnPageFactory(parent=index)))
        LunchAndLearnPageFactory(parent=index, past=True)
    client.force_login(library_team)
    client.get(reverse("events:organising"))

    with budget(12):
        response = client.get(reverse("events:organising"))

    assert len(response.context["page_obj"].object_list) == events


@pytest.mark.parametrize("rooms", [1, 12])
def test_the_forms_cost_the_same_however_many_rooms_and_speakers(client, index, library_team, rooms):
    for _ in range(rooms):
        PlaceFactory()
    event = LunchAndLearnPageFactory(parent=index)
    speakers = {"speakers": [{"name": f"Speaker {number}", "role": ""} for number in range(rooms)]}
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id
    planning.change_event(event, by=event.host, fields=speakers, publish=True, seen=seen)
    client.force_login(library_team)
    addresses = {
        reverse("events:plan"): 10,
        plan_address(index): 10,
        reverse("events:copy_event", args=[event.pk]): 8,
        reverse("events:take_back_event", args=[event.pk]): 8,
        reverse("events:keep_as_template", args=[event.pk]): 8,
        reverse("events:edit_event", args=[event.pk]): 14,
        reverse("events:suggest"): 8,
    }
    for address in addresses:
        client.get(address)

    for address, limit in addresses.items():
        with budget(limit):
            assert client.get(address).status_code == 200
