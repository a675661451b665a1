import csv
import logging
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as configured
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.ask import actions
from hub.ask.kinds import SIGNPOST
from hub.ask.logs import HideSecrets
from hub.ask.models import Answer, Ticket
from tests.factories.ask import give, open_set, ratings_of, register_kind
from tests.factories.people import PersonFactory
from tests.queries import budget

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def question_set(db):
    return open_set(today=timezone.localdate(), title=f"Falls {SCRIPT}")


@pytest.fixture
def path(question_set):
    return reverse("ask:answer", args=[actions.issue_ticket(question_set)])


@pytest.fixture
def reader(client):
    """Somebody who may read the results."""
    client.force_login(PersonFactory(first_name="Reader"))
    return client


def main_of(response):
    return BeautifulSoup(response.content, "html.parser").find("main")


def closed_with(question_set, *ratings, text=""):
    give(question_set, *ratings, text=text, today=timezone.localdate())
    return actions.close_questions(question_set)


# --- Answering -------------------------------------------------------------------------------------------------------
def test_the_page_says_what_is_kept_before_the_first_field(client, path):
    response = client.get(path)

    html = str(main_of(response))
    promise = html.index("We keep your answer and today's date. We do not keep who you are.")
    assert promise < html.index("<input") < html.index("<textarea")
    assert SIGNPOST in html
    assert SCRIPT not in response.content.decode()


def test_every_step_is_a_radio_with_words_in_a_group_with_a_legend(client, path):
    group = main_of(client.get(path)).find("fieldset")

    assert group.find("legend").get_text(strip=True) == "I learned something I will use"
    assert [radio["value"] for radio in group.find_all("input", type="radio")] == ["1", "2", "3", "4", "5"]
    assert [label.get_text(strip=True) for label in group.find_all("label")] == [
        "Strongly disagree",
        "Disagree",
        "Neither agree nor disagree",
        "Agree",
        "Strongly agree",
    ]


def test_an_answer_is_kept_and_thanked_for_at_an_address_without_the_secret(client, path):
    response = client.post(path, {"useful": "4", "change": "More time"})

    assert (response.status_code, response.url) == (302, "/do/ask/thanks/")
    assert "Thank you for your answer" in client.get(response.url).content.decode()
    assert list(Answer.objects.exclude(text="").values_list("text", flat=True)) == ["More time"]


def test_opening_the_page_changes_nothing(client, path):
    client.get(path)
    client.head(path)

    assert (Answer.objects.count(), Ticket.objects.filter(used=True).count()) == (0, 0)


def test_a_form_with_a_gap_keeps_what_was_typed(client, path):
    response = client.post(path, {"change": "More time"})

    page = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, page.title.string[:7]) == (200, "Error: ")
    assert page.find("textarea").get_text(strip=True) == "More time"
    assert page.select_one(".nhsuk-error-summary a")["href"] == "#id_useful"
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("rating", ["0", "6", "4711", "x", "1 OR 1=1"])
def test_a_rating_that_is_no_step_is_asked_for_again(client, path, rating):
    assert client.post(path, {"useful": rating}).status_code == 200
    assert Answer.objects.count() == 0


def test_a_used_link_says_so(client, path):
    client.post(path, {"useful": "4"})

    for response in (client.get(path), client.post(path, {"useful": "1"})):
        assert response.status_code == 200
        assert "This link has been used" in main_of(response).get_text()
    assert list(Answer.objects.values_list("rating", flat=True)) == [4]


def test_a_link_to_closed_questions_says_so(client, path, question_set):
    actions.close_questions(question_set)

    assert "These questions are closed" in main_of(client.post(path, {"useful": "4"})).get_text()
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("secret", ["x" * 32, "x", "%F0%9F%98%80", "a" * 3000, "thanks%20", "..%2F..%2Fadmin"])
def test_an_unknown_secret_is_not_found(client, secret):
    assert client.get(f"/do/ask/{secret}/").status_code == 404


# --- Nobody is known -------------------------------------------------------------------------------------------------
def test_no_page_sets_a_cookie_or_may_be_kept_or_tells_its_address(client, path):
    refused = reverse("ask:answer", args=["x" * 32])
    for response in (client.get(path), client.post(path, {"useful": "4"}), client.get(path), client.get(refused)):
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
    assert not Session.objects.exists()


def test_somebody_signed_in_is_not_named_and_their_session_is_not_touched(client, path):
    person = PersonFactory(first_name="Quentin", last_name="Unmistakable")
    client.force_login(person)
    before = Session.objects.values().get()

    responses = [client.get(path), client.post(path, {"useful": "4"}), client.get("/do/ask/thanks/")]

    assert not any("Unmistakable" in response.content.decode() for response in responses)
    assert not any(response.cookies for response in responses)
    assert Session.objects.values().get() == before
    assert not list(get_messages(responses[0].wsgi_request))


def test_an_answer_is_taken_without_a_token_because_the_secret_is_one(path):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(path, {"useful": "4"}, headers={"origin": "null"})

    assert response.status_code == 302


