"""What editors see of events in the admin: copies, the listing, this week, templates."""

from datetime import datetime, time, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.actions import templates
from events.actions.planning import PlanningRefused
from events.editing import ThisWeek
from events.models import EventPage, EventTemplate, Occurrence, Signup
from events.starter_templates import STARTER_TEMPLATES, load_starter_templates
from events.starting import from_template
from tests.factories.circles import CircleFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


def test_wagtails_own_copy_is_a_draft_without_sign_ups(editor_client, index):
    event = LunchAndLearnPageFactory(parent=index)
    SignupFactory(occurrence=date_of(event))
    sent = {
        "new_title": "Again",
        "new_slug": "again",
        "new_parent_page": index.pk,
        "copy_subpages": "",
        "publish_copies": "on",
        "alias": "",
    }

    response = editor_client.post(reverse("wagtailadmin_pages:copy", args=[event.pk]), sent)

    copy = EventPage.objects.get(slug="again")
    assert response.status_code == 302
    assert not copy.live
    assert not Occurrence.objects.filter(event=copy.pk).exists()
    assert Signup.objects.count() == 1


def test_the_listing_says_date_places_and_queue(editor_client, index):
    event = LunchAndLearnPageFactory(parent=index, in_person_capacity=20)
    for state in ("confirmed", "confirmed", "waiting"):
        SignupFactory(occurrence=date_of(event), state=state)

    page = editor_client.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()

    assert "2 of 20 places taken in person" in page
    assert f"{timezone.localtime(event.starts_at):%-d %B %Y}, " in page
    assert "Waiting" in page


def test_the_listing_costs_the_same_for_dates_however_many_events(editor_client, index):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert editor_client.get(address).status_code == 200
        return [query["sql"] for query in captured if "events_occurrence" in query["sql"]]

    address = reverse("wagtailadmin_explore", args=[index.pk])
    LunchAndLearnPageFactory(parent=index)
    LunchAndLearnPageFactory(parent=index, past=True)
    editor_client.get(address)
    few = len(asked())
    for _ in range(6):
        LunchAndLearnPageFactory(parent=index)
        LunchAndLearnPageFactory(parent=index, past=True)

    assert (few, len(asked())) == (2, 2)


def test_this_week_holds_what_the_editor_may_see(index, editor):
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    noon = timezone.make_aware(datetime.combine(monday + timedelta(days=2), time(12)))
    mine = LunchAndLearnPageFactory(parent=index, starts_at=noon)
    closed = LunchAndLearnPageFactory(parent=index, starts_at=noon)
    gate(closed, CircleFactory())
    LunchAndLearnPageFactory(parent=index, starts_at=noon + timedelta(days=7))
    LunchAndLearnPageFactory(parent=index, starts_at=noon - timedelta(days=7))

    rows = ThisWeek(editor).get_context_data({})["rows"]

    assert [row["date"].event_id for row in rows] == [mine.pk]


def test_the_panel_is_on_the_front_page_of_the_admin(editor_client, index):
    LunchAndLearnPageFactory(parent=index, title="Held today", starts_at=timezone.now())

    page = editor_client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Events this week" in page
    assert "Held today" in page


def test_publishing_a_day_that_is_past_is_flagged(editor_client, index, rf):
    from events.wagtail_hooks import warn_of_a_day_that_is_past  # noqa: PLC0415 -- slow import: hooks of the admin

    event = LunchAndLearnPageFactory(parent=index, past=True, title="Late")
    request = editor_client.get(reverse("wagtailadmin_home")).wsgi_request

    warn_of_a_day_that_is_past(request, event)

    assert [str(one) for one in get_messages(request)] == [
        "Late is published, but its day is past. Nobody can sign up for it."
    ]


def test_an_event_becomes_a_template_and_a_template_an_event(index, editor):
    event = LunchAndLearnPageFactory(
        parent=index, title="Sepsis", body=[("paragraph", "<p>Come.</p>")], online_link="https://meet.example/one-off"
    )

    template = templates.save_as_template(event, name="Sepsis hour", by=editor)

    start = from_template(template)
    assert (template.kind, template.minutes, template.made_by) == ("lunchandlearnpage", 45, editor)
    assert (start["title"], start["description"], start["online_link"]) == ("Sepsis", "Come.", "")
    assert start["start"] == timezone.localtime(event.starts_at).time()


def test_only_editors_keep_templates(client, index):
    event = LunchAndLearnPageFactory(parent=index)
    client.force_login(event.host)

    with pytest.raises(PlanningRefused):
        templates.save_as_template(event, name="Mine", by=event.host)
    assert client.get(reverse("events:keep_as_template", args=[event.pk])).status_code == 403


def test_planning_from_a_template_fills_the_form(client, index, editor):
    load_starter_templates()
    template = EventTemplate.objects.get(name="Journal club")
    client.force_login(editor)

    form = client.get(f"{reverse('events:plan')}?under={index.pk}&kind=&template={template.key}").context["form"]

    assert form["title"].value() == "Journal club"
    assert form["end"].help_text == "Leave it empty for the usual 60 minutes."


def test_starter_templates_are_made_once_and_never_overwritten(db):
    assert load_starter_templates() == len(STARTER_TEMPLATES)
    EventTemplate.objects.filter(name="Journal club").update(intro="Ours")

    assert load_starter_templates() == 0
    assert EventTemplate.objects.get(name="Journal club").intro == "Ours"


def test_templates_are_managed_by_editors_in_the_admin(editor_client):
    sent = {"name": "Ours", "kind": "openeventpage", "minutes": "30"}

    response = editor_client.post(reverse("event_templates:add"), sent)
    listing = editor_client.get(reverse("event_templates:index")).content.decode()

    assert response.status_code == 302
    assert "Ours" in listing


def test_a_reviewer_does_not_manage_templates(client):
    client.force_login(PersonFactory())

    assert client.get(reverse("event_templates:index")).status_code in {302, 403}
