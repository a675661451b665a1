"""Cleaning HTML that people typed or pasted, and reading the words out of it. Nobody else imports bleach or nh3."""

import re
from html import escape, unescape

import bleach
import nh3


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


MAX_CHARACTERS = 20_000
MAX_NESTING = 30
# Tags that each stand inside many others make the parser copy them over and over (measured: 20,000 characters took
# 2.4 s). The sum of depths over all start tags bounds that; 2,000 tags at depth 10 are still let through.
MAX_TOTAL_DEPTH = 20_000

TAGS = _names("p br strong b em i u ul ol li blockquote h2 h3 h4 a code pre hr")
LINK_ATTRIBUTES = frozenset({"href", "title"})
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
LINK_REL = "noopener noreferrer nofollow"

TOO_LONG = "This text is too long. Shorten it to under 20,000 characters, or split it into several parts."
TOO_DEEP = (
    "This text has too many layers of formatting. Paste it again as plain text, then add the formatting you need."
)

_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_RAW_TEXT = _names("iframe noembed noframes noscript plaintext script style textarea title xmp")
_REPLACES_ITSELF = frozenset({"p", "li"})
_INLINE = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_READ_ATTRIBUTES = frozenset({"alt", "title", "aria-label"})
_READ_SCHEMES = ("mailto:", "tel:", "sms:")