def test_the_log_never_holds_a_secret(client, path, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get(path)
        client.post(path, {"useful": "4"})
        client.get(path)
        client.put(path)
        client.get("/do/ask/" + "x" * 32 + "/")

    said = [record for record in caplog.records if record.name != "django.db.backends"]
    assert said  # the method and the address that does not exist
    for record in said:
        assert HideSecrets().filter(record)
        assert path.split("/")[3] not in record.getMessage() and "x" * 32 not in record.getMessage()
    assert configured.LOGGING["handlers"]["console"]["filters"] == ["hide_secrets"]


def test_other_lines_of_the_log_are_left_alone():
    record = logging.LogRecord("x", logging.INFO, "", 0, "Not Found: %s", ("/do/ask/results/7/",), None)

    HideSecrets().filter(record)

    assert record.getMessage() == "Not Found: /do/ask/results/7/"


# --- Words -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("turned \u202eround\u2066", "turned round"),
        ("bell\x07 and escape\x1b[31m", "bell and escape[31m"),
        (SCRIPT, SCRIPT),
        ("x" * 999 + "\r\nz", None),
    ],
)
def test_words_are_kept_as_plain_text(client, path, typed, kept):
    response = client.post(path, {"useful": "4", "change": typed})

    texts = list(Answer.objects.exclude(text="").values_list("text", flat=True))
    assert (response.status_code, texts) == ((200, []) if kept is None else (302, [kept]))


def test_a_line_break_counts_as_one_character(client, path):
    assert client.post(path, {"useful": "4", "change": "x" * 998 + "\r\ny"}).status_code == 302


@pytest.mark.parametrize("words", ["Her NHS number is 943 476 5919", "Mrs Whitlock was moved", "Ask ann@example.org"])
def test_words_that_may_name_somebody_go_back_to_who_typed_them(client, path, words):
    response = client.post(path, {"useful": "4", "change": words})

    assert "Take it out" in main_of(response).get_text()
    assert main_of(response).find("textarea").get_text(strip=True) == words
    assert Answer.objects.count() == 0


# --- Reading ---------------------------------------------------------------------------------------------------------
def results_of(question_set, name="results"):
    return reverse(f"ask:{name}", args=[question_set.key])


@pytest.mark.parametrize("name", ["results", "results_csv"])
def test_only_those_whom_the_kind_lets_read_the_results(client, reader, question_set, name):
    closed_with(question_set, 5, 5, 4, 4, 3, text="Words of somebody")
    address = results_of(question_set, name)

    def asked_by(person):
        other = Client()
        if person:
            other.force_login(person)
        response = other.get(address)
        return response.status_code, b"Words of somebody" in b"".join(response)

    answers = [asked_by(None), asked_by(PersonFactory()), asked_by(PersonFactory(kind="guest"))]

    assert answers == [(302, False), (404, False), (404, False)]
    assert b"Words of somebody" in b"".join(reader.get(address))


def test_results_of_a_kind_that_is_not_registered_are_read_by_nobody(reader, question_set, monkeypatch):
    monkeypatch.setattr("hub.ask.kinds._kinds", {})

    assert reader.get(results_of(question_set)).status_code == 404


def test_results_show_a_table_with_a_bar_for_every_step(reader, question_set):
    closed_with(question_set, 5, 5, 4, 4, 1, text=f"Line one\n{SCRIPT}")

    response = reader.get(results_of(question_set))

    rows = main_of(response).find("tbody").find_all("tr")
    found = [
        (row.th.get_text(strip=True), row.td.get_text(strip=True), row.find_all("rect")[1]["width"]) for row in rows
    ]
    assert found[:2] == [("Strongly agree", "2", "40"), ("Agree", "2", "40")]
    assert "5 people answered" in main_of(response).get_text()
    assert "Line one<br>&lt;script&gt;" in response.content.decode().replace("<br/>", "<br>")


@pytest.mark.parametrize("name", ["results", "results_csv"])
@pytest.mark.parametrize("is_closed", [True, False])
def test_below_the_floor_and_before_closing_nothing_comes_out(reader, question_set, name, is_closed):
    people = 4 if is_closed else 9
    give(question_set, *[5] * people, text="Words of somebody", today=timezone.localdate())
    if is_closed:
        actions.close_questions(question_set)

    words = b"".join(reader.get(results_of(question_set, name))).decode()

    assert "Words of somebody" not in words
    assert f"{people} people" not in words and "Strongly agree" not in words


def test_formulas_in_the_download_are_text(reader, question_set):
    closed_with(question_set, 5, 5, 4, 4, 1, text="=1+1")

    response = reader.get(results_of(question_set, "results_csv"))

    rows = list(csv.reader(b"".join(response).decode("utf-8-sig").splitlines()))
    assert rows[:2] == [["Question", "Answer", "Number"], ["I learned something I will use", "Strongly agree", "2"]]
    assert rows[6:] == [["What would you change, or tell a colleague?", "'=1+1", "1"]] * 5
    assert "no-store" in response["Cache-Control"]


# --- What it costs ---------------------------------------------------------------------------------------------------
def test_answering_costs_few_queries(client, path):
    client.get(path)

    with budget(3):
        client.get(path)
    with budget(8):
        client.post(path, {"useful": "4", "change": "More time"})
    with budget(1):
        client.get("/do/ask/thanks/")


@pytest.mark.parametrize("people", [5, 60])
def test_results_cost_the_same_however_many_answered(reader, question_set, people):
    register_kind(may_read=lambda user, asked: user.first_name == "Reader" and asked.target is not None)
    closed_with(question_set, *[4] * people, text="words")
    reader.get(results_of(question_set))

    with budget(10):
        assert reader.get(results_of(question_set)).status_code == 200
    with budget(8):
        b"".join(reader.get(results_of(question_set, "results_csv")))


def test_the_day_that_is_kept_is_the_day_in_london(client, path, question_set):
    client.post(path, {"useful": "4"})

    assert Answer.objects.get().answered_on == timezone.localdate()
    assert ratings_of(question_set) == [4]
    assert question_set.closes_on - timezone.localdate() == timedelta(days=14)
