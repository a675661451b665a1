from datetime import date, timedelta
from email import message_from_bytes

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from assets_library.models import AssetPage
from events.actions import afterwards as actions
from events.afterwards import material_of
from events.models import EventSpeaker, EventTopic, LunchAndLearnPage, Occurrence, Signup, WrapUp
from hub.ask.models import QuestionSet, Ticket
from hub.media.models import HubDocument
from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight
from hub.notices.models import Notice
from hub.people.models import User
from hub.topics.models import Topic
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.library import LibraryIndexPageFactory
from tests.factories.people import PersonFactory
from tests.queries import budget

PDF = b"%PDF-1.4 slides"
LINK = "https://video.example/talk"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def event(index):
    """A lunch a week ago."""
    return LunchAndLearnPageFactory(parent=index, past=True, title="Sepsis in six")


@pytest.fixture
def occurrence(event):
    return date_of(event)


@pytest.fixture
def library(home_page):
    return LibraryIndexPageFactory(parent=home_page)


@pytest.fixture
def closed(event):
    """The circle that the event is closed to; its host belongs to it."""
    circle = CircleFactory()
    gate(event, circle)
    MembershipFactory(circle=circle, person=event.host)
    return circle


@pytest.fixture
def host_client(client, event):
    client.force_login(event.host)
    return client


def came_to(occurrence, attendance="attended", **person) -> Signup:
    return SignupFactory(occurrence=occurrence, person=PersonFactory(**person), attendance=attendance)


def slides(content=PDF, name="talk.pdf"):
    return SimpleUploadedFile(name, content)


def screen(occurrence):
    return reverse("events:after", args=[occurrence.key])


def wrap_up_of(occurrence):
    return WrapUp.objects.get(occurrence=occurrence)


def letters():
    return Notice.objects.filter(template="events/email/thanks").order_by("pk")


def words_of(notice):
    message = message_from_bytes(compose(notice, address="x@wexcombe.example"))
    parts = [part for part in message.walk() if part.get_content_type() in ("text/plain", "text/html")]
    return [message["Subject"], *[part.get_payload(decode=True).decode() for part in parts]]


# --- slides and recording --------------------------------------------------------------------------------------------
def test_slides_belong_to_the_circle_that_the_event_is_closed_to(occurrence, event, closed, client):
    wrap_up = actions.save_wrap_up(occurrence, by=event.host, slides=slides())

    def status(person):
        client.force_login(person)
        return client.get(wrap_up.slides.url).status_code

    assert (wrap_up.slides.circle, wrap_up.slides.title) == (closed, "Sepsis in six")
    assert (wrap_up.slides.file_size, len(wrap_up.slides.file_hash)) == (len(PDF), 40)
    assert (status(event.host), status(PersonFactory())) == (200, 404)


def test_slides_of_an_event_for_all_staff_are_for_all_staff(occurrence, event):
    assert actions.save_wrap_up(occurrence, by=event.host, slides=slides()).slides.circle is None


def test_slides_follow_an_event_that_moves_behind_a_gate(occurrence, event, index):
    wrap_up = actions.save_wrap_up(occurrence, by=event.host, slides=slides())
    circle = CircleFactory()
    gate(index, circle)

    changed = [actions.keep_slides_with(LunchAndLearnPage.objects.all()) for _ in range(2)]

    assert changed == [1, 0]
    assert HubDocument.objects.get(pk=wrap_up.slides_id).circle == circle


def test_new_slides_take_the_place_of_the_old_which_are_deleted(occurrence, event):
    first = actions.save_wrap_up(occurrence, by=event.host, slides=slides()).slides
    second = actions.save_wrap_up(occurrence, by=event.host, slides=slides(), slides_title="Better").slides

    assert list(HubDocument.objects.all()) == [second]
    assert (first.pk != second.pk, second.title) == (True, "Better")


