import pytest

from hub.people import invitations, staff_list
from hub.people.models import Invitation
from tests.factories.people import PersonFactory, UnitFactory

HEAD = "email,first name,last name,unit,staff group code,job title,kind\n"


def test_a_good_list_invites_everybody_with_their_details(librarian):
    unit = UnitFactory(name="Ward 7")
    rows = staff_list.check(HEAD + "Jo@wexcombe.example,Jo,Bell,ward 7,3,Nurse,\nal@other.example,Al,Fox,,,,guest\n")

    assert staff_list.invite_all(rows, by=librarian) == 2
    details = Invitation.objects.order_by("pk").values_list("email", "unit", "staff_group__code", "job_title", "kind")
    assert list(details) == [
        ("jo@wexcombe.example", unit.pk, "03", "Nurse", "staff"),
        ("al@other.example", None, None, "", "guest"),
    ]


def test_the_same_list_again_invites_nobody(librarian, mailoutbox):
    text = HEAD + "jo@wexcombe.example,Jo,Bell,,,,\n"
    staff_list.invite_all(staff_list.check(text), by=librarian)

    again = staff_list.check(text)

    assert [row.note for row in again] == ["Is invited already"]
    assert staff_list.invite_all(again, by=librarian) == 0
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ("jo,Jo,Bell,,,,", ["The email address is missing or not valid."]),
        ("jo@wexcombe.example,,Bell,,,,", ["The first name is missing."]),
        ("jo@wexcombe.example,Jo,Bell,Ward 99,,,", ["No unit has this name."]),
        ("jo@wexcombe.example,Jo,Bell,Twice,,,", ["Several units have this name."]),
        ("jo@wexcombe.example,Jo,Bell,,99,,", ["No staff group has this code."]),
        ("jo@wexcombe.example,Jo,Bell,,,,robot", ["The kind must be staff or guest, or empty for staff."]),
        ("jo@wexcombe.example,Jo,=1+1,,,,", ["The last name starts with '=', as a formula does."]),
        ("jo@wexcombe.example,Jo,Bell,,,@SUM(A1),", ["The job title starts with '@', as a formula does."]),
        ('jo@wexcombe.example,"J\no",Bell,,,,', ["The first name holds a line break or another control character."]),
        ("jo@wexcombe.example,Jo,Bell,,,,,more", ["There are more cells than columns."]),
        (f"jo@wexcombe.example,{'J' * 81},Bell,,,,", ["The first name is too long."]),
    ],
)
def test_each_problem_of_a_row_is_named(db, cells, problems):
    UnitFactory(name="Twice", parent=UnitFactory())
    UnitFactory(name="Twice", parent=UnitFactory())

    (row,) = staff_list.check(HEAD + cells)

    assert row.problems == problems
    assert not row.will_be_invited


def test_people_who_are_known_are_left_out_and_leavers_are_a_problem(librarian):
    PersonFactory(email="here@wexcombe.example")
    PersonFactory(email="gone@wexcombe.example", is_active=False)
    invitations.invite("asked@wexcombe.example", by=librarian)

    rows = staff_list.check(HEAD + "".join(f"{name}@wexcombe.example,A,B,,,,\n" for name in ("here", "gone", "asked")))

    assert [(row.note, row.problems) for row in rows] == [
        ("Has an account already", []),
        ("", ["This person had an account and left. Open that account again instead."]),
        ("Is invited already", []),
    ]


def test_the_second_row_of_one_person_says_where_the_first_is(db):
    rows = staff_list.check(HEAD + "jo@wexcombe.example,Jo,Bell,,,,\nJO@wexcombe.example,Jo,Bell,,,,\n")

    assert [row.problems for row in rows] == [[], ["The same email address is on line 2."]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The first line must name the columns. Missing: email, first name, last name."),
        (HEAD, "The file has a heading but no people."),
        ("email,first name,last name,salary\n", "Unknown columns: salary. Possible are: "),
        (HEAD + "a@b.example,A,B,,,,\n" * 2_001, "The file has more than 2,000 people."),
    ],
)
def test_a_file_that_is_no_staff_list_is_refused(db, text, message):
    with pytest.raises(staff_list.StaffListRefused) as refused:
        staff_list.check(text)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"x" * 1_000_001, "The file is larger than 1 MB."),
        (b"PK\x03\x04 a spreadsheet", "This is not a CSV file."),
        (b"email\0", "This is not a CSV file."),
    ],
)
def test_a_file_that_is_no_text_is_refused(content, message):
    with pytest.raises(staff_list.StaffListRefused) as refused:
        staff_list.text_of(content)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("content", ["José".encode("utf-8-sig"), "José".encode("cp1252")])
def test_accents_survive_whatever_excel_wrote(content):
    assert staff_list.text_of(content) == "José"


@pytest.mark.parametrize("count", [1, 3])
def test_checking_costs_the_same_however_many_rows(db, django_assert_num_queries, count):
    text = HEAD + "".join(f"p{number}@wexcombe.example,A,B,,,,\n" for number in range(count))

    with django_assert_num_queries(4):
        staff_list.check(text)
