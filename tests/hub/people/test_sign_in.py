import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from hub.people import actions
from hub.people.models import User
from hub.people.roles import EDITORS, LIBRARY_TEAM, REVIEWERS

from .conftest import PASSWORD


def sign_in(client, person, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": person.email, "password": password, **extra})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up_second_factor(client):
    """Set it up on the screens, as a person would; return the secret and the recovery codes."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return secret, client.get(response["Location"]).context["unused_codes"]


def test_sign_in_with_email_whatever_its_case(client, make_person):
    person = make_person(email="alex@wexcombe.example")
    person.email = "ALEX@Wexcombe.example"

    response = sign_in(client, person)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session.get_expire_at_browser_close()


def test_sign_in_goes_on_to_the_page_that_was_wanted(client, make_person):
    response = sign_in(client, make_person(), next="/my/account/")

    assert response["Location"] == "/my/account/"


def test_sign_in_never_leads_to_another_host(client, make_person):
    response = sign_in(client, make_person(), next="https://elsewhere.example/")

    assert response["Location"] == "/"


@pytest.mark.parametrize("email", ["known@wexcombe.example", "unknown@wexcombe.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, make_person, email):
    make_person(email="known@wexcombe.example")

    response = client.post(reverse("account_login"), {"login": email, "password": "wrong"})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "The email address or the password is wrong. Check both and try again."
    ]


def test_the_sixth_wrong_password_is_not_even_tried(client, make_person):
    person = make_person()
    for _ in range(5):
        sign_in(client, person, password="wrong")

    response = sign_in(client, person)

    assert response.context["form"].non_field_errors() == [
        "There were too many wrong attempts. Wait 5 minutes, or reset your password."
    ]


def test_a_leaver_is_told_that_the_account_is_closed(client, make_person):
    person = make_person(is_active=False)

    assert sign_in(client, person)["Location"] == reverse("account_inactive")


def test_an_address_that_was_not_confirmed_is_confirmed_by_mail_first(client, make_person, mailoutbox, settings):
    person = make_person()
    EmailAddress.objects.update(verified=False)

    response = sign_in(client, person)
    link = re.search(r"http\S+/accounts/confirm-email/\S+", mailoutbox[0].body)[0]
    path = link.removeprefix(settings.HUB_BASE_URL)
    shown = client.get(path)
    still = EmailAddress.objects.get(user=person).verified
    client.post(path)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert (shown.status_code, still) == (200, False)
    assert EmailAddress.objects.get(user=person).verified


@pytest.mark.parametrize("host", ["testserver", "attacker.example"])
def test_password_reset_by_a_link_to_our_own_address(client, make_person, mailoutbox, settings, host):
    person = make_person()

    client.post(reverse("account_reset_password"), {"email": person.email}, headers={"host": host})
    link = re.search(r"http\S+/password/reset/key/\S+", mailoutbox[0].body)[0]
    page = client.get(link.removeprefix(settings.HUB_BASE_URL), follow=True)
    new = {"password1": "kettle orange monday", "password2": "kettle orange monday"}
    client.post(page.redirect_chain[-1][0], new)

    person.refresh_from_db()
    assert link.startswith(settings.HUB_BASE_URL)
    assert person.check_password("kettle orange monday")


def test_a_reset_link_from_before_the_account_was_closed_sets_nothing(client, make_person, operator, mailoutbox):
    person = make_person()
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http\S+/password/reset/key/\S+", mailoutbox[0].body)[0]
    form_address = client.get(urlsplit(link).path).url
    actions.leave(person, by=operator)
    person.refresh_from_db()
    before = person.password

    client.post(form_address, {"password1": "harbour violet tandem", "password2": "harbour violet tandem"})

    person.refresh_from_db()
    assert person.password == before


def test_password_reset_tells_a_stranger_nothing(client, make_person):
    known = client.post(reverse("account_reset_password"), {"email": make_person().email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@wexcombe.example"})

    assert known["Location"] == unknown["Location"] == reverse("account_reset_password_done")


def test_changing_the_password_ends_the_other_sessions(client, make_person):
    person, elsewhere = make_person(), Client()
    client.force_login(person)
    elsewhere.force_login(person)
    new = {"oldpassword": PASSWORD, "password1": "kettle orange monday", "password2": "kettle orange monday"}

    response = client.post(reverse("account_change_password"), new)

    assert response["Location"] == reverse("people:account")
    assert client.get(reverse("people:account")).status_code == 200
    assert elsewhere.get(reverse("people:account")).status_code == 302


def test_sign_up_is_closed_unless_domains_are_named(client, db):
    response = client.get(reverse("account_signup"))

    assert response.templates[0].name == "account/signup_closed.html"
    assert "Open an account" not in client.get(reverse("account_login")).content.decode()


def test_sign_up_is_for_the_named_domains_and_confirmed_by_mail(client, db, settings, mailoutbox):
    settings.HUB_SIGNUP_DOMAINS = ["wexcombe.example"]
    form = {"first_name": "Jo", "last_name": "Bell", "password1": PASSWORD, "password2": PASSWORD}

    refused = client.post(reverse("account_signup"), {**form, "email": "jo@elsewhere.example"})
    taken = client.post(reverse("account_signup"), {**form, "email": "jo@wexcombe.example"})

    assert refused.context["form"].errors["email"] == [
        "Use a work email address that ends in @wexcombe.example, or ask the library to invite you."
    ]
    assert taken["Location"] == reverse("account_email_verification_sent")
    person = User.objects.get()
    assert (person.email, person.first_name, person.last_name) == ("jo@wexcombe.example", "Jo", "Bell")
    assert [mail.subject for mail in mailoutbox] == ["Confirm your email address"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["people:sign_out", "account_logout", "people:admin_logout"])
def test_every_way_out_is_total(client, make_person, address):
    path = "/admin/logout/" if address == "people:admin_logout" else reverse(address)
    client.force_login(make_person())
    key = client.session.session_key

    response = client.post(path)

    assert response["Location"] == "/accounts/login/?signed_out=1"
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "no-store" in response["Cache-Control"]
    assert not client.session.exists(key)
    assert "Nothing is left on this computer" in client.get(response["Location"]).content.decode()


def test_a_link_never_signs_out(client, make_person):
    client.force_login(make_person())

    assert client.get(reverse("people:sign_out")).status_code == 405
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session


def test_pages_of_a_signed_in_person_are_not_kept(client, make_person):
    client.force_login(make_person())

    assert client.get(reverse("people:account"))["Cache-Control"] == "private, no-store"


def test_signing_out_everywhere_spares_this_session(client, make_person):
    person, elsewhere = make_person(), Client()
    client.force_login(person)
    elsewhere.force_login(person)

    client.post(reverse("people:end_sessions"))

    assert client.get(reverse("people:account")).status_code == 200
    assert elsewhere.get(reverse("people:account")).status_code == 302


@pytest.mark.parametrize("role", [LIBRARY_TEAM, REVIEWERS, "superuser"])
def test_privileged_people_see_nothing_before_their_second_factor(client, make_person, role):
    person = make_person(is_superuser=True) if role == "superuser" else make_person(role=role)
    client.force_login(person)

    answers = [client.get(path) for path in ("/", "/my/account/", "/admin/", "/my/account/data/")]

    assert [answer["Location"] for answer in answers] == [reverse("mfa_activate_totp")] * 4
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.post(reverse("people:sign_out"))["Location"] == "/accounts/login/?signed_out=1"


@pytest.mark.parametrize("role", [None, EDITORS])
def test_others_are_left_alone(client, make_person, role):
    client.force_login(make_person(role=role))

    assert client.get(reverse("people:account")).status_code == 200


def test_the_setting_frees_a_demo_from_it(client, librarian, no_second_factor):
    client.force_login(librarian)

    assert client.get(reverse("people:account")).status_code == 200


def test_after_setting_it_up_every_sign_in_asks_for_it(client, librarian):
    sign_in(client, librarian)
    secret, _ = set_up_second_factor(client)
    opened = client.get(reverse("people:account"))
    other = Client()

    first = sign_in(other, librarian)
    halfway = other.get(reverse("people:account"))
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    from django.core.cache import cache  # noqa: PLC0415 -- a code counts once: forget that this one was used

    cache.clear()
    second = other.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert opened.status_code == 200
    assert first["Location"] == reverse("mfa_authenticate")
    assert halfway["Location"].startswith(reverse("account_login"))
    assert wrong.context["form"].errors["code"] == [
        "The code is wrong or too old. Enter the code that your app shows now."
    ]
    assert second["Location"] == "/"


@pytest.mark.parametrize(("minutes", "asked"), [(0, False), (6, True)])
def test_the_password_is_asked_again_only_some_minutes_after_signing_in(client, librarian, minutes, asked):
    sign_in(client, librarian)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= minutes * 60
    session.save()

    response = client.get(reverse("mfa_activate_totp"))

    assert (response.status_code == 302) is asked
    assert not asked or response["Location"].startswith(reverse("account_reauthenticate"))


def test_a_recovery_code_works_once(client, librarian):
    sign_in(client, librarian)
    _, codes = set_up_second_factor(client)
    answers = []

    for _ in range(2):
        other = Client()
        sign_in(other, librarian)
        answers.append(other.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code)

    assert answers == [302, 200]


def test_who_needs_it_cannot_turn_it_off(client, librarian):
    sign_in(client, librarian)
    set_up_second_factor(client)

    response = client.post(reverse("mfa_deactivate_totp"))

    assert response.context["form"].non_field_errors() == [
        "Your role needs a second step at sign-in, so you cannot turn it off."
    ]
    assert Authenticator.objects.filter(user=librarian, type="totp").exists()


def test_a_lost_second_factor_is_removed_by_an_operator_and_sessions_end(client, librarian, operator):
    sign_in(client, librarian)
    set_up_second_factor(client)

    actions.remove_second_factor(librarian, by=operator)

    assert sign_in(Client(), librarian)["Location"] == "/"
    assert client.get(reverse("people:account"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [None, LIBRARY_TEAM])
def test_person_roles_and_second_factor_cost_one_query(client, make_person, django_assert_num_queries, role):
    person = make_person(role=role)
    sign_in(client, person)
    if role:
        set_up_second_factor(client)

    with django_assert_num_queries(2):  # the session, and the person with everything
        response = client.get(reverse("people:end_sessions"))

    assert response.status_code == 405


@pytest.mark.parametrize(
    ("path", "goal"),
    [
        ("/admin/login/", "/accounts/login/"),
        ("/admin/login/?next=/admin/pages/", "/accounts/login/?next=%2Fadmin%2Fpages%2F"),
        ("/_util/login/", "/accounts/login/"),
        ("/admin/password_reset/", "/accounts/password/reset/"),
        ("/admin/password_reset/done/", "/accounts/password/reset/"),
        ("/admin/password_reset/confirm/MQ/set-password/", "/accounts/password/reset/"),
        ("/admin/password_reset/complete/", "/accounts/password/reset/"),
        ("/admin/logout/", "/accounts/login/"),
        ("/admin/", "/accounts/login/?next=/admin/"),
    ],
)
def test_every_door_of_wagtail_leads_to_ours(client, db, path, goal):
    assert client.get(path)["Location"] == goal


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtails_sign_in_forms_let_nobody_in(client, operator, path):
    response = client.post(path, {"username": operator.email, "password": PASSWORD})

    assert response["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_createsuperuser_makes_an_account_that_can_sign_in(client, db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    names = {"first_name": "Op", "last_name": "Erator"}

    call_command("createsuperuser", interactive=False, verbosity=0, email="op@wexcombe.example", **names)

    assert sign_in(client, User.objects.get())["Location"] == "/"


ACCOUNT_PAGES = {
    None: ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
    + ["account_reset_password_from_key_done", "account_email_verification_sent"]
    + ["socialaccount_login_cancelled"],
    "staff": ["account_logout", "account_change_password", "account_email", "account_reauthenticate"]
    + ["mfa_index", "people:account", "socialaccount_connections"],
}


@pytest.mark.parametrize(("who", "name"), [(who, name) for who, names in ACCOUNT_PAGES.items() for name in names])
def test_each_page_of_signing_in_is_in_our_dress(client, make_person, who, name):
    if who:
        sign_in(client, make_person())

    response = client.get(reverse(name))
    text = response.content.decode()

    assert response.status_code == 200
    assert "base.html" in [template.name for template in response.templates]
    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=", text)


def test_the_page_to_set_up_an_app_has_a_picture_and_its_key(client, librarian):
    sign_in(client, librarian)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    response = client.get(reverse("mfa_activate_totp"))
    text = response.content.decode()

    assert 'src="data:image/svg+xml;base64,' in text
    assert response.context["form"].secret in text
    assert "<svg" not in text.partition("<main")[2].partition("</main>")[0]
