import uuid
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hub.people import invitations
from hub.people.models import Invitation, User
from tests.factories.people import PersonFactory, UnitFactory, staff_group

from .conftest import PASSWORD

NAMES = {"first_name": "Sam", "last_name": "Okoro"}


@pytest.fixture
def offer(librarian):
    return invitations.invite("sam@wexcombe.example", by=librarian, **NAMES)


def test_invite_sends_one_letter_with_the_address_and_no_host_of_the_request(offer, mailoutbox, settings):
    letter = mailoutbox[0]

    assert [mail.to for mail in mailoutbox] == [["sam@wexcombe.example"]]
    assert letter.subject == "Your account for the Knowledge Hub"
    assert f"{settings.HUB_BASE_URL}/do/people/invitations/{offer.key}/" in letter.body


def test_invite_twice_returns_the_first_and_sends_nothing_more(offer, librarian, mailoutbox):
    again = invitations.invite("SAM@wexcombe.example ", by=librarian, first_name="Other", last_name="Name")

    assert again == offer
    assert len(mailoutbox) == 1


def test_invite_after_it_expired_renews_it_with_a_new_address(offer, librarian, mailoutbox):
    later = offer.expires_at + timedelta(days=1)

    again = invitations.invite("sam@wexcombe.example", by=librarian, now=later, **NAMES)

    assert again.pk == offer.pk
    assert again.key != offer.key
    assert again.expires_at == later + invitations.OPEN_FOR
    assert len(mailoutbox) == 2


def test_invite_somebody_with_an_account_is_refused(librarian, person):
    with pytest.raises(invitations.InvitationRefused, match="already has an account"):
        invitations.invite(person.email, by=librarian)


def test_invite_somebody_who_left_is_refused(librarian):
    leaver = PersonFactory(is_active=False)

    with pytest.raises(invitations.InvitationRefused, match="left"):
        invitations.invite(leaver.email, by=librarian)


def test_withdraw_twice_is_harmless_and_the_page_is_gone(client, offer):
    invitations.withdraw(offer)
    invitations.withdraw(offer)

    assert client.get(reverse("people:invitation", args=[offer.key])).status_code == 410


def test_resend_makes_the_old_address_useless(client, offer, librarian, mailoutbox):
    old = offer.key

    new = invitations.resend(offer, by=librarian)

    assert client.get(reverse("people:invitation", args=[old])).status_code == 404
    assert client.get(reverse("people:invitation", args=[new.key])).status_code == 200
    assert len(mailoutbox) == 2


def test_accept_makes_the_account_with_what_the_library_knew(librarian):
    unit, group = UnitFactory(), staff_group()
    offer = invitations.invite(
        "sam@wexcombe.example", by=librarian, unit=unit, staff_group=group, job_title="Porter", kind="guest", **NAMES
    )

    person = invitations.accept(offer, password=PASSWORD, **NAMES)

    assert (person.unit, person.staff_group, person.job_title, person.kind) == (unit, group, "Porter", "guest")
    assert person.check_password(PASSWORD)
    assert list(EmailAddress.objects.values_list("user", "email", "verified", "primary").filter(user=person)) == [
        (person.pk, "sam@wexcombe.example", True, True)
    ]


def test_accept_twice_is_refused(offer):
    invitations.accept(offer, password=PASSWORD, **NAMES)

    with pytest.raises(invitations.InvitationRefused, match="has been used"):
        invitations.accept(offer, password=PASSWORD, **NAMES)


def test_opening_the_page_changes_nothing(client, offer):
    before = User.objects.count()

    response = client.get(reverse("people:invitation", args=[offer.key]))

    assert response.status_code == 200
    assert User.objects.count() == before
    assert Invitation.objects.open().get() == offer


def test_posting_the_page_makes_the_account_and_signs_in(client, offer):
    form = {"first_name": "Samira", "last_name": "Okoro", "password1": PASSWORD, "password2": PASSWORD}

    response = client.post(reverse("people:invitation", args=[offer.key]), form)

    person = User.objects.get(email="sam@wexcombe.example")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.first_name == "Samira"


@pytest.mark.parametrize(
    ("password1", "password2", "field", "message"),
    [
        ("short", "short", "password1", "This password is too short. It must contain at least 12 characters."),
        (PASSWORD, "something else", "password2", "The two passwords differ. Enter the same one twice."),
        ("sam@wexcombe.example", "sam@wexcombe.example", "password1", "The password is too similar to the email."),
    ],
)
def test_a_password_that_will_not_do_is_explained(client, offer, password1, password2, field, message):
    form = {**NAMES, "password1": password1, "password2": password2}

    response = client.post(reverse("people:invitation", args=[offer.key]), form)

    assert response.status_code == 200
    assert response.context["form"].errors[field] == [message]
    assert not User.objects.filter(email="sam@wexcombe.example").exists()


def test_an_unknown_address_is_not_found(client, db):
    assert client.get(reverse("people:invitation", args=[uuid.uuid4()])).status_code == 404


def test_an_expired_invitation_is_gone(client, offer):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert client.get(reverse("people:invitation", args=[offer.key])).status_code == 410


def test_a_colleague_who_is_signed_in_is_told_so(client, offer, person):
    client.force_login(person)

    response = client.get(reverse("people:invitation", args=[offer.key]))

    assert response.templates[0].name == "people/invitation_signed_in.html"


def test_the_database_holds_one_open_invitation_an_email(offer):
    constraints = [constraint.name for constraint in Invitation._meta.constraints]

    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Invitation._meta.db_table)

    assert [found[name]["unique"] for name in constraints] == [True]
