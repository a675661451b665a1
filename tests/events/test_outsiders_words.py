"""Words that want to be more than words: in headers, letters, calendar files, spreadsheets and on paper."""

from email import message_from_bytes, policy

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events import actions
from events.models import EventPage, Signup
from hub.notices.compose import compose
from hub.notices.models import Notice
from tests.factories.people import PersonFactory

from .planned import NASTY, plan_address, typed

pytestmark = pytest.mark.django_db
BROKEN = "Falls\r\nBcc: everybody@wexcombe.example\r\nATTENDEE:mailto:x@wexcombe.example"
PAPERS = ("people", "sign_in_sheet", "catering", "door")
NAME = '<link rel=attachment href="file:///etc/passwd"><img src="http://127.0.0.1/x">'


def read(message):
    return message_from_bytes(message, policy=policy.default)


@pytest.fixture
def person(db):
    return PersonFactory(first_name="=1+1", last_name=NAME[:80])


@pytest.fixture
def date(client, index, editor):
    client.force_login(editor)
    client.post(
        plan_address(index),
        typed(title=BROKEN, aims=f"{NASTY}\r\n{NAME}", intro=BROKEN, description=NASTY + NAME),
    )
    return EventPage.objects.get().occurrences.get()


def test_a_title_over_several_lines_makes_no_header(client, date, person):
    actions.sign_up(date, person=person, mode=Signup.Mode.ONLINE)

    message = read(compose(Notice.objects.get(recipient=person), address=person.email))
    client.force_login(person)
    downloads = [client.get(reverse(f"events:{name}", args=[date.key])) for name in ("calendar", "calendar_file", "qr")]

    assert "\n" not in message["Subject"]
    assert message["Bcc"] is None
    assert [answer.status_code for answer in downloads] == [200, 200, 200]
    for answer in downloads[:2]:
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert "ATTENDEE" not in event
        assert str(event["SUMMARY"]).startswith("Falls Bcc")


def test_nothing_typed_becomes_a_tag_or_a_formula(client, date, person, editor):
    actions.sign_up(date, person=person, mode=Signup.Mode.ONLINE, listed=True)
    actions.cancel_event(date, by=editor, reason=f"{NASTY}{NAME[:200]}")
    client.force_login(editor)

    shown = [client.get(date.event.get_url())]
    shown += [client.get(reverse(f"events:{name}", args=[date.key])) for name in PAPERS]
    table = b"".join(client.get(reverse("events:people_csv", args=[date.key])))

    for answer in shown:
        assert answer.status_code == 200
        assert NASTY not in answer.text
        assert "<link rel=attachment" not in answer.text
    assert b"\r\n=1+1" not in table
    assert b"'=1+1" in table
    letter = read(compose(Notice.objects.get(template="events/email/event_cancelled"), address=person.email))
    assert NASTY not in letter.get_body(["html"]).get_content()


def test_paper_reads_no_file_and_asks_no_network(client, date, person, editor):
    signup = actions.sign_up(date, person=person, mode=Signup.Mode.ONLINE)
    Signup.objects.filter(pk=signup.pk).update(attendance="attended")
    now = timezone.now()
    type(date).objects.update(start=now - timezone.timedelta(hours=2), end=now - timezone.timedelta(hours=1))
    client.force_login(person)

    made = client.post(reverse("events:certificate", args=[date.key]))
    paper = client.get(f"{made.url.rstrip('/')}.pdf").content

    assert paper.startswith(b"%PDF-")
    assert b"EmbeddedFile" not in paper
