import dataclasses
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.html import text_of_html
from hub.core.identifiers import LABELS, Finding, Kind, find_identifiers, find_in_html, is_nhs_number


def _found(text, **options):
    return [(str(found.kind), text[found.start : found.end]) for found in find_identifiers(text, **options)]


def _nhs_number(first_nine):
    """Ten digits that pass, or None where the check digit would be 10; worked out apart from the code under test."""
    total = 0
    for place, digit in enumerate(first_nine):
        total += int(digit) * (10 - place)
    check = 11 - total % 11
    return None if check == 10 else first_nine + ("0" if check == 11 else str(check))


@pytest.mark.parametrize(
    "written",
    [
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        "943  476  5919",
        "943 - 476 - 5919",
        "943\u00a0476\u00a05919",
        "943\u2009476\u20135919",
        "943\u200b476\u200b5919",
        "943\t476\t5919",
        "401 023 2137",
        "4505577104",
    ],
)
@pytest.mark.parametrize("around", ["{}", "NHS no. {}.", "NHS{}", "({})", "no:{},", "12 patients: {} and more"])
def test_nhs_number(written, around):
    assert _found(around.format(written)) == [("nhs_number", written)]


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5918",
        "9434765910",
        "943 476 591",
        "94347659190",
        "19434765919",
        "0000000000",
        "111 111 1111",
        "9999999999",
        "0.9434765919",
        "94 34 76 59 19",
        "ISBN 0306406152",
        "ISBN-10: 030 640 6152",
        "isbn/0306406152",
        "PMID 31452104",
        "doi:10.1016/j.jhin.2020.04.012",
        "R&D 12345",
    ],
)
def test_no_nhs_number(text):
    assert "nhs_number" not in {kind for kind, _ in _found(text)}


def test_check_digits_worked_out_here_agree():
    numbers = [_nhs_number(f"{nine:09d}") for nine in range(400_000_000, 400_002_000)]

    assert numbers.count(None) > 100
    assert all(is_nhs_number(number) for number in numbers if number)


@given(st.integers(min_value=0, max_value=999_999_999), st.integers(min_value=1, max_value=9))
def test_a_wrong_check_digit_is_no_nhs_number(nine, shift):
    number = _nhs_number(f"{nine:09d}")
    if number:
        assert not is_nhs_number(number[:9] + str((int(number[9]) + shift) % 10))


@pytest.mark.parametrize("digits", ["", "943476591", "94347659190", "943 476 5919", "94347659l9", "٩٤٣٤٧٦٥٩١٩"])
def test_is_nhs_number_takes_ten_plain_digits_only(digits):
    assert not is_nhs_number(digits)


def test_a_run_that_fails_the_check_does_not_hide_the_next():
    assert _found("111 222 943 476 5919") == [("nhs_number", "943 476 5919")]


DATES = [
    "12/03/1956",
    "1/3/1956",
    "12.03.56",
    "12-03-1956",
    "12 / 03 / 1956",
    "12 03 1956",
    "1956-03-12",
    "03/31/1956",
    "3 March 1956",
    "3rd March 1956",
    "3rd of March 1956",
    "3rd March, 1956",
    "3 Mar 56",
    "3-Mar-1956",
    "03/MAR/1956",
    "March 3rd 1956",
    "March 3, 1956",
    "march the 3rd, 1956",
    "29 February 2024",
    "Sept 3 1956",
]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize(
    "around", ["DOB {}", "dob:{}", "D.O.B. {}", "d/o/b {}", "was born on {}", "Date of birth: {}", "{} (date of birth)"]
)
def test_date_of_birth(date, around):
    assert _found(around.format(date)) == [("date_of_birth", date)]


@pytest.mark.parametrize(
    "text",
    [
        *DATES,
        "Published on 12/03/2024.",
        "born in 1956",
        "DOB 31/02/1956",
        "DOB 45/13/1956",
        "DOB 12/03",
        "DOB 12/03-1956",
        "born 3 March",
        "airborne 12/03/2024",
        "stubborn: 12/03/2024",
        "newborn screening, updated 3 March 2024",
        "born" + " then" * 9 + " 12/03/1956",
        "12/03/1956" + " then" * 9 + " born",
        "DOB 112/03/19567",
    ],
)
def test_no_date_of_birth(text):
    assert _found(text) == []