def test_slides_that_a_page_uses_are_not_deleted_with_the_date(occurrence, event, index):
    used = actions.save_wrap_up(occurrence, by=event.host, slides=slides()).slides
    other = LunchAndLearnPageFactory(parent=index)
    other.body = [("document", {"document": used, "title": ""})]
    other.save()

    actions.save_wrap_up(occurrence, by=event.host, remove_slides=True)

    assert list(HubDocument.objects.all()) == [used]
    assert wrap_up_of(occurrence).slides is None


@pytest.mark.parametrize("action", ["save_wrap_up", "send_thanks", "turn_into_asset"])
def test_nothing_is_done_before_the_end_or_for_a_cancelled_date(index, event, occurrence, action):
    coming = date_of(LunchAndLearnPageFactory(parent=index))
    cancelled = Occurrence.objects.get(pk=occurrence.pk)
    cancelled.state = "cancelled"

    for date_, words in ((coming, "when the event is over"), (cancelled, "was cancelled")):
        with pytest.raises(actions.AfterwardsRefused, match=words):
            getattr(actions, action)(date_, by=event.host)

    assert not WrapUp.objects.exists()


def test_material_shows_what_dates_that_are_over_left_latest_first(event, occurrence):
    earlier = Occurrence.objects.create(
        event=event,
        slot=occurrence.start - timedelta(days=7),
        start=occurrence.start - timedelta(days=7),
        end=occurrence.end - timedelta(days=7),
    )
    actions.save_wrap_up(earlier, by=event.host, slides=slides())
    actions.save_wrap_up(occurrence, by=event.host, recording_link=LINK)

    with budget(1):
        shown = material_of(event)
    WrapUp.objects.update(recording_link="", slides=None)

    assert [one.occurrence for one in shown] == [occurrence, earlier]
    assert material_of(event) == []


def test_the_part_of_the_event_page_links_slides_and_recording(event, occurrence):
    kept = actions.save_wrap_up(occurrence, by=event.host, slides=slides(), recording_link=LINK)

    words = render_to_string("events/partials/afterwards.html", {"material": material_of(event)})

    assert f'href="{kept.slides.url}"' in words
    assert f'href="{LINK}" rel="noopener noreferrer"' in words
    assert render_to_string("events/partials/afterwards.html", {"material": []}).strip() == ""


def test_an_event_that_lies_ahead_asks_nothing(index):
    with budget(0):
        assert material_of(LunchAndLearnPage(starts_at=timezone.now(), pk=None)) == []
    page = LunchAndLearnPageFactory(parent=index)
    with budget(0):
        assert material_of(page) == []


# --- thanks ----------------------------------------------------------------------------------------------------------
def test_thanks_go_once_to_each_who_came_and_to_nobody_else(occurrence, event):
    came = [came_to(occurrence) for _ in range(2)]
    came_to(occurrence, "absent")
    came_to(occurrence, "")
    now = timezone.now()

    first = actions.send_thanks(occurrence, by=event.host, now=now)
    came_to(occurrence)
    second = actions.send_thanks(occurrence, by=event.host, now=now + timedelta(days=1))

    assert [notice.recipient for notice in letters()] == [signup.person for signup in came]
    assert (second.thanked_at, second.thanked_by, second.thanked_people) == (now, event.host, 2)
    assert first == second
    assert PageLogEntry.objects.filter(action="events.thank", page=event.pk).count() == 1


def test_thanks_need_somebody_to_thank(occurrence, event):
    came_to(occurrence, "absent")

    with pytest.raises(actions.AfterwardsRefused, match="Nobody is marked"):
        actions.send_thanks(occurrence, by=event.host)

    assert not QuestionSet.objects.exists()


def test_the_letter_carries_words_slides_recording_questions_and_certificate(occurrence, event):
    came_to(occurrence)
    wrap_up = actions.save_wrap_up(
        occurrence, by=event.host, message="Lovely questions & cake.", recording_link=LINK, slides=slides()
    )
    actions.send_thanks(occurrence, by=event.host)

    subject, plain, html = words_of(letters().get())

    assert subject == "Thank you for coming: Sepsis in six"
    for words in (plain, html):
        for address in (LINK, wrap_up.slides.url, screen(occurrence).replace("after", "certificate"), "/my/learning/"):
            assert address in words
        assert "/do/ask/" in words
    assert "Lovely questions & cake." in plain
    assert "Lovely questions &amp; cake." in html


