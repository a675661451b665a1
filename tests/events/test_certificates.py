from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from events import certificates
from events.models import Certificate, Occurrence, Signup
from hub.core import pdf
from hub.core.models import Organisation
from hub.people import actions as people
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

AIMS = "Spot sepsis early\nKnow whom to call"


def came_to(page, person=None, attendance="attended") -> Signup:
    return SignupFactory(occurrence=date_of(page), person=person or PersonFactory(), attendance=attendance)


@pytest.fixture
def event(index):
    """A lunch of 45 minutes a week ago."""
    return LunchAndLearnPageFactory(parent=index, past=True, title="Sepsis in six", aims=AIMS)


@pytest.fixture
def signup(event, person):
    return came_to(event, person)


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [
        (1, "0.25"), (15, "0.25"), (20, "0.25"), (22, "0.25"), (22.5, "0.5"), (30, "0.5"), (45, "0.75"), (52, "0.75"),
        (53, "1"), (60, "1"), (90, "1.5"), (60 * 24, "24"), (60 * 24 * 90, "999.75"),
    ],
)  # fmt: skip
def test_hours_go_in_quarters_and_are_never_less_than_one(minutes, hours):
    start = timezone.now()

    assert certificates.hours_of(SimpleNamespace(start=start, end=start + timedelta(minutes=minutes))) == Decimal(hours)


@pytest.mark.parametrize(
    ("hours", "words"), [("0.25", "0.25 hours"), ("1.00", "1 hour"), ("1.50", "1.5 hours"), ("10", "10 hours")]
)
def test_hours_in_words(hours, words):
    assert certificates.in_words(Decimal(hours)) == words


def test_a_reference_reads_well_and_is_found_however_it_is_typed(signup):
    certificate = certificates.issue(signup, rng=Random(1))  # noqa: S311 -- no secret

    typed = f" {certificate.reference.lower().replace('-', ' ')} "

    assert certificates.normalise_reference(certificate.reference) == certificate.reference
    assert [len(part) for part in certificate.reference.split("-")] == [4, 4, 3]
    assert certificates.find(typed) == certificate


@pytest.mark.parametrize("text", ["", "-", "CDFG-HJKM-NP", "CDFG-HJKM-NPQQ", "ADFG-HJKM-NPQ", "é" * 11, "' OR 1=1 --"])
def test_what_cannot_be_a_reference_finds_nothing(db, text):
    assert certificates.find(text) is None


def test_a_certificate_says_what_was_true_when_it_was_issued(event, signup):
    certificate = certificates.issue(signup)
    event.title, event.aims = "Renamed", "Other"
    event.save_revision().publish()

    again = certificates.issue(signup)

    assert again == certificate
    assert (again.title, again.hours, again.aims) == ("Sepsis in six", Decimal("0.75"), AIMS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"attendance": ""}, "not marked as having come"),
        ({"attendance": "absent"}, "not marked as having come"),
    ],
)
def test_nobody_gets_one_who_is_not_marked_as_having_come(event, person, change, words):
    signup = came_to(event, person, **change)

    with pytest.raises(certificates.CertificateRefused, match=words):
        certificates.issue(signup)

    assert not Certificate.objects.exists()


def test_there_is_none_before_the_end_and_none_for_a_cancelled_date(index, event, person, signup):
    coming = came_to(LunchAndLearnPageFactory(parent=index), person)
    Occurrence.objects.filter(pk=signup.occurrence_id).update(state="cancelled", cancelled_at=timezone.now())

    with pytest.raises(certificates.CertificateRefused, match="when the event is over"):
        certificates.issue(coming)
    with pytest.raises(certificates.CertificateRefused, match="cancelled"):
        certificates.issue(signup)


def test_a_reference_that_is_taken_is_drawn_again(event, signup):
    certificates.issue(came_to(event), rng=Random(7))  # noqa: S311 -- no secret

    certificate = certificates.issue(signup, rng=Random(7))  # noqa: S311 -- no secret

    assert Certificate.objects.count() == 2
    assert certificate.reference != certificates.new_reference(Random(7))  # noqa: S311 -- no secret


# --- the screens -----------------------------------------------------------------------------------------------------
def offer(event):
    return reverse("events:certificate", args=[date_of(event).key])


def test_opening_the_offer_makes_nothing_and_the_button_makes_one(staff_client, event, signup):
    asked = staff_client.get(offer(event))
    none_yet = Certificate.objects.count()

    pressed = [staff_client.post(offer(event)) for _ in range(2)]

    certificate = Certificate.objects.get()
    page = reverse("events:my_certificate", args=[certificate.key])
    assert (asked.status_code, none_yet) == (200, 0)
    assert [answer.url for answer in pressed] == [page, page]
    assert staff_client.get(offer(event)).url == page


def test_the_offer_tells_somebody_who_is_not_marked_whom_to_ask(staff_client, event, person):
    came_to(event, person, "absent")

    asked, pressed = staff_client.get(offer(event)), staff_client.post(offer(event))

    assert event.host.get_full_name() in asked.content.decode()
    assert "Get my certificate" not in asked.content.decode()
    assert (pressed.url, Certificate.objects.count()) == (reverse("events:learning"), 0)


