"""Sign-in with the organisation's own accounts, against a provider that answers over real HTTP."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from hub.people import actions, invitations
from hub.people.models import User
from hub.people.roles import LIBRARY_TEAM

from .mock_provider import CLIENT_ID, CLIENT_SECRET, running_provider


@pytest.fixture
def provider(settings):
    with running_provider() as provider:
        app = {
            "provider_id": "trust",
            "name": "your trust account",
            "client_id": CLIENT_ID,
            "secret": CLIENT_SECRET,
            "settings": {"server_url": provider.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield provider


def sign_in(client, provider, **claims):
    """Go to the provider and come back, as a browser would; return the last answer of the Hub."""
    provider.claims = {"sub": "u-1", "given_name": "Jo", "family_name": "Bell", **claims}
    away = client.get("/accounts/oidc/trust/login/?process=login")
    back = requests.get(away["Location"], allow_redirects=False, timeout=5).headers["Location"]
    parts = urlsplit(back)
    return client.get(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})


def signed_in_as(client):
    key = client.session.get("_auth_user_id")
    return key and User.objects.get(pk=key)


def test_the_sign_in_page_offers_the_provider_by_its_name(client, db, provider):
    assert "Sign in with your trust account" in client.get(reverse("account_login")).content.decode()


def test_the_way_there_carries_state_and_a_pkce_challenge(client, db, provider):
    away = client.get("/accounts/oidc/trust/login/")

    query = parse_qs(urlsplit(away["Location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert sorted(query["scope"][0].split()) == ["email", "openid", "profile"]
    assert {"state", "code_challenge"} <= set(query)


def test_first_sign_in_makes_a_staff_account_with_a_confirmed_address(client, db, provider):
    response = sign_in(client, provider, email="Jo@wexcombe.example", email_verified=True)

    person = User.objects.get()
    assert response["Location"] == "/"
    assert signed_in_as(client) == person
    assert (person.email, person.first_name, person.last_name) == ("jo@wexcombe.example", "Jo", "Bell")
    assert (person.kind, person.has_usable_password(), person.joined_on is not None) == ("staff", False, True)
    assert EmailAddress.objects.values_list("email", "verified").get() == ("jo@wexcombe.example", True)
    assert [path for path in provider.requests if not path.startswith("/.well")] == [
        "/authorize",
        "/token",
        "/userinfo",
    ]


def test_the_second_sign_in_finds_the_same_account_by_its_number_there(client, db, provider):
    sign_in(client, provider, email="jo@wexcombe.example", email_verified=True)
    client.logout()

    sign_in(client, provider, email="jo.married@wexcombe.example", email_verified=True)

    assert signed_in_as(client) == User.objects.get()
    assert SocialAccount.objects.get().uid == "u-1"


def test_an_existing_account_is_joined_when_the_provider_has_checked_the_address(client, make_person, provider):
    person = make_person(email="jo@wexcombe.example")

    sign_in(client, provider, email="JO@wexcombe.example", email_verified=True)

    assert signed_in_as(client) == person
    assert SocialAccount.objects.get().user == person


@pytest.mark.parametrize("claims", [{}, {"email_verified": False}, {"email_verified": "false"}])
def test_an_address_that_nobody_checked_joins_no_account(client, make_person, provider, claims):
    person = make_person(email="jo@wexcombe.example")

    response = sign_in(client, provider, email=person.email, **claims)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()
    assert list(User.objects.all()) == [person]


def test_an_unchecked_address_of_nobody_makes_an_account_that_must_confirm_by_mail(client, db, provider, mailoutbox):
    response = sign_in(client, provider, email="jo@wexcombe.example")

    assert response["Location"] == reverse("account_email_verification_sent")
    assert signed_in_as(client) is None
    assert [mail.to for mail in mailoutbox] == [["jo@wexcombe.example"]]


@pytest.mark.parametrize(("email", "accounts"), [("jo@wexcombe.example", 1), ("jo@elsewhere.example", 0)])
def test_with_the_setting_off_only_the_named_domains_get_an_account(client, db, provider, settings, email, accounts):
    settings.HUB_OIDC_CREATES_ACCOUNTS = False
    settings.HUB_SIGNUP_DOMAINS = ["wexcombe.example"]

    sign_in(client, provider, email=email, email_verified=True)

    assert User.objects.count() == accounts
    assert (signed_in_as(client) is not None) == bool(accounts)


def test_with_the_setting_off_and_no_domains_a_stranger_is_told_to_ask(client, db, provider, settings):
    settings.HUB_OIDC_CREATES_ACCOUNTS = False

    response = sign_in(client, provider, email="jo@wexcombe.example", email_verified=True)

    assert response.templates[0].name == "account/signup_closed.html"
    assert not User.objects.exists()


def test_a_leaver_is_refused_by_address(client, make_person, provider):
    make_person(email="jo@wexcombe.example", is_active=False)

    response = sign_in(client, provider, email="jo@wexcombe.example", email_verified=True)

    assert response["Location"] == reverse("account_inactive")
    assert signed_in_as(client) is None


def test_a_leaver_is_refused_by_the_number_there(client, operator, provider):
    sign_in(client, provider, email="jo@wexcombe.example", email_verified=True)
    actions.leave(signed_in_as(client), by=operator)
    client.logout()

    response = sign_in(client, provider, email="jo.married@wexcombe.example", email_verified=True)

    assert response["Location"] == reverse("account_inactive")
    assert signed_in_as(client) is None


def test_a_privileged_person_still_needs_the_second_factor(client, make_person, provider):
    person = make_person(role=LIBRARY_TEAM)

    sign_in(client, provider, email=person.email, email_verified=True)

    assert client.get(reverse("people:account"))["Location"] == reverse("mfa_activate_totp")


def test_whoever_has_no_password_can_still_set_up_the_second_factor_later(client, db, provider):
    sign_in(client, provider, email="jo@wexcombe.example", email_verified=True)
    User.objects.update(is_superuser=True)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_an_answer_with_a_state_we_did_not_send_is_refused(client, db, provider):
    provider.claims = {"sub": "u-1", "email": "jo@wexcombe.example", "email_verified": True}

    response = client.get("/accounts/oidc/trust/login/callback/", {"code": "code", "state": "made-up"})

    assert response.status_code == 401
    assert not User.objects.exists()


def test_a_token_for_another_client_is_refused(client, db, provider):
    response = sign_in(client, provider, email="jo@wexcombe.example", email_verified=True, aud="somebody-else")

    assert response.status_code == 401
    assert not User.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_link_joins_an_identity_to_the_account_that_is_signed_in(client, make_person, provider, method):
    client.force_login(make_person())

    answer = getattr(client, method)("/accounts/oidc/trust/login/?process=connect")

    assert answer.status_code == 404
    assert not SocialAccount.objects.exists()


def test_somebody_invited_as_a_guest_stays_one(client, db, provider, librarian):
    invitations.invite("jo@hospice.example", kind="guest", by=librarian)

    sign_in(client, provider, email="jo@hospice.example", email_verified=True)

    assert User.objects.get(email="jo@hospice.example").kind == User.Kind.GUEST


def test_a_provider_that_does_not_answer_is_explained(client, db, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"

    response = client.get("/accounts/oidc/trust/login/")

    assert response.status_code == 503
    assert "Signing in did not work" in response.content.decode()
