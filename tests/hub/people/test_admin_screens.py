import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.people import invitations
from hub.people.models import Invitation, Place, Unit, User
from hub.people.roles import EDITORS, LIBRARY_TEAM, REVIEWERS
from tests.factories.people import PersonFactory, PlaceFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("no_second_factor")

HEAD = "email,first name,last name,unit,staff group code,job title,kind\n"


@pytest.fixture
def library(client, librarian):
    client.force_login(librarian)
    return client


@pytest.fixture
def operations(client, operator):
    client.force_login(operator)
    return client


def upload(text):
    return {"file": SimpleUploadedFile("staff.csv", text.encode())}


def test_invite_one_person(library, mailoutbox):
    unit = UnitFactory()
    form = {"email": "jo@wexcombe.example", "first_name": "Jo", "last_name": "Bell", "kind": "staff", "unit": unit.pk}

    shown = library.get(reverse("people_admin:invite"))
    response = library.post(reverse("people_admin:invite"), form)

    assert shown.status_code == 200
    assert response["Location"] == reverse("people_admin:invitations")
    assert Invitation.objects.get().unit == unit
    assert len(mailoutbox) == 1
    assert "jo@wexcombe.example" in library.get(response["Location"]).content.decode()


def test_inviting_somebody_with_an_account_says_so_beside_the_field(library, person):
    form = {"email": person.email, "first_name": "Jo", "last_name": "Bell", "kind": "staff"}

    response = library.post(reverse("people_admin:invite"), form)

    assert response.context["form"].errors["email"] == ["This person already has an account."]


def test_a_staff_list_is_shown_first_and_invites_nobody(library):
    text = HEAD + "jo@wexcombe.example,Jo,Bell,,,,\nbad,Al,Fox,,,,\n"

    response = library.post(reverse("people_admin:staff_list"), upload(text))

    preview = response.context["preview"]
    assert (preview["to_invite"], preview["with_problems"], preview["known"]) == (1, 1, 0)
    assert not Invitation.objects.exists()


def test_confirming_it_invites_the_good_rows_once(library, mailoutbox):
    text = HEAD + "jo@wexcombe.example,Jo,Bell,,,,\nbad,Al,Fox,,,,\n"
    preview = library.post(reverse("people_admin:staff_list"), upload(text)).context["preview"]

    for _ in range(2):
        response = library.post(reverse("people_admin:staff_list"), {"text": preview["text"], "confirmed": "on"})

    assert response["Location"] == reverse("people_admin:invitations")
    assert [invitation.email for invitation in Invitation.objects.all()] == ["jo@wexcombe.example"]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(("content", "message"), [(None, "Choose a file."), ("x" * 1_000_001, "The file is larger")])
def test_a_file_that_will_not_do_is_explained(library, content, message):
    response = library.post(reverse("people_admin:staff_list"), upload(content) if content else {})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()[0].startswith(message)


