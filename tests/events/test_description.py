"""Plain words to blocks and back: nothing is lost, and what would be lost is not touched."""

import pytest

from events.description import to_blocks, to_text
from events.models import OpenEventPage


def body(blocks):
    return OpenEventPage._meta.get_field("body").stream_block.normalize(blocks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line",
        "Two\nlines\n\nand a second paragraph",
        "- one\n- two\n\n1. first\n2. second",
        "## A heading\n\nWords under it\n\n- and a list",
        "<b>not bold</b> & 3 < 4 “quoted”",
    ],
)
def test_plain_words_come_back_the_same(text):
    assert to_text(body(to_blocks(text))) == text


def test_marks_of_other_hands_become_the_usual_ones():
    blocks = to_blocks("* one\r\n• two\r\n1) first\n# Heading")

    assert to_text(body(blocks)) == "- one\n- two\n\n1. first\n\n## Heading"


@pytest.mark.parametrize(
    "blocks",
    [
        [("quote", {"text": "Words", "who": ""})],
        [("paragraph", "<p>a <b>bold</b> word</p>")],
        [("paragraph", '<p><a href="https://nhs.example/">a link</a></p>')],
        [("paragraph", "<ul><li>a<ul><li>b</li></ul></li></ul>")],
        [("paragraph", "<h3>A heading in the text</h3>")],
        [("paragraph", "<p>- looks like a list</p>")],
        [("paragraph", "<p>## looks like a heading</p>")],
    ],
)
def test_what_plain_words_cannot_hold_is_none(blocks):
    assert to_text(body(blocks)) is None


def test_what_the_editor_adds_to_its_own_paragraphs_is_no_obstacle():
    blocks = [("paragraph", '<p data-block-key="a1">One</p><p data-block-key="b2">Two</p>')]

    assert to_text(body(blocks)) == "One\n\nTwo"


def test_markup_that_is_typed_stays_words():
    [(kind, html)] = to_blocks("<script>alert(1)</script>\n\n- <img src=x onerror=alert(1)>")

    assert kind == "paragraph"
    assert "<script" not in html
    assert "<img" not in html