def test_the_page_says_it_all_and_shows_the_code_with_its_address(staff_client, event, signup):
    Organisation.objects.update_or_create(pk=1, defaults={"name": "Wexcombe Trust"})
    certificate = certificates.issue(signup)

    page = staff_client.get(reverse("events:my_certificate", args=[certificate.key])).content.decode()

    for words in [
        signup.person.get_full_name(), "Sepsis in six", "0.75 hours", "Know whom to call", certificate.reference,
        *certificates.REFLECTION_PROMPTS, certificates.REFLECTION_CAUTION, "<svg",
        f"http://localhost:8000/do/events/certificates/{certificate.reference}/",
    ]:  # fmt: skip
        assert words in page


def test_nobody_opens_the_certificate_of_somebody_else(client, signup, library_team):
    certificate = certificates.issue(signup)
    addresses = [reverse(f"events:{name}", args=[certificate.key]) for name in ("my_certificate", "my_certificate_pdf")]

    def answers(person):
        client.force_login(person)
        return [client.get(address).status_code for address in addresses]

    assert answers(signup.person) == [200, 200]
    assert answers(PersonFactory()) == answers(library_team) == answers(signup.occurrence.event.host) == [404, 404]


def test_the_pdf_is_tagged_and_carries_title_hours_and_reference(staff_client, signup):
    certificate = certificates.issue(signup)

    answer = staff_client.get(reverse("events:my_certificate_pdf", args=[certificate.key]))

    reader = PdfReader(BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert answer["Content-Type"] == "application/pdf"
    assert f"Certificate {certificate.reference}.pdf" in answer["Content-Disposition"]
    assert (reader.root_object["/MarkInfo"]["/Marked"], reader.root_object["/Lang"]) == (True, "en-GB")
    for text in ["Sepsis in six", "0.75 hours", certificate.reference, certificates.REFLECTION_CAUTION]:
        assert text in words


def test_without_pango_the_page_is_there_to_print(staff_client, signup, monkeypatch):
    certificate = certificates.issue(signup)
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)

    answer = staff_client.get(reverse("events:my_certificate_pdf", args=[certificate.key]), follow=True)

    assert answer.redirect_chain == [(reverse("events:my_certificate", args=[certificate.key]), 302)]
    assert pdf.UNAVAILABLE in answer.content.decode()


# --- checking --------------------------------------------------------------------------------------------------------
def checked(client, reference):
    return client.get(reverse("events:certificate_checked", args=[reference]))


def test_anybody_signed_in_can_check_a_certificate(client, signup):
    certificate = certificates.issue(signup)
    client.force_login(PersonFactory(guest=True))

    answer = client.get(reverse("events:certificate_check"), {"reference": certificate.reference.lower()}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(reverse("events:certificate_checked", args=[certificate.reference]), 302)]
    for words in ["is genuine", signup.person.get_full_name(), "Sepsis in six", "0.75 hours"]:
        assert words in page


def test_somebody_who_is_not_signed_in_learns_nothing(client, signup):
    certificate = certificates.issue(signup)

    answer = checked(client, certificate.reference)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("reference", ["CDFG-HJKM-NPQ", "x", "é", "%00", "'", "a" * 500, "<script>"])
def test_an_unknown_reference_is_answered_in_plain_words(staff_client, reference):
    typed = staff_client.get(reverse("events:certificate_check"), {"reference": reference[:60]})
    followed = checked(staff_client, reference)

    assert typed.status_code == 200
    assert followed.status_code == 404
    for answer in (typed, followed):
        assert "We do not know this reference" in answer.content.decode()


def test_a_certificate_does_not_outlast_an_attendance_that_was_put_right(staff_client, signup):
    certificate = certificates.issue(signup)
    Signup.objects.filter(pk=signup.pk).update(attendance="absent")

    page = checked(staff_client, certificate.reference).content.decode()

    assert "does not hold any more" in page
    assert signup.person.get_full_name() not in page.split("<main")[1]
    assert staff_client.get(reverse("events:my_certificate", args=[certificate.key])).status_code == 404


def test_after_erasing_the_certificate_stays_and_names_nobody(staff_client, event):
    name = "Ottoline"
    certificate = certificates.issue(came_to(event, PersonFactory(first_name=name)))
    person = certificate.signup.person

    people.erase(person, by=PersonFactory(is_superuser=True))

    page = checked(staff_client, certificate.reference).content.decode()
    assert "Former colleague" in page
    assert name not in page


def test_checking_says_what_was_issued_and_nothing_newer(staff_client, event, signup):
    """Somebody outside a closed circle who holds a reference learns what the paper says, and no later title."""
    certificate = certificates.issue(signup)
    outsider = PersonFactory()
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=signup.person)
    gate(event, circle)
    event.title = "Renamed secret"
    event.save_revision().publish()
    staff_client.force_login(outsider)

    page = checked(staff_client, certificate.reference).content.decode()

    assert "Sepsis in six" in page
    assert "Renamed secret" not in page


def test_the_offer_is_not_there_for_somebody_who_may_not_see_the_event(client, event, signup):
    circle = CircleFactory()
    insider = came_to(event).person
    MembershipFactory(circle=circle, person=insider)
    gate(event, circle)

    client.force_login(insider)
    inside = client.get(offer(event)).status_code
    client.force_login(signup.person)

    assert (inside, client.get(offer(event)).status_code) == (200, 404)


def test_the_screens_stay_within_their_budget(staff_client, event, signup):
    certificate = certificates.issue(signup)
    addresses = [
        reverse("events:my_certificate", args=[certificate.key]),
        reverse("events:certificate_checked", args=[certificate.reference]),
        offer(event),
    ]
    for address in addresses:
        staff_client.get(address)
        with budget(10):
            staff_client.get(address)