def test_withdraw_and_send_again_from_the_list(library, librarian, mailoutbox):
    first = invitations.invite("a@wexcombe.example", by=librarian)
    second = invitations.invite("b@wexcombe.example", by=librarian)

    library.post(reverse("people_admin:withdraw", args=[first.key]))
    library.post(reverse("people_admin:resend", args=[second.key]))

    assert list(Invitation.objects.open()) == [second]
    assert [mail.to for mail in mailoutbox][2:] == [["b@wexcombe.example"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_are_open(library, librarian, count, django_assert_max_num_queries):
    for number in range(count):
        invitations.invite(f"p{number}@wexcombe.example", by=librarian, unit=UnitFactory())
    library.get(reverse("people_admin:invitations"))

    with django_assert_max_num_queries(12):
        library.get(reverse("people_admin:invitations"))


PEOPLE_PAGES = ["people_admin:invitations", "people_admin:invite", "people_admin:staff_list"]
PEOPLE_PAGES += ["people_units:index", "people_units:add", "people_places:index", "people_places:add"]
PEOPLE_PAGES += ["people_staff_groups:index"]


@pytest.mark.parametrize("name", PEOPLE_PAGES)
@pytest.mark.parametrize("role", [None, EDITORS, REVIEWERS, LIBRARY_TEAM, "superuser"])
def test_people_pages_are_for_library_team_and_operators(client, make_person, name, role):
    client.force_login(make_person(is_superuser=True) if role == "superuser" else make_person(role=role))

    expected = 403 if role is None else 200 if role in (LIBRARY_TEAM, "superuser") else 302

    assert client.get(reverse(name)).status_code == expected


@pytest.mark.parametrize("role", [None, EDITORS, REVIEWERS, LIBRARY_TEAM, "superuser"])
def test_accounts_are_for_operators(client, make_person, role):
    someone = PersonFactory()
    client.force_login(make_person(is_superuser=True) if role == "superuser" else make_person(role=role))
    paths = [
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:edit", args=[someone.pk]),
        reverse("people_admin:life", args=[someone.key]),
    ]

    expected = 403 if role is None else 200 if role == "superuser" else 302

    assert [client.get(path).status_code for path in paths] == [expected] * 3


@pytest.mark.parametrize(("role", "shown"), [(EDITORS, False), (LIBRARY_TEAM, True)])
def test_the_menu_item_is_there_for_who_may_use_it(client, make_person, role, shown):
    client.force_login(make_person(role=role))

    assert (reverse("people_admin:invitations") in client.get("/admin/").content.decode()) is shown


def test_the_edit_form_keeps_every_field_of_ours(operations, person):
    unit, place, manager = UnitFactory(), PlaceFactory(), PersonFactory()
    path = reverse("wagtailusers_users:edit", args=[person.pk])
    form = {
        "email": "New.Name@wexcombe.example",
        "first_name": "New",
        "last_name": "Name",
        "job_title": "Porter",
        "kind": "guest",
        "unit": unit.pk,
        "workplace": place.pk,
        "manager": manager.pk,
        "joined_on": "2024-05-01",
    }

    shown = operations.get(path)
    response = operations.post(path, form)

    person.refresh_from_db()
    assert shown.status_code == 200
    assert response.status_code == 302
    assert (person.email, str(person), person.job_title) == ("new.name@wexcombe.example", "New Name", "Porter")
    assert (person.kind, person.unit, person.workplace, person.manager) == ("guest", unit, place, manager)
    assert person.is_active


@pytest.mark.parametrize("name", ["password1", "is_active"])
def test_the_edit_form_sets_no_password_and_closes_no_account(operations, person, name):
    response = operations.get(reverse("wagtailusers_users:edit", args=[person.pk]))

    assert name not in response.context["form"].fields


def test_an_address_of_somebody_else_is_refused(operations, person):
    other = PersonFactory()
    form = {"email": other.email.upper(), "first_name": "A", "last_name": "B", "kind": "staff"}

    response = operations.post(reverse("wagtailusers_users:edit", args=[person.pk]), form)

    assert response.context["form"].errors["email"] == ["Somebody already has an account with this email address."]


def test_accounts_are_neither_added_nor_deleted_by_hand(operations, person):
    index = operations.get(reverse("wagtailusers_users:index")).content.decode()

    for name, arguments in (("add", []), ("delete", [person.pk])):
        path = reverse(f"wagtailusers_users:{name}", args=arguments)
        assert operations.post(path, {}).status_code == 302
        assert path not in index
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_nothing_is_done_to_many_accounts_at_once(operations, person, action):
    path = reverse("wagtail_bulk_action", args=["hub_people", "user", action])

    response = operations.post(f"{path}?id={person.pk}", {"mark_as_active": "False"})

    person.refresh_from_db()
    assert response.status_code == 404
    assert person.is_active


def test_an_operator_closes_opens_and_erases_an_account(operations, person):
    path, states = reverse("people_admin:life", args=[person.key]), []

    for step in ({"step": "leave"}, {"step": "come_back"}, {"step": "erase"}, {"step": "erase", "sure": "on"}):
        operations.post(path, step)
        person.refresh_from_db()
        states.append((person.is_active, person.erased_at is not None))

    assert states == [(False, False), (True, False), (True, False), (False, True)]
    assert operations.get(path).status_code == 200


def test_nobody_closes_their_own_account_on_the_screen(operations, operator):
    operations.post(reverse("people_admin:life", args=[operator.key]), {"step": "leave"})

    operator.refresh_from_db()
    assert operator.is_active


def choices(response):
    return list(response.context["results"])


@pytest.mark.parametrize("words", ["odhiambo", "grace odh", "grace@", "radiographer"])
def test_the_person_chooser_searches_names_address_and_job(client, make_person, words):
    client.force_login(make_person(role=EDITORS))
    grace = PersonFactory(
        first_name="Grace", last_name="Odhiambo", email="grace@wexcombe.example", job_title="Radiographer"
    )
    PersonFactory(first_name="Grace", last_name="Other", email="other@wexcombe.example", is_active=True)
    PersonFactory(last_name="Odhiambo", job_title="Radiographer", is_active=False)

    response = client.get(reverse("person_chooser:choose_results"), {"q": words})

    assert grace in choices(response)
    assert all(person.is_active for person in choices(response))
    assert len(choices(response)) == 1


def test_the_person_chooser_shows_twenty_a_page(client, make_person):
    client.force_login(make_person(role=EDITORS))
    PersonFactory.create_batch(25)

    response = client.get(reverse("person_chooser:choose"))

    assert response.status_code == 200
    assert len(choices(response)) == 20


def test_the_unit_chooser_leaves_out_what_has_ended(client, make_person):
    client.force_login(make_person(role=EDITORS))
    ended = UnitFactory(valid_to="2020-01-01")
    here = UnitFactory()

    found = choices(client.get(reverse("unit_chooser:choose_results")))

    assert here in found
    assert ended not in found


def test_the_place_chooser_finds_by_what_is_around(client, make_person):
    client.force_login(make_person(role=EDITORS))
    room = PlaceFactory(name="Library", full_name="Royal, Level 2, Library")
    PlaceFactory()

    assert choices(client.get(reverse("place_chooser:choose_results"), {"q": "royal level"})) == [room]


def test_saving_a_place_on_the_screen_keeps_the_names_below_right(library):
    site = PlaceFactory(kind="site", name="General", full_name="General")
    room = PlaceFactory(name="Library", full_name="General, Library", parent=site)

    response = library.post(
        reverse("people_places:edit", args=[site.pk]), {"kind": "site", "name": "Royal", "directions": ""}
    )

    room.refresh_from_db()
    assert response.status_code == 302
    assert room.full_name == "Royal, Library"


@pytest.mark.parametrize(("model", "name"), [(Unit, "people_units"), (Place, "people_places")])
def test_nothing_is_put_below_itself(library, model, name):
    factory = {Unit: UnitFactory, Place: PlaceFactory}[model]
    top = factory()
    below = factory(parent=top)
    form = {"name": "Top", "kind": "site", "parent": below.pk, "level": "", "directions": ""}

    response = library.post(reverse(f"{name}:edit", args=[top.pk]), form)

    assert list(response.context["form"].errors) == ["parent"]


@pytest.mark.parametrize("name", ["people_units", "people_places", "people_staff_groups"])
def test_registers_delete_nothing(operations, name):
    row = {"people_units": UnitFactory, "people_places": PlaceFactory}.get(name, lambda: None)()
    pk = row.pk if row else 1

    assert operations.post(reverse(f"{name}:delete", args=[pk])).status_code == 302
    assert row is None or type(row).objects.filter(pk=pk).exists()
