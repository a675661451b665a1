"""The organisers' page of one date and what hangs on it, as people use it."""

import csv
import io
import tracemalloc
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import PlaceChange, Signup
from hub.people.models import Unit, User
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

QUESTION = {"type": "text", "id": "11111111-1111-1111-1111-111111111111"}
QUESTION["value"] = {"question": "What do you hope for?", "required": False}


@pytest.fixture
def page(index):
    return LunchAndLearnPageFactory(
        parent=index, title="Quiet at night", in_person_capacity=2, catering=True, questions=[QUESTION]
    )


@pytest.fixture
def host_client(client, page):
    client.force_login(page.host)
    return client


def address(name, page, *more):
    return reverse(f"events:{name}", args=[date_of(page).key, *more])


def text_of(response):
    return " ".join(response.content.decode().split())


def sign_ups(page, number, **fields):
    """Many sign-ups at once, each of another person."""
    unit = Unit.objects.get_or_create(name="Ward 5")[0]
    people = User.objects.bulk_create(
        User(email=f"many{n}@wexcombe.example", first_name="Many", last_name=f"Person{n:05}", password="!", unit=unit)
        for n in range(number)
    )
    date = date_of(page)
    rows = [
        Signup(occurrence=date, person=one, signed_up_at=timezone.now(), **{"mode": "in_person", **fields})
        for one in people
    ]
    Signup.objects.bulk_create(rows)
    type(date).objects.recount()
    return rows


# --- The page of one date --------------------------------------------------------------------------------------------
def test_the_page_counts_and_lists(host_client, page):
    for last_name in ("Baker", "Adams", "Cole"):
        actions.sign_up(date_of(page), person=PersonFactory(last_name=last_name), mode="in_person")

    response = host_client.get(address("people", page))

    words = text_of(response)
    assert [one.person.last_name for one in response.context["confirmed"]] == ["Adams", "Baker"]
    assert [(one.person.last_name, one.queue_place) for one in response.context["waiting"]] == [("Cole", 1)]
    assert "<strong>2</strong> of 2 places taken" in words
    assert response.context["tallies"] == {
        "confirmed": 2, "waiting": 1, "late": 0, "here": 0, "absent": 0, "walk_ins": 0
    }  # fmt: skip


def test_everything_is_reached_from_the_page(host_client, page):
    words = text_of(host_client.get(address("people", page)))

    names = ["add_person", "check_in", "door", "sign_in_sheet", "catering", "people_csv", "people_xlsx", "cancel_event"]
    assert [name for name in names if f'href="{address(name, page)}"' not in words] == []


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("", "Nobody has signed up yet."),
        ("waiting", "Nobody is waiting."),
        ("late", "Nobody has cancelled late."),
        ("changes", "Nobody has been moved up, added, moved or removed."),
    ],
)
def test_an_empty_date_says_so(host_client, page, show, words):
    assert words in text_of(host_client.get(address("people", page), {"show": show}))


def test_the_page_looks_for_a_name_and_keeps_the_place_in_the_queue(host_client, page):
    for last_name in ("Baker", "Adams", "Cole", "Dunn"):
        actions.sign_up(date_of(page), person=PersonFactory(last_name=last_name), mode="in_person")

    response = host_client.get(address("people", page), {"q": "dunn"})

    assert response.context["confirmed"] == []
    assert [(one.person.last_name, one.queue_place) for one in response.context["waiting"]] == [("Dunn", 2)]
    assert "Nobody here is called “dunn”." in text_of(response)


def test_fifty_people_make_a_page(host_client, page):
    sign_ups(page, 60, state="confirmed")

    pages = [host_client.get(address("people", page), {"page": number}) for number in (1, 2)]

    assert [len(one.context["confirmed"]) for one in pages] == [50, 10]


def test_the_log_says_who_did_what_and_why(host_client, page):
    signup = actions.sign_up(date_of(page), person=PersonFactory(last_name="Adams"), mode="in_person")
    actions.remove_person(signup, by=page.host, reason="For new starters only.")

    words = text_of(host_client.get(address("people", page), {"show": "changes"}))

    assert all(word in words for word in ("Adams", "Removed by an organiser", page.host.last_name, "new starters only"))


def test_late_cancellations_are_listed_and_others_are_not(host_client, page):
    for last_name, late in (("Late", True), ("Early", False)):
        SignupFactory(
            occurrence=date_of(page),
            person=PersonFactory(last_name=last_name),
            state="cancelled",
            cancelled_at=timezone.now(),
            cancelled_late=late,
        )

    response = host_client.get(address("people", page), {"show": "late"})

    assert [one.person.last_name for one in response.context["page_obj"]] == ["Late"]