_TAG_NAME = re.compile(r"/?([a-zA-Z][^\s/>]*)")
_TIDY_START = re.compile(
    r"""[a-zA-Z][a-zA-Z0-9:-]*(?:\s+[a-zA-Z_:][a-zA-Z0-9_:.-]*(?:=(?:"[^"]*"|'[^']*'|[^\s"'=>`]+))?)*\s*/?>"""
)
_TIDY_END = re.compile(r"/[a-zA-Z][a-zA-Z0-9:-]*\s*>")
_TIDY_COMMENT = re.compile(r"!--(?!>|->)(?:(?!--)[^>])*-->")
_LEADING_NEWLINES_IN_PRE = re.compile(r"<pre>\n+")
# Every branch stops at the next "<", so reading stays linear. A tag with odd quotes ends at the first ">".
_MARKUP = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^<>]*>|</?([a-zA-Z][^\s/<>]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<>]*>)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<![^\s/"'])([a-zA-Z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


class HtmlRefused(ValueError):
    """The HTML is too long or too deeply nested to be cleaned safely. The text of the error is fit to show."""


def clean_html(html: str) -> str:
    """Give back `html` with nothing in it that could run, restyle the page or load something.

    Kept: paragraphs, line breaks, bold, italic, underline, lists, quotations, headings 2 to 4, code, rules, and links
    (http, https, mailto or an address within the site) with `rel="noopener noreferrer nofollow"`. Other tags go and
    their words stay, as text. Cleaning twice changes nothing, and what was cleaned is never refused later.

    Raises HtmlRefused, before any parser sees it, above 20,000 characters or about 30 tags inside each other; also
    when the cleaned text would come out longer than that. The answer is a plain `str`: the template filter marks it.
    """
    _refuse_costly_shape(html)
    cleaned = _clean_twice(html)
    _refuse_costly_shape(cleaned)
    return cleaned


def plain_to_html(text: str) -> str:
    """Paragraphs (parted by blank lines) and line breaks of plain `text` as HTML, everything else escaped.

    Addresses are not made into links. Text without a word gives an empty string.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if not text:
        return ""
    paragraphs = [escape(paragraph.strip(), quote=False) for paragraph in _BLANK_LINES.split(text)]
    return "\n".join(f"<p>{paragraph.replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


def text_of_html(html: str, *, with_attributes: bool = False) -> str:
    """The words of `html` as a reader sees them, entities decoded.

    Inline tags vanish (`<b>943</b> 476` is `943 476`), other tags part lines. Comments are left
    out. `with_attributes` adds, each on a line of its own at the end, what is not on the page but still published:
    alternative texts, titles and the targets of mailto:, tel: and sms: links. For reading and checking only: the
    answer is text, may contain `<`, and must be escaped when shown. Time grows with length, whatever the markup.
    """
    words, attributes = _split(html)
    text = re.sub(r" ?\n\s*", "\n", re.sub(r"[ \t\f\r]+", " ", words)).strip()
    if with_attributes and attributes:
        text = "\n".join([text, *attributes])
    return text


def _clean_twice(html: str) -> str:
    """bleach first, nh3 second: a hole in one of them is closed by the other."""
    once = bleach.clean(html, tags=TAGS, attributes={"a": list(LINK_ATTRIBUTES)}, protocols=LINK_SCHEMES, strip=True)
    twice = nh3.clean(
        once,
        tags=set(TAGS),
        attributes={"a": set(LINK_ATTRIBUTES)},
        url_schemes=set(LINK_SCHEMES),
        link_rel=LINK_REL,
    )
    # A parser drops the first line break inside <pre>: left in, each cleaning would eat one more.
    return _LEADING_NEWLINES_IN_PRE.sub("<pre>", twice)


def _refuse_costly_shape(html: str) -> None:
    """SECURITY: runs before any parser. It may count too deep, never too shallow (see `_Nesting`)."""
    if len(html) > MAX_CHARACTERS:
        raise HtmlRefused(TOO_LONG)
    nesting = _Nesting()
    for piece in html.split("<")[1:]:
        nesting.read(piece)


class _Nesting:
    """Counts how deep tags stand inside each other, from above: nothing a parser does can be deeper than this.

    An end tag counts only when it is plainly one and closes the last tag opened. After anything that parsers may read
    in more than one way (odd quotes, comments with tags in them, raw text such as <script>) end tags count no more.
    """

    def __init__(self):
        self.open: list[str] = []
        self.total_depth = 0
        self.in_doubt = False

    def read(self, piece: str) -> None:
        """Take in `piece`: what follows one `<`, up to the next."""
        if piece[:1] in ("!", "?"):
            self.in_doubt |= not _TIDY_COMMENT.match(piece)
        elif name := _TAG_NAME.match(piece):
            name = name[1].lower()
            take = self._close if piece[0] == "/" else self._start
            take(name, piece)

    def _close(self, name: str, piece: str) -> None:
        if not _TIDY_END.match(piece):
            self.in_doubt = True
        elif not self.in_doubt and self.open and self.open[-1] == name:
            self.open.pop()

    def _start(self, name: str, piece: str) -> None:
        if name in _RAW_TEXT or not _TIDY_START.match(piece):
            self.in_doubt = True
        if name in _VOID and not self.in_doubt:
            return
        replaces = name in _REPLACES_ITSELF and not self.in_doubt and self.open[-1:] == [name]
        if not replaces:
            self.open.append(name)
        self.total_depth += len(self.open)
        if len(self.open) > MAX_NESTING or self.total_depth > MAX_TOTAL_DEPTH:
            raise HtmlRefused(TOO_DEEP)


def _split(html: str) -> tuple[str, list[str]]:
    """The words of `html`, and the attribute values that are read or dialled."""
    words, attributes, end = [], [], 0
    for markup in _MARKUP.finditer(html):
        words.append(unescape(html[end : markup.start()]))
        end = markup.end()
        name, rest = (markup[1] or "").lower(), markup[2] or ""
        words.append("\n" if name and name not in _INLINE else "")
        attributes += _read_attributes(rest)
    words.append(unescape(html[end:]))
    return "".join(words), attributes


def _read_attributes(tag: str) -> list[str]:
    found = []
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        value = unescape(double or single or bare).strip()
        if name.lower() in _READ_ATTRIBUTES or (name.lower() == "href" and value.lower().startswith(_READ_SCHEMES)):
            found.append(value)
    return [value for value in found if value]