def test_every_letter_carries_a_ticket_of_its_own_which_the_notice_does_not_hold(occurrence, event):
    for _ in range(2):
        came_to(occurrence)
    actions.send_thanks(occurrence, by=event.host)
    tickets_before = Ticket.objects.count()

    secrets = {words_of(notice)[1].split("/do/ask/")[1].split("/")[0] for notice in letters()}

    assert (tickets_before, len(secrets), Ticket.objects.count()) == (0, 2, 2)
    for notice in letters():
        assert set(notice.context) == {"signup"}
        assert not any(secret in notice.dedupe_key for secret in secrets)


def test_a_letter_that_is_sent_after_the_questions_closed_does_not_ask(occurrence, event):
    came_to(occurrence)
    actions.send_thanks(occurrence, by=event.host, now=timezone.now() - timedelta(days=6))
    QuestionSet.objects.update(opens_on=date(2020, 1, 1), closes_on=date(2020, 1, 2))

    assert "/do/ask/" not in words_of(letters().get())[1]


@pytest.mark.parametrize("change", ["absent", "cancelled", "out of sight", "left", "unpublished"])
def test_the_letter_is_not_sent_when_it_is_no_longer_right(occurrence, event, change):
    signup = came_to(occurrence)
    actions.send_thanks(occurrence, by=event.host)
    if change == "absent":
        Signup.objects.update(attendance="absent")
    elif change == "cancelled":
        Occurrence.objects.update(state="cancelled", cancelled_at=timezone.now())
    elif change == "out of sight":
        gate(event, CircleFactory())
    elif change == "left":
        type(signup.person).objects.filter(pk=signup.person_id).update(is_active=False)
    else:
        Page.objects.filter(pk=event.pk).update(live=False)

    with pytest.raises(NoLongerRight):
        compose(letters().get(), address="x@wexcombe.example")


# --- a knowledge asset -----------------------------------------------------------------------------------------------
def test_the_draft_holds_aims_speakers_slides_recording_and_topics(occurrence, event, library):
    topic, speaker = Topic.objects.create(name="Sepsis", slug="sepsis"), PersonFactory()
    LunchAndLearnPage.objects.filter(pk=event.pk).update(aims="Spot it early\nCall for help", intro="In brief")
    EventSpeaker.objects.create(page=event, name="Dr Amara Obi", role="Consultant", person=speaker)
    EventTopic.objects.create(content_object=event, tag=topic)
    actions.save_wrap_up(occurrence, by=event.host, recording_link=LINK, slides=slides())

    asset = AssetPage.objects.get(pk=actions.turn_into_asset(occurrence, by=event.host).pk)

    day = timezone.localtime(occurrence.start)
    assert (asset.title, asset.gist, asset.live) == ("Sepsis in six", "In brief", False)
    assert [point.value for point in asset.key_points] == ["Spot it early", "Call for help"]
    assert asset.context == (
        f"<p>From “Sepsis in six” (Lunch and Learn), {day:%-d %B %Y}.</p><p>With Dr Amara Obi, Consultant.</p>"
    )
    assert [contact.person for contact in asset.contacts.all()] == [speaker]
    assert list(asset.topics.all()) == [topic]
    assert [(block.block_type, block.value.get("url")) for block in asset.evidence] == [
        ("document", None),
        ("media_link", LINK),
    ]


def test_the_draft_is_made_once_and_the_library_is_told_once(occurrence, event, library, library_team):
    first, second = [actions.turn_into_asset(occurrence, by=event.host) for _ in range(2)]

    assert first == second
    assert AssetPage.objects.count() == 1
    assert [notice.recipient for notice in Notice.objects.filter(template__endswith="asset_drafted")] == [library_team]