def test_every_date_near_its_own_word_of_birth_is_found():
    text = "born 1/2/1956. " + "x " * 60 + "Meeting 3/4/2024. " + "x " * 60 + "DOB 5/6/1957 or 5/7/57"

    assert _found(text) == [("date_of_birth", date) for date in ("1/2/1956", "5/6/1957", "5/7/57")]


POSTCODES = ["M1 1AA", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "SW1A1AA", "GIR 0AA", "gir0aa"]
POSTCODES += ["sw1a 1aa", "Sw1A 2AA", "LS1\u00a03EX", "ZZ99 3VZ", "BT1 5GS", "JE2 3AB", "E1  6AN"]


@pytest.mark.parametrize("postcode", POSTCODES)
@pytest.mark.parametrize("around", ["{}", "lives at {}.", "({})", "1 High St,{}", "_{}_"])
def test_postcode(postcode, around):
    assert _found(around.format(postcode)) == [("postcode", postcode)]


@pytest.mark.parametrize(
    "text",
    [
        "M1",
        "SW1A",
        "patients in LS9 and LS10",
        "vitamin B12 3 times",
        "group b1 2nd floor",
        "Ward B1 2nd floor",
        "t4 2hr post dose",
        "HbA1c 48",
        "L4 5mg",
        "B12 5ml",
        "Q1 1AA",
        "QQ1 1AA",
        "M1 1CA",
        "M1 1AIX",
        "XM1 1AA",
        "S123 4AB",
        "CD20 3x",
        "H1N1 2009",
        "COVID19 2AB",
        "E1 6An",
    ],
)
def test_no_postcode(text):
    assert _found(text) == []


PHONES = ["01632 960983", "01632960983", "(01632) 960983", "01632-960-983", "020 7946 0123", "(020)79460123"]
PHONES += [
    "0161 496 0123",
    "016977 2345",
    "07700 900123",
    "07700900123",
    "07700 900 123",
    "07700.900.123",
    "0800 123456",
]
PHONES += [
    "0300 123 4567",
    "0808 157 0192",
    "+44 7700 900123",
    "+447700900123",
    "+44 (0)20 7946 0123",
    "0044 1632 960983",
]
PHONES += ["+44\u00a01632\u00a0960983", "07700\u2013900\u2013123"]


@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize("around", ["{}", "Call {}.", "tel:{}", "[{}]", "{} ext 4567", "on {}, or"])
def test_phone_number(phone, around):
    assert _found(around.format(phone)) == [("phone", phone)]


@pytest.mark.parametrize(
    "text",
    [
        "ext 4567",
        "x4567",
        "bleep 1234",
        "call 999 or 111",
        "01632 9609",
        "01.02.2024 10:30",
        "01/02/2024",
        "01-02-2024 1030",
        "09:00 to 17:00",
        "0900 1030 1300",
        "doi 10.1016/01632960983",
        "978-01632960983",
        "ISBN 0140449132",
        "0632 960983 1",
        "+33 1 23 45 67 89",
        "10 000 000 000",
        "0.01632960983",
    ],
)
def test_no_phone_number(text):
    assert _found(text) == []


def test_an_nhs_number_is_not_a_phone_number_as_well():
    numbers = [_nhs_number(f"0{nine:08d}") for nine in range(16_329_609, 16_329_640)]
    written = next(number for number in numbers if number)

    assert _found(f"CHI {written}") == [("nhs_number", written)]


EMAILS = ["a@b.co", "jane.o'neil+x@ward-3.nhs.uk", "J_SMITH%1@EXAMPLE.ORG", "josé@exämple.example"]


@pytest.mark.parametrize("email", EMAILS)
@pytest.mark.parametrize("around", ["{}", "write to {}.", "<{}>", "mailto:{}?subject=x", "{}, or", "{}\n"])
def test_email(email, around):
    assert _found(around.format(email)) == [("email", email)]


@pytest.mark.parametrize("text", ["@handle", "a@b", "a @ b.co", "cost @ 3.50", "a@.co", "a@b.1", "@b.co", "a@-.co"])
def test_no_email(text):
    assert _found(text) == []


