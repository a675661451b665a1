import uuid

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.people import actions, invitations, lifecycle
from hub.people.models import Invitation, Place, User
from hub.people.querysets import NeverDeleted
from hub.people.roles import EDITORS
from tests.factories.people import PersonFactory, PlaceFactory, UnitFactory, staff_group


def models_that_point_at_people():
    def points(field):
        return field.remote_field and field.remote_field.model is User and not field.many_to_many

    return {m._meta.label for m in apps.get_models() if any(points(field) for field in m._meta.local_fields)}


def test_every_model_with_a_foreign_key_to_user_has_an_entry():
    named = {entry.model.lower() for entry in lifecycle.entries()}

    missing = sorted(label for label in models_that_point_at_people() if label.lower() not in named)

    assert missing == []


def test_every_entry_names_a_model_that_exists():
    for entry in lifecycle.entries():
        assert apps.get_model(entry.model)


def test_an_entry_that_does_nothing_must_say_why():
    with pytest.raises(ValueError, match="does not say why"):
        lifecycle.register("hub_people.User")


@pytest.fixture
def full_person(make_person):
    """Somebody with everything that an account can hold."""
    person = make_person(
        role=EDITORS,
        email="alex@wexcombe.example",
        job_title="Nurse",
        unit=UnitFactory(),
        staff_group=staff_group(),
        workplace=PlaceFactory(),
        manager=PersonFactory(),
        joined_on=timezone.localdate(),
        is_superuser=True,
    )
    person.user_permissions.add(Permission.objects.first())
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    SocialAccount.objects.create(user=person, provider="trust", uid="u-1")
    return person


def test_leave_closes_the_account_and_ends_the_sessions(client, person, operator):
    client.force_login(person)

    left = actions.leave(person, by=operator)

    assert (left.is_active, left.left_on) == (False, timezone.localdate())
    assert client.get(reverse("people:account")).status_code == 302


def test_leave_runs_every_entry_once_and_twice_is_harmless(person, operator, monkeypatch):
    told = []
    entry = lifecycle.Entry("hub_people.User", lambda person, now: told.append((person.pk, now)), None, None)
    monkeypatch.setattr(lifecycle, "entries", lambda: [entry])
    now = timezone.now()

    actions.leave(person, by=operator, now=now)
    actions.leave(person, by=operator)

    assert told == [(person.pk, now)]


def test_an_entry_that_fails_leaves_everything_as_it_was(person, operator, monkeypatch):
    def fail(person, now):
        raise RuntimeError

    monkeypatch.setattr(lifecycle, "entries", lambda: [lifecycle.Entry("hub_people.User", fail, None, None)])

    with pytest.raises(RuntimeError):
        actions.leave(person, by=operator)

    person.refresh_from_db()
    assert person.is_active


def test_nobody_closes_their_own_account(operator):
    with pytest.raises(actions.AccountRefused):
        actions.leave(operator, by=operator)


def test_come_back_opens_it_again(person, operator):
    actions.leave(person, by=operator)

    back = actions.come_back(person, by=operator)

    assert (back.is_active, back.left_on) == (True, None)


def test_leaving_withdraws_an_open_invitation_to_the_same_address(librarian, operator):
    invitations.invite("jo@wexcombe.example", by=librarian)
    person = PersonFactory(email="jo@wexcombe.example")

    actions.leave(person, by=operator)

    assert not Invitation.objects.open().exists()


def test_erase_blanks_every_personal_field_and_keeps_the_row(full_person, operator):
    report = PersonFactory(manager=full_person)
    stamp = full_person.sign_in_stamp

    person = actions.erase(full_person, by=operator)
    person.refresh_from_db()
    report.refresh_from_db()

    kept = {"id", "key", "password", "kind", "is_active", "erased_at", "sign_in_stamp", "is_superuser"}
    rest = {f.name: getattr(person, f.name) for f in User._meta.concrete_fields if f.name not in kept}
    assert set(rest.values()) == {None, ""}
    assert (str(person), person.is_active, person.is_superuser) == ("Former colleague", False, False)
    assert not person.has_usable_password()
    assert person.sign_in_stamp != stamp
    assert report.manager is None
    assert [person.groups.count(), person.user_permissions.count()] == [0, 0]
    for model in (EmailAddress, Authenticator, SocialAccount):
        assert not model.objects.filter(user=person).exists()


def test_erase_twice_is_harmless_and_nobody_comes_back_from_it(full_person, operator):
    first = actions.erase(full_person, by=operator)
    again = actions.erase(full_person, by=operator)

    assert again.erased_at == first.erased_at
    with pytest.raises(actions.AccountRefused):
        actions.come_back(full_person, by=operator)


def test_the_audit_log_forgets_the_name_too(full_person, operator):
    name = str(full_person)
    ModelLogEntry.objects.log_action(full_person, "wagtail.edit", user=operator)

    actions.erase(full_person, by=operator)

    assert [entry for entry in ModelLogEntry.objects.all() if name in entry.label] == []
    assert ModelLogEntry.objects.filter(action="hub_people.erase").count() == 1


def test_the_email_of_an_erased_person_can_be_invited_again(full_person, operator, librarian):
    actions.erase(full_person, by=operator)

    assert invitations.invite("alex@wexcombe.example", by=librarian).pk


def test_people_are_never_deleted(person):
    with pytest.raises(NeverDeleted):
        person.delete()
    with pytest.raises(NeverDeleted):
        User.objects.filter(pk=person.pk).delete()


def test_export_holds_the_account_and_the_rows_of_every_room(full_person):
    data = actions.export(full_person)

    assert data["account"][0]["email"] == "alex@wexcombe.example"
    assert data["account"][0]["roles"] == [EDITORS]
    assert data["account"][0]["second_step_at_sign_in"] is True
    assert data["account.EmailAddress"] == [{"email": "alex@wexcombe.example", "confirmed": True}]
    assert {entry.model for entry in lifecycle.entries() if entry.export} < set(data)


def test_download_is_a_file_of_ones_own_data(client, person):
    client.force_login(person)

    response = client.get(reverse("people:download"))

    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert "no-store" in response["Cache-Control"]
    assert response.json()["account"][0]["email"] == person.email


def test_a_new_address_must_be_confirmed_at_the_next_sign_in(make_person, operator):
    person = make_person()

    actions.change_email(person, email="New@wexcombe.example", by=operator)

    assert EmailAddress.objects.values_list("email", "verified", "primary").get(user=person) == (
        "new@wexcombe.example",
        False,
        True,
    )


def test_a_new_address_of_somebody_else_is_refused(make_person, operator):
    with pytest.raises(actions.AccountRefused):
        actions.change_email(make_person(), email=operator.email.upper(), by=operator)


def test_ending_sessions_changes_the_stamp_alone(person):
    before = person.sign_in_stamp

    actions.end_sessions(person)
    person.refresh_from_db()

    assert isinstance(person.sign_in_stamp, uuid.UUID)
    assert person.sign_in_stamp != before


def test_saving_a_place_names_it_and_everything_below(db):
    site = actions.save_place(Place(kind="site", name="General"))
    floor = actions.save_place(Place(kind="floor", name="Level 2", parent=site))
    room = actions.save_place(Place(kind="room", name="Library", parent=floor))

    site.name = "Royal"
    actions.save_place(site)

    names = Place.objects.filter(pk__in=[site.pk, floor.pk, room.pk]).order_by("pk").values_list("full_name", flat=True)
    assert list(names) == ["Royal", "Royal, Level 2", "Royal, Level 2, Library"]