def test_an_editor_finishes_the_draft_and_nobody_is_told(client, occurrence, event, library, library_team):
    client.force_login(library_team)

    answer = client.post(reverse("events:make_asset", args=[occurrence.key]))

    asset = AssetPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[asset.pk])
    assert client.get(answer.url).status_code == 200
    assert not Notice.objects.filter(template__endswith="asset_drafted").exists()


def test_an_organiser_without_the_admin_is_told_who_finishes_it(host_client, occurrence, event, library):
    answer = host_client.post(reverse("events:make_asset", args=[occurrence.key]), follow=True)

    page = answer.content.decode()
    assert "the library team has been told" in page
    assert "/admin/" not in page


def test_the_trail_of_the_event_leads_to_the_asset_once_it_is_published(host_client, occurrence, event, library):
    EventTopic.objects.create(content_object=event, tag=Topic.objects.create(name="Sepsis", slug="sepsis"))
    asset = actions.turn_into_asset(occurrence, by=event.host)

    before = host_client.get(event.url).content.decode()
    asset.get_latest_revision().publish()

    assert asset.url not in before
    assert asset.url in host_client.get(event.url).content.decode()


def test_a_refused_draft_is_explained(host_client, occurrence, event, closed, library):
    answer = host_client.post(reverse("events:make_asset", args=[occurrence.key]), follow=True)

    assert "no place in the library that is as closed" in answer.content.decode()
    assert not AssetPage.objects.exists()
    assert not Notice.objects.exists()


# --- the screen ------------------------------------------------------------------------------------------------------
def test_the_screen_says_when_to_come_back(client, index):
    event = LunchAndLearnPageFactory(parent=index)
    client.force_login(event.host)

    asked, sent = client.get(screen(date_of(event))), client.post(screen(date_of(event)), {"message": "x"}, follow=True)

    assert "Come back when the event is over" in asked.content.decode()
    assert "when the event is over" in sent.content.decode()
    assert not WrapUp.objects.exists()


def test_saving_keeps_everything(host_client, occurrence):
    answer = host_client.post(
        screen(occurrence),
        {
            "message": "Thank you!",
            "recording_link": LINK,
            "slides": slides(),
            "slides_title": "Six slides",
            "do": "save",
        },
    )

    kept = wrap_up_of(occurrence)
    assert answer.url == screen(occurrence)
    assert (kept.message, kept.recording_link, kept.slides.title, kept.thanked_at) == (
        "Thank you!",
        LINK,
        "Six slides",
        None,
    )
    page = host_client.get(screen(occurrence)).content.decode()
    for words in ("Thank you!", LINK, "Six slides", kept.slides.url, "(PDF, 15"):
        assert words in page


def test_sending_keeps_what_was_typed_and_a_second_press_says_when_it_was_sent(host_client, occurrence):
    came_to(occurrence)

    first = host_client.post(screen(occurrence), {"message": "Thank you!", "do": "thank"}, follow=True)
    second = host_client.post(screen(occurrence), {"message": "Thank you!", "do": "thank"}, follow=True)

    today = f"{timezone.localdate():%-d %B %Y}"
    assert "Thanks are on their way to 1 person." in first.content.decode()
    assert f"Thanks were already sent to 1 person on {today}." in second.content.decode()
    assert (letters().count(), wrap_up_of(occurrence).message) == (1, "Thank you!")