def test_an_unknown_tab_is_not_found(host_client, page):
    assert host_client.get(address("people", page), {"show": "secrets"}).status_code == 404


# --- What was told to the host ---------------------------------------------------------------------------------------
NEEDS = {
    "dietary_needs": "No nuts",
    "access_needs": "Hearing loop",
    "answers": [
        {"id": QUESTION["id"], "question": "What do you hope for?", "answer": "More sleep"},
        {"id": "gone", "question": "Asked before?", "answer": "Once"},
    ],
}
TOLD = ("No nuts", "Hearing loop", "More sleep", "Once")
LISTS = ["people", "people_csv", "people_xlsx", "check_in", "sign_in_sheet"]


def content_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].startswith("application/vnd"):
        content = ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    return content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_what_was_told_to_the_host_stays_with_the_host(client, page, library_team, name):
    SignupFactory(occurrence=date_of(page), person=PersonFactory(last_name="Adams"), **NEEDS)

    shown = {}
    for reader in (page.host, library_team):
        client.force_login(reader)
        content = content_of(client.get(address(name, page)))
        assert "Adams" in content
        shown[reader] = tuple(word for word in TOLD if word in content)

    host_sees = TOLD if name in ("people", "people_csv", "people_xlsx") else ()
    assert shown == {page.host: host_sees, library_team: ()}


def test_the_caterer_gets_numbers_and_no_names(client, page, library_team):
    for last_name in ("Adams", "Baker"):
        SignupFactory(occurrence=date_of(page), person=PersonFactory(last_name=last_name), **NEEDS)
    client.force_login(library_team)

    words = text_of(client.get(address("catering", page)))

    assert "<strong>2</strong> people to cater for" in words
    assert 'No nuts</th><td class="nhsuk-table__cell hub-number">2</td>' in words
    assert not any(word in words for word in ("Adams", "Baker", "Hearing loop", "More sleep"))


def test_the_sheet_lists_people_in_the_room_and_leaves_lines(host_client, page):
    sign_ups(page, 2, state="confirmed")
    SignupFactory(occurrence=date_of(page), person=PersonFactory(last_name="Online"), mode="online")

    words = text_of(host_client.get(address("sign_in_sheet", page)))

    assert ("Person00001" in words, "Online" in words) == (True, False)
    assert words.count("hub-sheet__sign") == 2 + 8


# --- Exports ---------------------------------------------------------------------------------------------------------
def test_the_export_has_attendance_and_a_column_for_each_question(host_client, page):
    date = date_of(page)
    SignupFactory(
        occurrence=date, person=PersonFactory(first_name="=HYPERLINK()", last_name="A"), attendance="attended", **NEEDS
    )
    SignupFactory(occurrence=date, person=PersonFactory(last_name="B"), is_walk_in=True)
    SignupFactory(occurrence=date, person=PersonFactory(last_name="C"), state="waiting")
    SignupFactory(
        occurrence=date, person=PersonFactory(last_name="D"), state="cancelled", cancelled_at=timezone.now(),
        cancelled_late=True,
    )  # fmt: skip

    content = content_of(host_client.get(address("people_csv", page))).removeprefix("\ufeff")

    header, *rows = csv.reader(io.StringIO(content))
    table = [dict(zip(header, row, strict=True)) for row in rows]
    assert header[8:] == [
        "Came", "Checked in", "Walk-in", "Cancelled late", "Dietary needs", "Access needs", "What do you hope for?",
        "Answers to earlier questions",
    ]  # fmt: skip
    assert [row["Name"] for row in table] == ["'=HYPERLINK() A", "Alex B", "Alex C", "Alex D"]
    assert [row["Came"] for row in table] == ["Came", "Not marked yet", "", ""]
    assert [(row["Walk-in"], row["Cancelled late"]) for row in table] == [("", ""), ("Yes", ""), ("", ""), ("", "Yes")]
    assert (table[0]["What do you hope for?"], table[0]["Answers to earlier questions"]) == (
        "More sleep",
        "Asked before?: Once",
    )
    assert [row["Place in the queue"] for row in table] == ["", "", "1", ""]


