"""A description as plain text and as blocks of a page: paragraphs, lists and headings, and nothing else.

Plain text: an empty line parts paragraphs, "- " begins an item of a list, "1. " of a numbered list, "## " a heading.
"""

import re
from html.parser import HTMLParser

from hub.core.html import clean_html, plain_to_html

_ITEM = re.compile(r"^\s*(?:[-*•]|(\d{1,3})[.)])\s+(\S.*)$")
_HEADING = re.compile(r"^\s*#{1,4}\s+(\S.*)$")
_QUIET = {"p", "br", "ul", "ol", "li", "h2", "h3", "h4"}


def to_blocks(text: str) -> list[tuple[str, str]]:
    """Blocks of a body for this text: ("heading", words) and ("paragraph", clean HTML)."""
    blocks, html = [], []
    for kind, words in _parts_of_text(text):
        if kind == "heading":
            _close(blocks, html)
            blocks.append(("heading", words))
        else:
            html.append(_html_of(kind, words))
    _close(blocks, html)
    return blocks


def to_text(body) -> str | None:
    """The body as plain text that makes the same body again; None when it holds more than that can say."""
    parts = []
    for child in body:
        if child.block_type == "heading":
            parts.append(("heading", child.value.strip()))
        elif child.block_type == "paragraph":
            found = _parts_of_html(child.value.source)
            if found is None:
                return None
            parts += found
        else:
            return None
    text = _text_of(parts)
    return text if list(_parts_of_text(text)) == parts else None


def _close(blocks, html) -> None:
    if html:
        blocks.append(("paragraph", clean_html("".join(html))))
        html.clear()


def _html_of(kind, words) -> str:
    if kind == "p":
        return plain_to_html(words)
    items = "".join(f"<li>{plain_to_html(item).removeprefix('<p>').removesuffix('</p>')}</li>" for item in words)
    return f"<{kind}>{items}</{kind}>"


def _parts_of_text(text):
    """("p", words), ("ul" or "ol", items) and ("heading", words), in order."""
    kind, lines = "", []
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n"), ""]:
        here, words = _kind_of(line)
        if kind and here != kind:
            yield _part(kind, lines)
            lines = []
        if here == "heading":
            yield ("heading", words)
        elif here:
            lines.append(words)
        kind = here if here != "heading" else ""


def _kind_of(line):
    if item := _ITEM.match(line):
        return ("ol" if item[1] else "ul"), item[2].strip()
    if heading := _HEADING.match(line):
        return "heading", heading[1].strip()
    return ("p" if line.strip() else ""), line.strip()


def _part(kind, lines):
    return ("p", "\n".join(lines)) if kind == "p" else (kind, list(lines))


def _text_of(parts) -> str:
    said = {
        "p": lambda words: words,
        "heading": lambda words: f"## {words}",
        "ul": lambda items: "\n".join(f"- {item}" for item in items),
        "ol": lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1)),
    }
    return "\n\n".join(said[kind](words) for kind, words in parts)


def _parts_of_html(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return None if reader.holds_more else reader.finished()


class _Reader(HTMLParser):
    """Reads paragraphs and flat lists; anything else, bold words too, is more than plain text can hold."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.words, self.list, self.holds_more = [], [], None, False

    def handle_starttag(self, tag, attrs):
        nested = tag in {"ul", "ol"} and self.list is not None
        if tag not in _QUIET or nested or any(name != "data-block-key" for name, _ in attrs):
            self.holds_more = True
        if tag == "br":
            self.holds_more |= self.list is not None
            self.words.append("\n")
        elif tag != "li":
            self._end_of_words()
        if tag in {"ul", "ol"}:
            self.list = (tag, [])

    def handle_endtag(self, tag):
        if tag == "li" and self.list:
            self.list[1].append(self._taken())
        elif tag in {"ul", "ol"} and self.list:
            self.parts.append(self.list)
            self.list = None
        elif tag in {"h2", "h3", "h4"}:
            self.holds_more = True  # a heading inside rich text is not a heading block
        elif tag == "p":
            self._end_of_words()

    def handle_data(self, data):
        self.words.append(re.sub(r"\s+", " ", data))

    def finished(self):
        self._end_of_words()
        return self.parts

    def _end_of_words(self):
        words = self._taken()
        if words and self.list is None:
            self.parts.append(("p", words))

    def _taken(self) -> str:
        words = "\n".join(line.strip() for line in "".join(self.words).split("\n")).strip()
        self.words = []
        return words
