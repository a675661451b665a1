"""Ideas for events: sending, answering, and the one letter that answers."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.urls import reverse
from django.utils import timezone

from events.actions import ideas, planning
from events.models import EventPage, Suggestion
from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight
from hub.notices.models import Notice
from hub.people import lifecycle
from tests.factories.events import LunchAndLearnPageFactory
from tests.factories.people import PersonFactory
from tests.queries import budget

from .planned import NASTY, fields, typed

pytestmark = pytest.mark.django_db


def idea(person=None, **more):
    given = {"kind": "topic", "title": "Safer handover", "details": "It goes wrong at night.", **more}
    return ideas.suggest(person=person or PersonFactory(), **given)


def letters():
    return list(Notice.objects.filter(template="events/email/suggestion_answered"))


def written(letter):
    """Subject and plain words of the letter as it is sent."""
    message = message_from_bytes(compose(letter, address="somebody@wexcombe.example"), policy=default)
    return message["Subject"], message.get_body(("plain",)).get_content()


def test_the_same_idea_twice_is_one(person):
    first, second = idea(person), idea(person)

    assert first == second
    assert Suggestion.objects.count() == 1


def test_ten_ideas_a_day_are_enough(person):
    now = timezone.now()
    for number in range(10):
        idea(person, title=f"Idea {number}", now=now)

    with pytest.raises(ideas.IdeaRefused, match="more tomorrow"):
        idea(person, title="One more", now=now + timedelta(hours=23))
    assert idea(person, title="One more", now=now + timedelta(hours=25)).pk
    assert idea(title="Somebody else's", now=now).pk


def test_not_now_is_told_once_and_stays(library_team):
    suggestion = idea()
    ideas.decline_suggestion(suggestion, by=library_team, answer="We had one in May.")

    again = ideas.decline_suggestion(suggestion, by=library_team, answer="Something else")

    assert (again.state, again.answer, again.answered_by) == ("declined", "We had one in May.", library_team)
    [letter] = letters()
    assert letter.recipient == suggestion.person


def test_only_the_library_team_answers(editor):
    with pytest.raises(ideas.IdeaRefused):
        ideas.decline_suggestion(idea(), by=editor, answer="No")
    assert letters() == []


def test_the_author_is_told_when_the_event_is_published_and_not_before(index, library_team):
    suggestion = idea()

    event = planning.plan_event(
        index, kind="openeventpage", by=library_team, fields=fields(), publish=False, suggestion=suggestion
    )
    before = letters()
    planning.change_event(event, by=library_team, fields={}, publish=True, seen=event.latest_revision_id)
    EventPage.objects.get(pk=event.pk).specific.save_revision().publish()

    suggestion.refresh_from_db()
    assert before == []
    assert len(letters()) == 1
    assert (suggestion.state, suggestion.event_id, suggestion.answered_by) == ("planned", event.pk, library_team)


def test_publishing_at_once_tells_at_once(index, library_team):
    suggestion = idea()

    planning.plan_event(
        index, kind="openeventpage", by=library_team, fields=fields(), publish=True, suggestion=suggestion
    )

    assert len(letters()) == 1


def test_the_letter_says_what_came_of_it(index, library_team):
    declined, planned = idea(), idea(title="Falls at night")
    ideas.decline_suggestion(declined, by=library_team, answer="We had one in May.")
    event = planning.plan_event(
        index, kind="openeventpage", by=library_team, fields=fields(), publish=True, suggestion=planned
    )

    (_, said), (subject, told) = [written(letter) for letter in sorted(letters(), key=lambda one: one.pk)]

    assert "We had one in May." in said
    assert event.get_url() in told
    assert subject == f"Your idea is becoming an event: {event.title}"


def test_a_letter_about_an_event_that_is_gone_is_not_sent(index, library_team):
    suggestion = idea()
    event = planning.plan_event(
        index, kind="openeventpage", by=library_team, fields=fields(), publish=True, suggestion=suggestion
    )
    EventPage.objects.filter(pk=event.pk).update(live=False)

    with pytest.raises(NoLongerRight):
        written(letters()[0])


def test_leaving_withdraws_an_open_offer_and_erasing_forgets_what_was_said(person):
    idea(person, kind="speaker", title="I would speak")
    idea(person)
    entry = next(one for one in lifecycle.entries() if one.model == "events.Suggestion")

    exported = entry.export(person)
    entry.on_leave(person, timezone.now())
    entry.erase(person, timezone.now())

    assert [one["title"] for one in exported] == ["I would speak", "Safer handover"]
    assert list(Suggestion.objects.values_list("title", "details")) == [("Safer handover", "")]


# Screens


def test_sending_an_idea_by_form(staff_client, person, index):
    data = {"kind": "speaker", "title": NASTY, "details": NASTY}

    response = staff_client.post(reverse("events:suggest"), data, follow=True)

    suggestion = Suggestion.objects.get()
    assert (suggestion.person, suggestion.kind, suggestion.title) == (person, "speaker", NASTY)
    assert "library team reads every idea" in response.content.decode()
    assert NASTY not in response.content.decode()


def test_an_empty_form_says_what_is_missing(staff_client):
    response = staff_client.post(reverse("events:suggest"), {"details": "kept words"})

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"kind", "title"}
    assert "kept words" in response.content.decode()


def test_my_ideas_are_mine_alone(staff_client, person):
    mine = idea(person)
    idea(title="Somebody else's")

    response = staff_client.get(reverse("events:suggest"))

    assert list(response.context["mine"]) == [mine]


def test_the_list_is_for_the_library_team(client, staff_client, library_team):
    suggestion = idea(title=NASTY, details=NASTY)
    addresses = [reverse("events:suggestions"), reverse("events:not_now", args=[suggestion.key])]

    assert [staff_client.get(address).status_code for address in addresses] == [403, 403]
    client.force_login(library_team)
    pages = [client.get(address) for address in addresses]
    assert [page.status_code for page in pages] == [200, 200]
    assert NASTY not in "".join(page.content.decode() for page in pages)


def test_saying_not_now_by_form(client, library_team):
    suggestion = idea()
    client.force_login(library_team)
    address = reverse("events:not_now", args=[suggestion.key])

    empty = client.post(address, {"answer": ""})
    response = client.post(address, {"answer": "In spring perhaps."})

    suggestion.refresh_from_db()
    assert empty.status_code == 200
    assert response.url == reverse("events:suggestions")
    assert suggestion.answer == "In spring perhaps."


def test_planning_from_an_idea_begins_with_its_title_and_answers_it(client, index, library_team):
    suggestion = idea(title="Falls at night")
    client.force_login(library_team)
    address = f"{reverse('events:plan')}?under={index.pk}&kind=openeventpage&suggestion={suggestion.key}"

    first = client.get(address).context["form"]["title"].value()
    client.post(address, typed(title="Falls at night, and by day"))

    suggestion.refresh_from_db()
    assert first == "Falls at night"
    assert suggestion.event.title == "Falls at night, and by day"


def test_an_editor_cannot_answer_by_planning(client, index, editor):
    suggestion = idea()
    client.force_login(editor)

    client.post(f"{reverse('events:plan')}?under={index.pk}&kind=openeventpage&suggestion={suggestion.key}", typed())

    suggestion.refresh_from_db()
    assert EventPage.objects.count() == 1
    assert suggestion.event is None


@pytest.mark.parametrize("many", [1, 8])
@pytest.mark.parametrize("show", ["", "answered"])
def test_the_list_costs_the_same_however_long_it_is(client, index, library_team, many, show):
    for number in range(many):
        suggestion = idea(title=f"Idea {number}")
        if show:
            event = LunchAndLearnPageFactory(parent=index)
            ideas.answer_with_event(suggestion, event, by=library_team)
    client.force_login(library_team)
    client.get(reverse("events:suggestions"))

    with budget(12):
        response = client.get(reverse("events:suggestions"), {"show": show})

    assert len(response.context["page_obj"].object_list) == many