def test_an_export_of_ten_thousand_takes_no_more_memory_than_one_of_a_hundred(host_client, index, page):
    small = LunchAndLearnPageFactory(parent=index, host=page.host)
    rows = sign_ups(page, 10_000, state="confirmed", **NEEDS)
    Signup.objects.bulk_create(
        Signup(occurrence=date_of(small), person=row.person, signed_up_at=row.signed_up_at, mode="in_person",
               state="confirmed", **NEEDS)
        for row in rows[:100]
    )  # fmt: skip
    del rows

    def peak(name, of):
        sent = 0
        tracemalloc.start()
        for chunk in host_client.get(address(name, of)).streaming_content:
            sent += len(chunk)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest, sent

    for name in ("people_csv", "people_xlsx"):
        for of in (small, page):
            peak(name, of)  # what is loaded once does not count
        (few, short), (many, long) = peak(name, small), peak(name, page)

        assert long > 20 * short
        assert many / few <= 1.2, (name, few, many)


# --- Costs -----------------------------------------------------------------------------------------------------------
PAGES = {
    "people": 10,
    "check_in": 9,
    "sign_in_sheet": 8,
    "catering": 8,
    "door": 7,
    "add_person": 10,
    "walk_in": 10,
    "cancel_event": 8,
}


@pytest.mark.parametrize("number", [1, 300])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_costs_the_same_at_1_and_at_300(host_client, page, name, number):
    sign_ups(page, number, state="confirmed", dietary_needs="Vegan")
    waiting = PersonFactory.create_batch(2)
    for person in waiting:
        SignupFactory(occurrence=date_of(page), person=person, state="waiting")
    found = {"q": "many"} if name in ("add_person", "walk_in") else {}
    host_client.get(address(name, page), found)

    with budget(PAGES[name]):
        response = host_client.get(address(name, page), found)

    assert response.status_code == 200


@pytest.mark.parametrize("number", [1, 300])
@pytest.mark.parametrize("show", ["waiting", "late", "changes"])
def test_every_tab_costs_the_same_at_1_and_at_300(host_client, page, show, number):
    late = {"cancelled_late": True, "cancelled_at": timezone.now(), "state": "cancelled"}
    rows = sign_ups(page, number, **(late if show == "late" else {"state": "waiting"}))
    PlaceChange.objects.bulk_create(
        PlaceChange(signup=row, what="added", at=timezone.now(), by=page.host) for row in rows
    )
    host_client.get(address("people", page), {"show": show})

    with budget(10):
        response = host_client.get(address("people", page), {"show": show})

    assert len(response.context["page_obj"]) == min(number, 50)


def test_a_page_of_three_hundred_is_not_heavy(host_client, page):
    sign_ups(page, 300, state="confirmed")

    sizes = {name: len(host_client.get(address(name, page)).content) for name in ("people", "check_in")}

    assert sizes["people"] < 80_000
    assert sizes["check_in"] < 450_000


# --- Adding, removing, moving ----------------------------------------------------------------------------------------
def test_somebody_is_found_and_added(host_client, page):
    ann = PersonFactory(first_name="Ann", last_name="Lee", job_title="Ward clerk")
    PersonFactory(first_name="Ann", last_name="Lees", is_active=False)
    PersonFactory(first_name="Ann", last_name="Leeds", guest=True)

    looked = host_client.get(address("add_person", page), {"q": "ann le"})
    answer = host_client.post(
        address("add_person", page), {"q": "ann le", "person": str(ann.key), "mode": "in_person", "reason": "Hello"}
    )

    assert [person for person, _ in looked.context["found"].people] == [ann]
    assert "Ward clerk" in text_of(looked)
    assert ann.email not in text_of(looked)
    assert (answer.status_code, answer.url) == (302, address("people", page))
    assert Signup.objects.get().person == ann


def test_looking_says_who_has_a_place_already(host_client, page):
    signup = SignupFactory(occurrence=date_of(page), person=PersonFactory(last_name="Adams"))

    looked = host_client.get(address("add_person", page), {"q": "adams"})

    assert looked.context["found"].people == [(signup.person, "has a place already")]


def test_an_add_without_a_choice_comes_back(host_client, page):
    PersonFactory.create_batch(2, last_name="Adams")

    response = host_client.post(address("add_person", page), {"q": "adams", "mode": "in_person", "reason": "Kept text"})

    words = text_of(response)
    assert (response.status_code, Signup.objects.count()) == (200, 0)
    assert "Choose a person" in words
    assert "Kept text" in words
    assert "<title>Error: " in words


def test_somebody_who_may_not_see_the_event_is_refused_in_words(host_client, page):
    circle = CircleFactory()
    gate(page, circle)
    MembershipFactory(circle=circle, person=page.host)
    outsider = PersonFactory(last_name="Adams")

    response = host_client.post(
        address("add_person", page), {"q": "adams", "person": str(outsider.key), "mode": "in_person"}
    )

    assert (response.status_code, Signup.objects.count()) == (200, 0)
    assert "may not see this event, so they cannot come to it." in text_of(response)


