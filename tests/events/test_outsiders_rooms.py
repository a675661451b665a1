"""A closed community's event, and everybody who is not, or not any more, one of its members."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events import urls as ours
from events.actions.afterwards import save_wrap_up
from events.actions.feeds import make_address
from events.models import EventPage, Occurrence, Signup
from hub.circles import actions as circles
from hub.core.models import ShortLink
from hub.people.actions import leave
from hub.topics.models import Topic
from tests.factories.circles import MembershipFactory
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
TITLE, ROOM_LINK = "Quillfeather night", "https://meet.example/quillfeather"
EVERYBODYS = {"here", "feed_mine", "feed_topic", "feed_page", "certificate_check", "certificate_checked"}


@pytest.fixture
def community(home_page):
    index = CommunitiesIndexPageFactory(parent=home_page)
    return CommunityPageFactory(parent=index, title="Falls", policy="by_invitation", listing="hidden")


def member(community, role="member"):
    return MembershipFactory(circle=community.circle, person=PersonFactory(), role=role).person


@pytest.fixture
def event(community, index):
    page = LunchAndLearnPageFactory(
        parent=community, title=TITLE, online_link=ROOM_LINK, host=member(community), catering=True
    )
    page.topics.add(Topic.objects.create(name="Falls", slug="falls"))
    page.save_revision().publish()
    return page


def put_out(community, person):
    circles.leave(community.circle, person=person)
    person.refresh_from_db()
    return person


def outsiders(event, community):
    facilitator = member(community, "facilitator")
    member(community, "facilitator")
    put_out(community, facilitator)
    other = CommunityPageFactory(parent=community.get_parent(), title="Sleep", policy="by_invitation")
    return {
        "staff": PersonFactory(),
        "guest": PersonFactory(guest=True),
        "former facilitator": facilitator,
        "former host": put_out(community, event.host),
        "facilitator elsewhere": member(other, "facilitator"),
        "ended guest": MembershipFactory(
            circle=community.circle, person=PersonFactory(guest=True), ends_on=timezone.localdate() - timedelta(days=1)
        ).person,
    }


def addresses(event):
    date = date_of(event)
    signup = SignupFactory(occurrence=date)
    for pattern in [*ours.event_addresses, *ours.planning_addresses]:
        wanted = pattern.pattern.converters
        if pattern.name not in EVERYBODYS and wanted and pattern.name != "not_now":
            given = {"key": date.key, "pk": event.pk, "signup": signup.key}
            yield pattern.name, reverse(f"events:{pattern.name}", kwargs={name: given[name] for name in wanted})
    yield "here", reverse("events:here", args=[date.door_code])
    yield "page", event.get_url()
    yield "page at a date", f"{event.get_url()}?date={date.key}"
    yield "short link", f"/s/{ShortLink.objects.get(object_id=str(event.pk)).code}"


def test_nothing_of_it_has_an_address_for_them(client, event, community):
    for who, person in outsiders(event, community).items():
        client.force_login(person)
        for name, address in addresses(event):
            for ask in (client.get, client.post):
                response = ask(address)
                assert response.status_code in {404, 405}, (who, name, response.status_code)
                assert TITLE.encode() not in response.content, (who, name)
    assert not Signup.objects.exclude(state="confirmed").exists()


def test_no_list_names_it(client, event, community, index):
    date = date_of(event)
    for who, person in outsiders(event, community).items():
        SignupFactory(occurrence=date, person=person, attendance="")  # as if nobody had taken it away
        secret = make_address(person).secret
        client.force_login(person)
        places = [
            *(f"{index.get_url()}{query}" for query in ("", "?view=week", "?view=month", "?mine=on", "?topic=falls")),
            f"{index.get_url()}?view=week&on={date.start:%Y-%m-%d}",
            f"{index.get_url()}?view=month&on={date.start:%Y-%m}",
            f"{index.get_url()}?when=past",
            "/",
            "/my/",
            "/my/learning/",
            "/my/learning/record.csv",
            "/topics/falls/",
            "/search/?q=quillfeather",
            "/search/?query=quillfeather",
            reverse("events:organising"),
            reverse("events:plan"),
            reverse("events:suggest"),
            reverse("events:feeds"),
            reverse("events:feed_mine", args=[secret]),
            reverse("events:feed_topic", args=[secret, "falls"]),
            reverse("events:feed_page", args=[secret, community.pk]),
            community.get_url(),
        ]
        for place in places:
            response = client.get(place)
            content = b"".join(response) if response.streaming else response.content
            assert TITLE.encode() not in content.replace(b"\r\n ", b""), (who, place)
            assert ROOM_LINK.encode() not in content.replace(b"\r\n ", b""), (who, place)


def test_a_clash_does_not_name_it(client, event, community, index):
    person = member(community)
    SignupFactory(occurrence=date_of(event), person=person)
    MembershipFactory._meta.model.objects.filter(person=person).update(state="removed")
    public = LunchAndLearnPageFactory(parent=index, starts_at=event.starts_at)
    client.force_login(person)

    for address in (public.get_url(), reverse("events:sign_up", args=[date_of(public).key])):
        assert TITLE.encode() not in client.get(address).content


def test_leavers_with_an_open_session_do_nothing(client, event, community):
    host = event.host
    client.force_login(host)
    assert client.get(reverse("events:people", args=[date_of(event).key])).status_code == 200

    leave(host, by=None)

    for _name, address in addresses(event):
        for ask in (client.get, client.post):
            response = ask(address)
            assert response.status_code in {302, 404, 405}
            assert TITLE.encode() not in response.content
            assert response.status_code != 302 or "login" in response.url


def test_members_who_do_not_organise_do_nothing(client, event, community):
    person = member(community)
    client.force_login(person)
    date = date_of(event)
    allowed = {
        "sign_up", "change_signup", "take_free_place", "give_up", "calendar", "here", "sign_up_for_all", "give_up_all",
        "certificate", "calendar_file", "qr", "who", "page", "page at a date", "short link",
    }  # fmt: skip
    for name, address in addresses(event):
        if name in allowed:
            continue
        for ask in (client.get, client.post):
            assert ask(address).status_code in {403, 404, 405}, name
    date.refresh_from_db()
    assert not date.is_cancelled()


def test_slides_are_for_the_community_alone(client, community, index, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    event = LunchAndLearnPageFactory(parent=community, host=member(community), past=True)
    date = Occurrence.objects.get(event=event.pk)
    slides = SimpleUploadedFile("x.pdf", b"%PDF-1.4\n%%EOF")
    document = save_wrap_up(date, by=event.host, slides=slides).slides
    client.force_login(PersonFactory())
    assert client.get(document.url).status_code == 404

    client.force_login(event.host)
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")

    event.move(index, pos="last-child")
    client.force_login(PersonFactory())
    assert client.get(document.url).status_code == 200
    community.refresh_from_db()
    EventPage.objects.get(pk=event.pk).move(community, pos="last-child")
    assert client.get(document.url).status_code == 404
