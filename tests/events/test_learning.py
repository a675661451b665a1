import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from events import certificates, learning
from events.models import Occurrence, Signup
from events.views import learning as views
from hub.people import lifecycle
from tests.factories.circles import CircleFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

ADDRESSES = [f"events:learning{form}" for form in ("", "_csv", "_pdf")]


def attended(index, person, *, attendance="attended", **fields) -> Signup:
    event = LunchAndLearnPageFactory(parent=index, **{"past": True, **fields})
    return SignupFactory(occurrence=date_of(event), person=person, attendance=attendance)


def text_of(client, name="events:learning"):
    return client.get(reverse(name)).content.decode()


def csv_of(client):
    content = b"".join(client.get(reverse("events:learning_csv")).streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(content)))


def test_years_come_latest_first_each_with_its_hours(index, person):
    for year, minutes in ((2024, 45), (2025, 60), (2025, 20)):
        start = datetime(year, 3, 1, 12, tzinfo=UTC)
        attended(index, person, starts_at=start, ends_at=start + timedelta(minutes=minutes), past=False)

    years = learning.by_year(learning.entries_of(person))

    assert [(year.number, len(year.entries), year.hours_in_words) for year in years] == [
        (2025, 2, "1.25 hours"),
        (2024, 1, "0.75 hours"),
    ]


def test_a_date_late_on_new_years_eve_belongs_to_the_year_in_london(index, person):
    start = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    attended(index, person, starts_at=start, ends_at=start + timedelta(hours=1), past=False)

    assert [year.number for year in learning.by_year(learning.entries_of(person))] == [2025]


def test_only_what_the_person_came_to_is_shown(staff_client, index, person):
    attended(index, person, title="Came to this")
    attended(index, person, title="Missed this", attendance="absent")
    attended(index, person, title="Not marked yet", attendance="")
    attended(index, PersonFactory(), title="Somebody else's")
    coming = attended(index, person, title="Still to come", past=False)
    cancelled = attended(index, person, title="Called off")
    Occurrence.objects.filter(pk=cancelled.occurrence_id).update(state="cancelled", cancelled_at=timezone.now())

    page = text_of(staff_client)

    assert "Came to this" in page
    for words in ("Missed this", "Not marked yet", "Somebody else's", "Still to come", "Called off", "absent"):
        assert words not in page
    assert coming.attended


def test_an_event_out_of_sight_keeps_its_hours_and_hides_its_words(staff_client, index, person):
    signup = attended(index, person, title="Secret title", aims="Secret aim")
    gate(signup.occurrence.event, CircleFactory())

    page = text_of(staff_client)

    assert learning.OUT_OF_SIGHT in page
    assert "0.75 hours" in page
    for words in ("Secret title", "Secret aim", signup.occurrence.event.slug, "Get my certificate"):
        assert words not in page + str(csv_of(staff_client))


def test_a_certificate_keeps_its_own_words_whatever_becomes_of_the_event(staff_client, index, person):
    signup = attended(index, person, title="As it was called")
    event = signup.occurrence.event.specific
    certificate = certificates.issue(signup)
    event.title = "Secret new title"
    event.save_revision().publish()
    gate(event, CircleFactory())

    page = text_of(staff_client)

    assert "As it was called" in page
    assert "Secret new title" not in page
    assert reverse("events:my_certificate", args=[certificate.key]) in page


def test_the_button_stands_where_there_is_no_certificate_yet(staff_client, index, person):
    signup = attended(index, person)

    before = text_of(staff_client)
    staff_client.post(reverse("events:certificate", args=[signup.occurrence.key]))

    assert "Get my certificate" in before
    assert "Get my certificate" not in text_of(staff_client)


def test_with_nothing_attended_the_page_says_how_it_fills(staff_client, index):
    assert "Nothing here yet" in text_of(staff_client)


def test_the_spreadsheet_holds_the_same_and_runs_nothing(staff_client, index, person):
    signup = attended(index, person, title="=1+1", aims="One\nTwo")
    certificate = certificates.issue(signup)

    day = timezone.localdate(signup.occurrence.start)
    assert csv_of(staff_client) == [
        learning.HEADER,
        [str(day), "'=1+1", "Lunch and Learn", "0.75", "One; Two", certificate.reference],
    ]


def test_the_pdf_is_tagged_and_names_the_person(staff_client, index, person):
    attended(index, person, title="Sepsis in six")

    reader = PdfReader(BytesIO(staff_client.get(reverse("events:learning_pdf")).content))

    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert bool(reader.root_object["/MarkInfo"]["/Marked"]) is True
    for text in (person.get_full_name(), "1 event, 0.75 hours in all", "Sepsis in six"):
        assert text in words


def test_a_long_record_is_cut_on_paper_and_says_so(staff_client, index, person, monkeypatch):
    monkeypatch.setattr(views, "MOST_ON_PAPER", 2)
    attended_often(index, person, 5)

    reader = PdfReader(BytesIO(staff_client.get(reverse("events:learning_pdf")).content))

    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "5 events, 1.25 hours in all" in words
    assert "3 earlier events are in the spreadsheet" in words
    assert words.count("0.25 hours") == 2


@pytest.mark.parametrize("name", ADDRESSES)
def test_nobody_reads_it_without_signing_in(client, db, name):
    assert client.get(reverse(name)).url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("number", [1, 300])
def test_it_costs_the_same_however_much_was_attended(staff_client, index, person, name, number):
    certificates.issue(attended(index, person))
    attended_often(index, person, number)
    staff_client.get(reverse(name))

    with budget(10):
        answer = staff_client.get(reverse(name))
        b"".join(answer.streaming_content) if answer.streaming else answer.content

    assert len(learning.entries_of(person)) == number + 1


def attended_often(index, person, number):
    """So many dates of one event, a day apart."""
    event = LunchAndLearnPageFactory(parent=index, past=True)
    starts = [event.starts_at - timedelta(days=day) for day in range(1, number + 1)]
    dates = Occurrence.objects.bulk_create(
        Occurrence(event=event, slot=start, start=start, end=start + timedelta(minutes=20)) for start in starts
    )
    fields = {"person": person, "mode": "in_person", "state": "confirmed", "attendance": "attended"}
    Signup.objects.bulk_create(Signup(occurrence=one, signed_up_at=one.start, **fields) for one in dates)


def test_the_account_menu_leads_there(staff_client, index):
    assert 'href="/my/learning/"' in text_of(staff_client)


def test_an_export_of_ones_data_holds_attendance_and_certificates(index, person):
    signup = attended(index, person, title="Sepsis in six", aims="One")
    certificate = certificates.issue(signup)
    certificates.issue(attended(index, PersonFactory()))
    exports = {entry.model: entry.export for entry in lifecycle.entries()}

    [row] = exports["events.Certificate"](person)
    [place] = exports["events.Signup"](person)

    assert row == {
        "reference": certificate.reference,
        "title": "Sepsis in six",
        "hours": "0.75",
        "aims": "One",
        "issued_on": certificate.issued_on.isoformat(),
    }
    assert place["attendance"] == "Came"
    assert certificate.hours == Decimal("0.75")