def test_with_nobody_marked_the_screen_leads_to_check_in_and_sends_nothing(host_client, occurrence):
    page = host_client.get(screen(occurrence)).content.decode()
    sent = host_client.post(screen(occurrence), {"message": "Thank you!", "do": "thank"}, follow=True)

    assert "Nobody is marked as having come yet" in page
    assert reverse("events:check_in", args=[occurrence.key]) in page
    assert "Send thanks" not in page
    assert "Mark who came, then send the thanks" in sent.content.decode()
    assert (wrap_up_of(occurrence).message, letters().count()) == ("Thank you!", 0)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"recording_link": "http://video.example/talk"}, "must begin with https://"),
        ({"recording_link": "javascript:alert(1)"}, "Enter the whole address"),
        ({"message": "x" * 1001}, "1,000 characters or fewer"),
        ({"message": "Thanks, 943 476 5919"}, "NHS number"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(host_client, occurrence, fields, words):
    answer = host_client.post(screen(occurrence), {"slides_title": "My own title", **fields})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "My own title" in page
    assert not WrapUp.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (("talk.exe", b"MZ"), "cannot be uploaded"),
        (("talk.pdf", b"<html>"), "not a PDF file, whatever its name says"),
        (("talk.pptx", b"PK\x03\x04"), "not a PPTX file"),
        (("talk.pdf", b""), "file is empty"),
        (("talk.pdf", PDF + b"x" * 2000), "Choose one of 1.0"),
    ],
)
def test_only_files_that_are_what_they_say_are_taken(host_client, occurrence, settings, file, words):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024
    name, content = file

    answer = host_client.post(screen(occurrence), {"slides": slides(content, name), "message": "Thank you!"})

    page = answer.content.decode()
    assert (answer.status_code, HubDocument.objects.count()) == (200, 0)
    assert words in page
    assert "Thank you!" in page


def test_outsiders_learn_nothing_and_members_may_not(client, occurrence, event, closed):
    actions.save_wrap_up(occurrence, by=event.host, message="Inside words", slides=slides())
    member = MembershipFactory(circle=closed).person
    facilitator = MembershipFactory(circle=closed, role="facilitator").person

    def status(person, method="get"):
        client.force_login(person)
        return getattr(client, method)(screen(occurrence)).status_code

    assert (status(event.host), status(facilitator)) == (200, 200)
    assert (status(member), status(PersonFactory())) == (403, 404)
    assert (status(member, "post"), status(PersonFactory(), "post")) == (403, 404)


@pytest.mark.parametrize("people", [1, 300])
def test_the_screen_costs_the_same_however_many_came(host_client, occurrence, event, people, library):
    many = User.objects.bulk_create(PersonFactory.build_batch(people))
    fields = {"occurrence": occurrence, "mode": "in_person", "state": "confirmed", "signed_up_at": event.starts_at}
    Signup.objects.bulk_create(Signup(person=person, attendance="attended", **fields) for person in many)
    actions.save_wrap_up(occurrence, by=event.host, slides=slides())
    actions.send_thanks(occurrence, by=event.host)
    actions.turn_into_asset(occurrence, by=event.host)
    host_client.get(screen(occurrence))

    with budget(10):
        answer = host_client.get(screen(occurrence))

    assert f"Thanks were sent to {people}" in answer.content.decode()


def test_the_library_team_pays_little_more(client, occurrence, event, library, library_team):
    actions.turn_into_asset(occurrence, by=event.host)
    client.force_login(library_team)
    client.get(screen(occurrence))

    with budget(10):
        answer = client.get(screen(occurrence))

    assert "Finish the draft" in answer.content.decode()


# --- feedback --------------------------------------------------------------------------------------------------------
def test_organisers_alone_read_the_results_and_see_few_answers_as_none(client, occurrence, event, closed):
    came_to(occurrence)
    actions.send_thanks(occurrence, by=event.host)
    results = QuestionSet.objects.get().get_absolute_url()
    member = MembershipFactory(circle=closed).person

    def status(person):
        client.force_login(person)
        return client.get(results).status_code

    assert [status(event.host), status(member), status(PersonFactory())] == [200, 404, 404]
    client.force_login(event.host)
    assert results in client.get(screen(occurrence)).content.decode()


def test_the_two_questions_are_open_for_two_weeks(occurrence, event):
    came_to(occurrence)

    actions.send_thanks(occurrence, by=event.host)

    asked = QuestionSet.objects.get()
    today = timezone.localdate()
    assert (asked.opens_on, asked.closes_on, asked.target) == (today, today + timedelta(days=14), occurrence)
    assert [(one.wording, one.form) for one in asked.questions.all()] == [
        ("I learned something that I will use", "rating"),
        ("What should we keep, or do differently next time?", "text"),
    ]
