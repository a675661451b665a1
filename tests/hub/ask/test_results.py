from datetime import timedelta

import pytest

from hub.ask import actions, results
from hub.ask.models import Answer
from hub.ask.results import Standing
from tests.factories.ask import TODAY, give, open_set, register_kind

pytestmark = pytest.mark.django_db
AFTER = TODAY + timedelta(days=15)


def test_nothing_is_shown_while_answers_come_in(question_set):
    give(question_set, *[5] * 9)

    assert results.of(question_set, today=TODAY + timedelta(days=14)) == results.Results(Standing.OPEN)
    assert results.of(question_set, today=AFTER).is_shown


def test_closing_early_shows_the_results_at_once(question_set):
    give(question_set, 1, 2, 3, 4, 5)

    closed = actions.close_questions(question_set, today=TODAY)

    assert results.of(closed, today=TODAY).is_shown


@pytest.mark.parametrize(("people", "standing"), [(0, "too_few"), (4, "too_few"), (5, "shown")])
def test_below_the_floor_neither_count_nor_words_come_out(question_set, people, standing):
    give(question_set, *[4] * people, text="These are my words")

    found = results.of(question_set, today=AFTER)

    assert found.standing == standing
    assert ("my words" in str(found), found.count) == (standing == "shown", people if standing == "shown" else None)
    assert ("my words" in str(list(results.table(found)))) is (standing == "shown")


def test_the_floor_is_a_setting(question_set, settings):
    settings.HUB_FLOOR_SURVEYS = 7
    give(question_set, *[4] * 6)

    assert results.of(question_set, today=AFTER).standing == "too_few"


def test_a_spread_counts_every_step_from_the_highest(question_set):
    give(question_set, 5, 5, 4, 2, 4, 4)

    spread, texts = results.of(question_set, today=AFTER).questions

    assert [(step.label, step.count, step.percent) for step in spread.steps] == [
        ("Strongly agree", 2, 33),
        ("Agree", 3, 50),
        ("Neither agree nor disagree", 0, 0),
        ("Disagree", 1, 17),
        ("Strongly disagree", 0, 0),
    ]
    assert (spread.count, spread.agreeing, texts.texts) == (6, 5, [])


def test_a_rating_that_few_gave_is_hidden_on_its_own():
    from hub.ask.kinds import Rating, Text  # noqa: PLC0415 -- only here

    register_kind(
        name="tests.optional", questions=[Text("words", "Words"), Rating("maybe", "A rating", required=False)]
    )
    question_set = open_set(kind="tests.optional")
    for number in range(6):
        secret = actions.issue_ticket(question_set, today=TODAY)
        actions.answer(secret, answers={"words": "w", "maybe": 5 if number < 3 else None}, today=TODAY)

    found = results.of(question_set, today=AFTER)

    assert (found.count, found.questions[1].steps) == (6, [])


def test_words_come_in_an_order_drawn_by_lot(question_set):
    written = [f"Words {number}" for number in range(12)]
    for text in written:
        give(question_set, 3, text=text)

    read = results.of(question_set, today=AFTER).questions[1].texts

    assert sorted(read) == sorted(written)
    by_id = Answer.objects.exclude(text="").order_by("pk").values_list("text", flat=True)
    assert read == list(by_id)
    assert read != written


def test_answers_of_other_questions_stay_out(question_set):
    give(question_set, *[4] * 5)
    give(open_set(), *[1] * 5)

    assert results.of(question_set, today=AFTER).questions[0].agreeing == 5