def test_removing_asks_why_and_does_it(host_client, page):
    signup = SignupFactory(occurrence=date_of(page))
    where = address("remove_person", page, signup.key)

    asked, without = host_client.get(where), host_client.post(where, {"reason": ""})
    done = host_client.post(where, {"reason": "For new starters."}, follow=True)
    again = host_client.post(where, {"reason": "For new starters."}, follow=True)

    assert (asked.status_code, without.status_code) == (200, 200)
    assert "Give a reason: the person reads it." in text_of(without)
    assert "is off the list and will be told why by email." in text_of(done)
    assert "is not signed up any more." in text_of(again)
    assert PlaceChange.objects.count() == 1


def test_moving_offers_free_places_alone(host_client, index):
    page = LunchAndLearnPageFactory(
        parent=index, in_person_capacity=1, online_link="https://meet.example/x", online_capacity=1
    )
    host_client.force_login(page.host)
    date = date_of(page)
    signup = SignupFactory(occurrence=date)
    where = address("move_person", page, signup.key)

    offered = list(host_client.get(where).context["places"])
    done = host_client.post(where, {"where": f"{date.key}:online", "reason": "More room"})
    SignupFactory(occurrence=date)
    full = host_client.get(where)

    assert offered == [f"{date.key}:online"]
    assert (done.status_code, Signup.objects.get(pk=signup.pk).mode) == (302, "online")
    assert "There is no other free place" in text_of(full)


def test_moving_somebody_into_a_place_that_went_meanwhile_comes_back(host_client, index):
    page = LunchAndLearnPageFactory(
        parent=index, in_person_capacity=1, online_link="https://meet.example/x", online_capacity=0
    )
    host_client.force_login(page.host)
    signup = SignupFactory(occurrence=date_of(page))

    response = host_client.post(
        address("move_person", page, signup.key), {"where": f"{date_of(page).key}:online", "reason": "Kept text"}
    )

    assert (response.status_code, Signup.objects.get().mode) == (200, "in_person")


def test_a_sign_up_of_another_date_is_not_found_here(host_client, index, page):
    other = SignupFactory(occurrence=date_of(LunchAndLearnPageFactory(parent=index)))

    answers = [
        host_client.get(address(name, page, other.key)).status_code for name in ("remove_person", "move_person", "mark")
    ]

    assert answers == [404, 404, 405]


def test_hostile_names_and_reasons_are_text(host_client, page):
    signup = SignupFactory(occurrence=date_of(page), person=PersonFactory(last_name="<script>x</script>"))
    PlaceChange.objects.create(signup=signup, what="moved", at=timezone.now(), reason="<script>y</script>")

    shown = "".join(
        text_of(host_client.get(address("people", page), {"show": show, "q": "<script>"})) for show in ("", "changes")
    )

    assert "<script>x" not in shown
    assert "<script>y" not in shown
    assert "&lt;script&gt;y" in shown


# --- Outsiders -------------------------------------------------------------------------------------------------------
NAMES = [*PAGES, "people_csv", "people_xlsx", "head_count", "everybody_else_absent", "new_door_code"]
OF_ONE = ["remove_person", "move_person", "mark"]


@pytest.fixture
def closed(page):
    """The event behind a circle, on its day, with somebody who told a need."""
    page.starts_at = timezone.now() - timedelta(minutes=5)
    page.ends_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    circle = CircleFactory()
    gate(page, circle)
    page.member = MembershipFactory(circle=circle, person=PersonFactory(last_name="Secretname")).person
    page.former = MembershipFactory(circle=circle, state="left").person
    page.signup = SignupFactory(occurrence=date_of(page), person=page.member, **NEEDS)
    return page


@pytest.mark.parametrize("name", NAMES + OF_ONE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_outsiders_find_nothing_and_members_may_not(client, closed, name, method):
    where = address(name, closed, *([closed.signup.key] if name in OF_ONE else []))
    before = Signup.objects.values().get()

    answers = []
    for reader in (PersonFactory(), closed.former, PersonFactory(guest=True), closed.member):
        client.force_login(reader)
        response = getattr(client, method)(where, {"attendance": "attended", "reason": "x", "number": 3})
        answers.append(response.status_code)
        assert not any(word.encode() in response.content for word in ("Secretname, ", *TOLD))
        assert reader == closed.member or b"Quiet at night" not in response.content

    refused = 405 if 405 in answers else 404
    assert answers == [refused] * 3 + [405 if refused == 405 else 403]
    assert Signup.objects.values().get() == before
