"""Dates, numbers and words that nobody means, sent on purpose: each has an answer, and none is an error of ours."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.actions.changing import MOST_TO_COME, TOO_MANY
from events.models import EventPage, Occurrence
from tests.factories.events import LunchAndLearnPageFactory, date_of

from .planned import plan_address, typed

pytestmark = pytest.mark.django_db
EXTREMES = ["0001-01-01", "1900-01-01", "9999-12-31"]
TIMES = ["00:00", "23:59"]


@pytest.fixture
def host(editor):
    return editor


@pytest.fixture
def event(index, host):
    return LunchAndLearnPageFactory(parent=index, host=host, online_link="https://meet.example/room")


@pytest.mark.parametrize("day", EXTREMES)
@pytest.mark.parametrize("at", TIMES)
@pytest.mark.parametrize("end", ["", "00:01"])
def test_planning(client, index, host, day, at, end):
    client.force_login(host)

    response = client.post(plan_address(index), typed(day=day, start=at, end=end))

    assert response.status_code == 200
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("rule", ["weekly", "fortnightly", "monthly_date", "monthly_weekday"])
def test_a_series_that_never_ends(client, index, host, rule):
    client.force_login(host)

    far = client.post(plan_address(index), typed(repeats=rule, repeat_until="9999-12-31"))
    assert far.status_code == 200
    assert "repeat_until" in far.context["form"].errors

    client.post(plan_address(index), typed(repeats=rule, repeat_until=f"{timezone.localdate().year + 10}-12-31"))
    assert Occurrence.objects.count() == 60
    copied = client.post(
        reverse("events:copy_event", args=[EventPage.objects.get().pk]),
        {"day": f"{timezone.localdate().year + 10}-12-31", "start": "23:59"},
    )
    assert copied.status_code == 200
    assert "day" in copied.context["form"].errors


@pytest.mark.parametrize("name", ["signup_opens_at", "signup_closes_at", "repeat_until"])
@pytest.mark.parametrize("day", EXTREMES)
def test_other_days_of_the_form(client, index, host, name, day):
    client.force_login(host)
    moment = day if name == "repeat_until" else f"{day} 23:59"

    response = client.post(plan_address(index), typed(repeats="weekly", **{"repeat_until": "2030-01-01", name: moment}))

    assert response.status_code in {200, 302}


@pytest.mark.parametrize("day", EXTREMES)
@pytest.mark.parametrize("at", TIMES)
def test_copying(client, event, host, day, at):
    client.force_login(host)

    response = client.post(reverse("events:copy_event", args=[event.pk]), {"day": day, "start": at})

    assert response.status_code == 200
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize("day", EXTREMES)
@pytest.mark.parametrize("at", TIMES)
@pytest.mark.parametrize("name", ["change_date", "add_date"])
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "yes"}])
def test_changing_and_adding_dates(client, event, host, day, at, name, confirmed):
    client.force_login(host)
    address = reverse(f"events:{name}", args=[date_of(event).key if name == "change_date" else event.pk])

    response = client.post(
        address, {"day": day, "start": at, "end": "23:59", "online_link": "https://meet.example/x", **confirmed}
    )

    assert response.status_code in {200, 302}
    assert client.get(event.get_url()).status_code == 200
    assert client.get(reverse("events:dates", args=[event.pk])).status_code == 200
    assert client.get(f"{event.get_parent().get_url()}?view=month").status_code == 200


NUL = "\0"


@pytest.mark.parametrize("name", ["q", "show", "page", "kind", "topic", "on", "calendar", "date", "under", "template"])
def test_null_characters_in_the_address_are_refused(client, event, host, name):
    client.force_login(host)
    places = [
        event.get_url(),
        event.get_parent().get_url(),
        reverse("events:people", args=[date_of(event).key]),
        reverse("events:plan"),
        reverse("events:organising"),
        reverse("events:feeds"),
        reverse("events:suggestions"),
    ]
    for place in places:
        for word in ("a%00b", "9" * 5000, "%ed%a0%80", "%F0%9F%98%80", "-1", "1e9"):
            assert client.get(f"{place}?{name}={word}").status_code in {200, 400, 403, 404}, (place, word)


def test_null_characters_in_paths(client, event, host):
    client.force_login(host)
    for name in ("here", "certificate_checked", "feed_mine"):
        path = reverse(f"events:{name}", args=["X"]).replace("X", "a%00b")
        assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize("word", ["a\0b", "x" * 200_000])
def test_words_in_every_form(client, event, host, word):
    client.force_login(host)
    date = date_of(event)
    forms = {
        plan_address(event.get_parent()): typed(),
        reverse("events:edit_event", args=[event.pk]): typed(),
        reverse("events:sign_up", args=[date.key]): {"mode": "in_person", "dietary": "", "access": "", "listed": "on"},
        reverse("events:suggest"): {"kind": "topic", "title": "a", "details": "b"},
        reverse("events:add_person", args=[date.key]): {"q": "", "person": "", "mode": "", "reason": ""},
        reverse("events:walk_in", args=[date.key]): {"q": "", "person": ""},
        reverse("events:cancel_event", args=[date.key]): {"reason": ""},
        reverse("events:head_count", args=[date.key]): {"number": ""},
        reverse("events:change_date", args=[date.key]): {"day": "", "start": "", "end": "", "room": "", "reach": ""},
        reverse("events:copy_event", args=[event.pk]): {"day": "", "start": ""},
        reverse("events:keep_as_template", args=[event.pk]): {"name": ""},
        reverse("events:after", args=[date.key]): {"message": "", "recording_link": "", "slides_title": ""},
    }
    for address, given in forms.items():
        for name in given:
            response = client.post(address, {**given, name: word})
            assert response.status_code in {200, 302}, (address, name)


def test_dates_without_end_are_not_added(client, event, host):
    held = date_of(event)
    week = timedelta(weeks=1)
    Occurrence.objects.bulk_create(
        Occurrence(event_id=event.pk, slot=held.slot + number * week, start=held.start + week, end=held.end + week)
        for number in range(1, MOST_TO_COME)
    )
    client.force_login(host)
    day = timezone.localdate() + timedelta(days=3)

    response = client.post(
        reverse("events:add_date", args=[event.pk]),
        {"day": f"{day:%Y-%m-%d}", "start": "10:00", "end": "11:00", "online_link": "https://meet.example/x"},
    )

    assert response.status_code == 200
    assert TOO_MANY in response.context["form"].errors["day"]
    assert event.occurrences.count() == MOST_TO_COME