NAMES = ["Mr Smith", "Mrs Smith", "Miss Smith", "Ms Smith", "Mx Smith", "Master Smith", "Mr. Smith", "mrs Smith"]
NAMES += ["MR SMITH", "MRS O'NEIL", "MRS Smith", "Mr O’Neil", "Mrs Smith-Jones", "Mr J Smith", "Mr J. K. Smith"]
NAMES += ["Mr J.K. Smith", "Mr van der Berg", "Mrs de Souza", "Miss Élodie Åberg", "Mr John Smith", "Mr\u00a0Smith"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("around", ["{}", "saw {}.", "{} was seen", "({})", "with {}, then"])
def test_title_with_a_name(name, around):
    assert _found(around.format(name)) == [("titled_name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr Smith",
        "Prof. Smith",
        "Professor Jane Smith",
        "Sister Smith",
        "Nurse Smith",
        "Mrs B",
        "Mrs B was seen",
        "Mr X and Mrs Y",
        "Mr and the others",
        "the mr of",
        "please do not miss Lunch and Learn",
        "Don't Miss Lunch and Learn",
        "DON’T MISS THIS",
        "Miss Out No More",
        "Master Class",
        "Master's degree",
        "the Master list",
        "MS Society",
        "MS Teams",
        "MS TEAMS",
        "MR Imaging",
        "MR SCAN",
        "20 ms Then",
        "Mrs",
        "Mr 3",
        "HMRS Smith",
        "Smith Mr",
    ],
)
def test_no_title_with_a_name(text):
    assert _found(text) == []


def test_of_a_couple_the_second_title_carries_the_name():
    assert _found("Mr and Mrs Smith") == [("titled_name", "Mrs Smith")]


BEDS = ["bed 12", "Bed 3", "BED 4A", "bed no. 7", "bed number 7", "bed space 9", "bedspace 9", "bed-12", "bed: 12"]
BEDS += ["bay 3 bed 4", "Bay 3, Bed 4", "Bay 2 bed 1", "bed 4, bay 3", "bed 4 in bay 3", "beds 3 and 4"]


@pytest.mark.parametrize("bed", BEDS)
@pytest.mark.parametrize("around", ["{}", "the patient in {}.", "({})", "Ward 7 {} had", "{}, then"])
def test_bed_number(bed, around):
    assert _found(around.format(bed)) == [("bed_number", bed)]


@pytest.mark.parametrize(
    "text",
    [
        "12 bed ward",
        "a 12-bed ward",
        "12 beds",
        "beds 120",
        "bed 5S",
        "bay 3",
        "in bed 12 hours a day",
        "bed 24/7",
        "bed 12%",
        "bed rest 3 days",
        "bed days 312",
        "bed occupancy 92",
        "embed 3",
        "Bedford 3",
        "bed 2024",
        "bed 3.5",
        "bed in 2024",
    ],
)
def test_no_bed_number(text):
    assert _found(text) == []


def test_hospital_numbers_by_the_pattern_of_the_place():
    text = "Seen: RX1234567 and rx7654321, not RX123."

    assert _found(text) == []
    assert _found(text, hospital_number_pattern=r"\bRX\d{7}\b") == [
        ("hospital_number", "RX1234567"),
        ("hospital_number", "rx7654321"),
    ]


def test_a_pattern_that_matches_nothing_finds_nothing():
    assert _found("RX1", hospital_number_pattern=r"Z*") == []


def test_a_broken_pattern_is_refused_in_words():
    with pytest.raises(ValueError, match="hospital number pattern is not a regular expression"):
        find_identifiers("x", hospital_number_pattern="(")


@pytest.mark.parametrize(
    ("text", "pattern", "answer"),
    [
        ("943 476 5919", r"\d{3} \d{3}", [("nhs_number", "943 476 5919")]),
        ("9434765919", r"\d{10}", [("nhs_number", "9434765919")]),
        ("AB9434765919", r"[A-Z]{2}\d{10}", [("hospital_number", "AB9434765919")]),
        ("07700900123@example.org", None, [("email", "07700900123@example.org")]),
        ("Mr M1 1AA", None, [("postcode", "M1 1AA")]),
        ("DOB 12 03 1956", r"1956", [("date_of_birth", "12 03 1956")]),
    ],
)
def test_of_what_overlaps_the_longest_then_the_most_specific_wins(text, pattern, answer):
    assert _found(text, hospital_number_pattern=pattern) == answer


def test_everything_in_one_text_comes_in_order():
    text = (
        "Mrs Jones (DOB 12/03/1956, NHS 943 476 5919), bay 3 bed 4, of LS1 3EX, "
        "phone 07700 900123, daughter: d.jones@example.org"
    )

    assert [found.kind for found in find_identifiers(text)] == [
        Kind.TITLED_NAME,
        Kind.DATE_OF_BIRTH,
        Kind.NHS_NUMBER,
        Kind.BED_NUMBER,
        Kind.POSTCODE,
        Kind.PHONE,
        Kind.EMAIL,
    ]


def test_ordinary_library_text_has_no_findings():
    text = (
        "Bulletin 12, 3 March 2024. Falls fell by 12% on a 28 bed ward over 24 hours (n = 1,234; p < 0.05). "
        "See doi:10.1136/bmjqs-2019-010123, PMID 31452104, ISBN 978-0-306-40615-7 and NICE NG249. "
        "Dr Patel and Sister Brown lead; Lunch and Learn is in room 2.14 at 12:30 to 13:15, ext 4567. "
        "Don't Miss it: Master Class on MR Imaging, vitamin B12 and HbA1c. 'Born in Bradford' turns 15."
    )

    assert _found(text) == []


def test_every_kind_has_a_label_in_plain_words():
    assert set(LABELS) == set(Kind)
    assert Finding(Kind.NHS_NUMBER, 0, 3).label == "NHS number"
    assert Finding(Kind.TITLED_NAME, 0, 3).label == "name with a title"


def test_a_finding_holds_no_words_and_cannot_be_changed():
    finding = Finding(Kind.EMAIL, 2, 9)

    assert [field.name for field in dataclasses.fields(finding)] == ["kind", "start", "end"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.start = 0


@pytest.mark.parametrize("html", ["<p><b>943</b> 476 5919</p>", "<p>94<i>347</i>65919</p>", "943&nbsp;476&#32;5919"])
def test_identifiers_split_by_markup_are_found(html):
    text = text_of_html(html, with_attributes=True)

    assert [(found.label, text[found.start : found.end].replace("\xa0", " ")) for found in find_in_html(html)] == [
        ("NHS number", text.replace("\xa0", " "))
    ]


def test_what_html_says_only_in_attributes_is_found():
    html = '<p><a href="mailto:j@example.org" title="Mrs Jones">write</a> <img alt="bed 4"></p>'

    assert [found.kind for found in find_in_html(html)] == [Kind.EMAIL, Kind.TITLED_NAME, Kind.BED_NUMBER]


def test_numbers_in_different_paragraphs_are_not_joined():
    assert find_in_html("<p>943</p><p>476</p><p>5919</p>") == []


SLOW = [
    "a",
    "1",
    "0",
    " ",
    "\n",
    "@",
    "a@",
    "a.",
    "a@a.",
    "1 ",
    "12/",
    "born ",
    "born 1/1/1956 ",
    "DOB 1",
    "Mr ",
    "Mr A. ",
]
SLOW += ["Mr Aa ", "bed ", "bed 1 ", "bay 1 bed ", "943 476 5919 ", "01632 960983 ", "+44", "+44 (0)", "M1 "]
SLOW += [
    "M1 1AA ",
    "-",
    "a-",
    "'",
    "ISBN ",
    "1-",
    "0 ",
    "march ",
    "3 march ",
    "van ",
    "_",
    "é",
    "a@b.c",
    "Mrs J. van der ",
    "beds 1,",
]


@pytest.mark.parametrize("piece", SLOW)
def test_a_huge_text_is_checked_quickly(piece):
    text = piece * (200_000 // len(piece))

    started = time.perf_counter()
    find_identifiers(text)
    assert time.perf_counter() - started < 2


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from([*SLOW, *EMAILS, *PHONES, *DATES]), st.text(max_size=4)), max_size=20).map(
        "".join
    )
)
def test_findings_are_in_order_within_the_text_and_never_overlap(text):
    end = 0
    for found in find_identifiers(text, hospital_number_pattern=r"[a-z]\d+"):
        assert end <= found.start < found.end <= len(text)
        end = found.end
