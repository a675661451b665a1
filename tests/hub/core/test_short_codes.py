from random import Random

import pytest

from hub.core.short_codes import ALPHABET, is_code, new_code, normalise_code


def test_codes_are_seven_characters_without_look_alikes_or_vowels():
    codes = [new_code() for _ in range(500)]

    assert {len(code) for code in codes} == {7}
    assert not set("".join(codes)) & set("0O1IlL5S2Z8BAEU")
    assert set("".join(codes)) == set(ALPHABET)
    assert all(is_code(code) for code in codes)
    assert len(set(codes)) == 500


def test_the_same_randomness_gives_the_same_codes():
    first, second = Random(7), Random(7)  # noqa: S311 -- repeatable on purpose

    assert [new_code(first) for _ in range(5)] == [new_code(second) for _ in range(5)]


@pytest.mark.parametrize("typed", ["K7MCD34", "k7mcd34", " k7m-cd34 ", "K7M CD 34", "k7m\u2013cd34\n", "K7M\u00a0CD34"])
def test_what_people_type_becomes_the_code(typed):
    assert normalise_code(typed) == "K7MCD34"


@pytest.mark.parametrize(
    "text", ["", "K7MCD3", "K7MCD344", "k7mcd34", "K7MCD3O", "K7MCD30", "K7M-CD3", "K7MCD3\n", "ﬀﬀﬀﬀﬀﬀﬀ"]
)
def test_other_texts_are_no_codes(text):
    assert not is_code(text)
