"""Planning an event on the Hub's own screens: the rules."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from events.actions import planning
from events.fields import fields_of
from events.models import EventPage, Occurrence, Signup
from events.where import parents_for
from hub.notices.models import Notice
from tests.factories.circles import MembershipFactory
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory, PlaceFactory

from .planned import fields, soon

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(home_page):
    index = CommunitiesIndexPageFactory(parent=home_page)
    return CommunityPageFactory(parent=index, title="Falls community")


@pytest.fixture
def facilitator(community):
    return MembershipFactory(circle=community.circle, person=PersonFactory(), role="facilitator").person


def test_a_facilitator_plans_an_event_in_their_community(community, facilitator):
    event = planning.plan_event(community, kind="openeventpage", by=facilitator, fields=fields(), publish=True)

    assert event.live
    assert event.get_parent().pk == community.pk
    assert event.host == facilitator
    assert date_of(event).start == soon()
    assert event.latest_revision.user == facilitator
    assert [child.block_type for child in event.body] == ["paragraph"]


def test_a_draft_has_no_date_and_is_live_for_nobody(community, facilitator):
    event = planning.plan_event(community, kind="openeventpage", by=facilitator, fields=fields(), publish=False)

    assert not EventPage.objects.get(pk=event.pk).live
    assert not Occurrence.objects.filter(event=event.pk).exists()


def test_a_facilitator_plans_nowhere_else(index, community, facilitator):
    other = CommunityPageFactory(parent=community.get_parent(), title="Other")

    for parent in (index, other):
        with pytest.raises(planning.PlanningRefused, match="cannot plan an event there"):
            planning.plan_event(parent, kind="openeventpage", by=facilitator, fields=fields(), publish=True)


def test_an_editor_plans_below_the_list_of_events(index, editor):
    event = planning.plan_event(index, kind="coffeeandlearnpage", by=editor, fields=fields(), publish=True)

    assert event.url == f"{index.url}{event.slug}/"


def test_an_editor_plans_only_where_events_may_stand(index, community, editor, home_page):
    assert [page.pk for page in parents_for(editor)] == [index.pk]
    for parent in (home_page, home_page.get_parent(), community.get_parent()):
        with pytest.raises(planning.PlanningRefused):
            planning.plan_event(parent, kind="openeventpage", by=editor, fields=fields(), publish=True)


def test_a_host_must_be_able_to_see_the_event(community, facilitator):
    outsider = PersonFactory()

    with pytest.raises(ValidationError) as refused:
        planning.plan_event(community, kind="openeventpage", by=facilitator, fields=fields(host=outsider), publish=True)

    assert list(refused.value.message_dict) == ["host"]
    assert not EventPage.objects.exists()


def test_a_change_of_words_tells_nobody_and_a_change_of_time_tells_once(index):
    event = LunchAndLearnPageFactory(parent=index)
    SignupFactory(occurrence=date_of(event))
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id

    words = planning.change_event(event, by=event.host, fields={"title": "New words"}, publish=True, seen=seen)
    told_of_words = Notice.objects.count()
    moved = {"starts_at": event.starts_at + timedelta(hours=1), "ends_at": event.ends_at + timedelta(hours=1)}
    planning.change_event(event, by=event.host, fields=moved, publish=True, seen=words.latest_revision_id)

    assert told_of_words == 0
    assert list(Notice.objects.values_list("template", flat=True)) == ["events/email/event_changed"]
    assert date_of(event).start == event.starts_at + timedelta(hours=1)


def test_a_draft_of_a_published_event_changes_nothing_that_people_see(index):
    event = LunchAndLearnPageFactory(parent=index, title="As it is")
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id

    planning.change_event(event, by=event.host, fields={"title": "As it may be"}, publish=False, seen=seen)

    event = EventPage.objects.get(pk=event.pk)
    assert (event.title, event.draft_title, event.has_unpublished_changes) == ("As it is", "As it may be", True)


def test_somebody_who_began_from_an_older_version_is_told(index):
    event = LunchAndLearnPageFactory(parent=index)
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id
    planning.change_event(event, by=event.host, fields={"title": "First"}, publish=True, seen=seen)

    with pytest.raises(planning.ChangedMeanwhile):
        planning.change_event(event, by=event.host, fields={"title": "Second"}, publish=True, seen=seen)

    assert EventPage.objects.get(pk=event.pk).title == "First"


def test_a_facilitator_cannot_make_themselves_host(community, facilitator):
    event = LunchAndLearnPageFactory(parent=community, host=MembershipFactory(circle=community.circle).person)
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id

    with pytest.raises(planning.PlanningRefused, match="Only the host"):
        planning.change_event(event, by=facilitator, fields={"host": facilitator}, publish=True, seen=seen)


def test_a_locked_page_waits_for_its_editor(index, editor):
    event = LunchAndLearnPageFactory(parent=index)
    EventPage.objects.filter(pk=event.pk).update(locked=True, locked_by=editor)
    seen = EventPage.objects.get(pk=event.pk).latest_revision_id

    with pytest.raises(planning.PlanningRefused, match="locked"):
        planning.change_event(event, by=event.host, fields={"title": "x"}, publish=True, seen=seen)


def test_what_was_written_is_read_back_the_same(index, editor):
    room = PlaceFactory()
    questions = [
        {"id": "", "kind": "text", "question": "Which ward?", "required": True, "choices": []},
        {"id": "", "kind": "choice", "question": "Tea?", "required": False, "choices": ["Yes", "Later"]},
    ]
    given = fields(
        room=room,
        questions=questions,
        speakers=[{"name": "Ada Bell", "role": "Nurse"}],
        times=[time(9, 15), time(14)],
        skipped_dates=[date(2030, 1, 2)],
        repeats="weekly",
        repeat_until=soon(40).date(),
        topics=[],
    )

    event = planning.plan_event(index, kind="coffeeandlearnpage", by=editor, fields=given, publish=False)

    kept = fields_of(EventPage.objects.get(pk=event.pk).specific.get_latest_revision_as_object())
    ids = [one.pop("id") for one in kept["questions"]]
    assert [one | {"id": ""} for one in kept["questions"]] == questions
    assert len(set(ids)) == 2
    for name in ("speakers", "times", "skipped_dates", "description", "room", "repeats", "title"):
        assert kept[name] == given[name], name


def test_a_question_keeps_its_id_and_takes_none_from_elsewhere(index, editor):
    question = {"id": "stolen", "kind": "text", "question": "Which ward?", "required": False, "choices": []}
    event = planning.plan_event(
        index, kind="openeventpage", by=editor, fields=fields(questions=[question]), publish=True
    )
    first = fields_of(event)["questions"][0]["id"]

    changed = {"questions": [{**question, "id": first, "question": "Which team?"}]}
    event = planning.change_event(event, by=editor, fields=changed, publish=True, seen=event.latest_revision_id)

    assert first != "stolen"
    assert [one["id"] for one in fields_of(event)["questions"]] == [first]


def test_a_copy_is_a_draft_with_a_new_date_and_nobody_signed_up(index, editor):
    event = LunchAndLearnPageFactory(parent=index, title="Sepsis", slug="sepsis")
    event.skipped_dates.add(
        *[type(event).skipped_dates.rel.related_model(day=day) for day in (date(2001, 1, 1), soon(30).date())]
    )
    event.save()
    SignupFactory(occurrence=date_of(event))

    copy = planning.copy_event(event, by=editor, starts_at=soon(21))

    copy = EventPage.objects.get(pk=copy.pk).specific.get_latest_revision_as_object()
    assert (copy.live, copy.slug, copy.title) == (False, "sepsis-2", "Sepsis")
    assert copy.starts_at == soon(21)
    assert copy.ends_at - copy.starts_at == timedelta(minutes=45)
    assert [one.day for one in copy.skipped_dates.all()] == [soon(30).date()]
    assert copy.host == event.host
    assert not Occurrence.objects.filter(event=copy.pk).exists()
    assert Signup.objects.count() == 1


def test_a_draft_nobody_signed_up_for_can_be_deleted_and_others_cannot(index):
    event = LunchAndLearnPageFactory(parent=index)
    kept = LunchAndLearnPageFactory(parent=index)
    SignupFactory(occurrence=date_of(kept))

    assert planning.take_back_event(event, by=event.host) == "draft"
    assert planning.take_back_event(event, by=event.host) == "gone"
    with pytest.raises(planning.PlanningRefused, match="signed up"):
        planning.take_back_event(kept, by=kept.host)


def test_a_double_click_plans_one_event(index, editor):
    given = fields()

    first, second = [
        planning.plan_event(index, kind="openeventpage", by=editor, fields=given, publish=True) for _ in range(2)
    ]
    copies = [planning.copy_event(first, by=editor, starts_at=soon(30)) for _ in range(2)]

    assert first == second
    assert copies[0].pk == copies[1].pk
    assert EventPage.objects.count() == 2
