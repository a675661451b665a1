import contextlib
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.html import (
    LINK_REL,
    MAX_CHARACTERS,
    MAX_NESTING,
    TAGS,
    TOO_DEEP,
    TOO_LONG,
    HtmlRefused,
    clean_html,
    plain_to_html,
    text_of_html,
)

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0c>alert(1)</script>",
    "<script/x>alert(1)</script/x>",
    "<<script>alert(1);//<</script>",
    "<script>alert(1)",
    "</script><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    '<img """><script>alert("1")</script>">',
    "<img src=x:alert(alt) onerror=eval(src) alt=1>",
    "<img/src/onerror=alert(1)>",
    "<img src=`javascript:alert(1)`>",
    "<image src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><set attributeName=onmouseover to=alert(1)></svg>",
    "<svg><foreignObject><iframe onload=alert(1)></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<svg><![CDATA[><image xlink:href=x onerror=alert(1)>]]></svg>",
    "<math><mi//xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mtext><option><annotation-xml encoding='text/html'><img src onerror=alert(1)></annotation-xml>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<noembed><img title="</noembed><img src onerror=alert(1)>"></noembed>',
    '<noframes><img title="</noframes><img src onerror=alert(1)>"></noframes>',
    '<xmp><p title="</xmp><img src onerror=alert(1)>">',
    '<textarea><p title="</textarea><img src onerror=alert(1)>">',
    '<title><p title="</title><img src onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<select><template><img src onerror=alert(1)></template></select>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<style>body{background:url('javascript:alert(1)')}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style=width:expression(alert(1))>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<p ONMOUSEOVER=alert(1)>x</p>",
    "<p/onclick=alert(1)>x</p>",
    "<b\nonfocus=alert(1) autofocus tabindex=1>x</b>",
    "<b \x00onclick=alert(1)>x</b>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java\x00script:alert(1)'>x</a>",
    "<a href='&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)'>x</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)'>x</a>",
    "<a href='&#0000106avascript&colon;alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='java&NewLine;script:alert(1)'>x</a>",
    "<a href='javascript&#x3a;alert(1)'>x</a>",
    "<a href='javascript://example.org/%0aalert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='blob:https://example.org/1'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='feed:javascript:alert(1)'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    '<a href="https://example.org/" onclick="alert(1)" target=_blank ping=//evil.example>x</a>',
    '<a title="<img src=x onerror=alert(1)>" href=https://example.org>x</a>',
    "<a href=https://example.org title='\"><script>alert(1)</script>'>x</a>",
    "<a href='https://example.org/\"onmouseover=alert(1)//'>x</a>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<form id=x></form><button form=x formaction=javascript:alert(1)>x</button>",
    "<input onfocus=alert(1) autofocus>",
    "<isindex action=javascript:alert(1) type=submit>",
    "<select onfocus=alert(1) autofocus><option>x</select>",
    "<textarea onfocus=alert(1) autofocus></textarea>",
    "<keygen onfocus=alert(1) autofocus>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<html manifest=//evil.example>",
    "<base href='javascript:/'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<table background=javascript:alert(1)><td>x</table>",
    "<div id=x><p>x</p></div>",
    "<custom-tag onclick=alert(1)>x</custom-tag>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--!><img src=x onerror=alert(1)>-->",
    "<![><img src=x onerror=alert(1)>]",
    "<?xml version='1.0'?><x onclick=alert(1)>",
    "<?import namespace=x implementation=//evil.example>",
    "<%<!--'%><script>alert(1);</script -->",
    "</br style=a:expression(alert(1))>",
    "<a href='https://example.org'><a href='javascript:alert(1)'>x</a></a>",
    "<b><p><a href=javascript:alert(1)></b>x",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "<p>x<script\u2028>alert(1)</script>",
    "<\x00script>alert(1)</script>",
    "<img src=x onerror\x0b=alert(1)>",
]


class _Reader(HTMLParser):
    """Notes every tag with its attributes, the way a parser that knows nothing of our cleaner reads them."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.other, self.words = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def _assert_harmless(html):
    reader = _Reader(html)
    assert reader.other == []
    for tag, attrs in reader.tags:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ({"href", "title", "rel"} if tag == "a" else set())
        href = "".join(c for c in (dict(attrs).get("href") or "") if c.isprintable() and not c.isspace()).lower()
        scheme = re.match(r"[a-z][a-z0-9+.-]*(?=:)", href)
        assert scheme is None or scheme[0] in {"http", "https", "mailto"}
        if tag == "a":
            assert dict(attrs)["rel"] == LINK_REL


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_is_disarmed(payload):
    _assert_harmless(clean_html(payload))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_inside_allowed_markup_is_disarmed_and_stays_so(payload):
    once = clean_html(f"<ul><li><b>{payload}</b></li></ul><p>{payload}")

    _assert_harmless(once)
    assert clean_html(once) == once


def test_the_reader_of_these_tests_sees_what_is_harmful():
    for harmful in ["<script>", "<p onclick=x>", "<a rel='x' href='java\tscript:x'>", "<!-- x -->"]:
        with pytest.raises(AssertionError):
            _assert_harmless(harmful)


PIECES = [
    "<",
    ">",
    "&",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&#58;",
    '"',
    "'",
    "=",
    "/",
    " ",
    "\n",
    "\0",
    "-->",
    "<!--",
    "<![CDATA[",
]
PIECES += [f"<{tag}>" for tag in sorted(TAGS)] + [f"</{tag}>" for tag in sorted(TAGS)]
PIECES += ["<script>", "</script>", "<svg>", "<math>", "<mtext>", "<style>", "</style>", "<table>", "<td>", "<select>"]
PIECES += ["<a href=", "javascript:", "https:", "//x.example", " onclick=x", " title=", "<p style='x'>", "<textarea>"]
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_any_soup_comes_out_harmless_and_cleaning_twice_changes_nothing(soup):
    try:
        once = clean_html(soup)
    except HtmlRefused:
        return

    _assert_harmless(once)
    assert clean_html(once) == once


def test_ordinary_text_is_left_as_it_is():
    html = (
        "<h2>Falls</h2><p>What we <b>learned</b>, and <i>why</i>:<br>see below.</p>"
        "<ul><li>One</li><li>Two<ol><li>Three</li></ol></li></ul><blockquote>Said</blockquote><hr><pre>a  b</pre>"
    )

    assert clean_html(html) == html


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:a@b.example", "/s/ABC"]
)
def test_links_keep_their_address_and_get_rel(address):
    cleaned = clean_html(f'<a href="{address}" target="_blank" rel="opener">x</a>')

    assert cleaned == f'<a href="{address}" rel="noopener noreferrer nofollow">x</a>'


def test_other_tags_go_and_their_words_stay():
    assert clean_html("<p><span style='color:red'>a</span> <font color=red>b</font><img src=x></p>") == "<p>a b</p>"


def test_line_breaks_at_the_start_of_pre_do_not_wear_away():
    once = clean_html("<pre>\n\n\nx\n\ny</pre>")

    assert once == "<pre>x\n\ny</pre>"
    assert clean_html(once) == once


def test_empty_is_empty():
    assert clean_html("") == ""


def test_too_long_is_refused_with_words_to_show():
    with pytest.raises(HtmlRefused) as refusal:
        clean_html("x" * (MAX_CHARACTERS + 1))

    assert str(refusal.value) == TOO_LONG
    assert clean_html("x" * MAX_CHARACTERS) == "x" * MAX_CHARACTERS


def test_what_would_come_out_too_long_is_refused_at_once_not_when_it_is_shown():
    with pytest.raises(HtmlRefused) as refusal:
        clean_html("&" * 5_000)

    assert str(refusal.value) == TOO_LONG


def test_nesting_at_the_limit_is_cleaned_and_beyond_it_refused():
    at_limit = "<b>" * MAX_NESTING + "x" + "</b>" * MAX_NESTING

    assert clean_html(at_limit) == at_limit
    with pytest.raises(HtmlRefused) as refusal:
        clean_html(f"<b>{at_limit}</b>")
    assert str(refusal.value) == TOO_DEEP


@pytest.mark.parametrize(
    "piece",
    [
        "<b>",
        "<ul><li>",
        "<div>",
        "<b title='</b>'>",
        "<b><!--</b>-->",
        "<b><!-->",
        '<b "></b>',
        "<b><textarea></b></textarea>",
        "<b><select></b></select>",
        "<b><table></b></table>",
        "<b><i></b>",
        "<B></b x='>'>",
        "<p><b>",
        "<svg><g>",
    ],
)
def test_nesting_cannot_be_hidden(piece):
    with pytest.raises(HtmlRefused):
        clean_html(piece * 400)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p>" * 400,
        "<p>a" * 400,
        "<ul>" + "<li>a" * 400 + "</ul>",
        "a<br>" * 400,
        "a<br/>" * 400,
        "<p>BP < 90 and HR > 120 <3</p>" * 100,
        "<p class='MsoNormal' style=\"margin:0\"><span lang=EN-GB>a<o:p></o:p></span></p>" * 100,
        "<p>a</p><!-- note --><p>b</p>" * 100,
    ],
)
def test_long_flat_text_is_not_mistaken_for_deep(html):
    _assert_harmless(clean_html(html))


ATTACKS = {
    "nested": "<b>" * 6_666,
    "nested lists": "<ul><li>" * 2_500,
    "formatting copied into every paragraph": "<p>" + "".join(f"<b a={n}>" for n in range(28)) + "<p>x" * 4_900,
    "formatting copied into few paragraphs": "<p>" + "".join(f"<b a={n}>" for n in range(25)) + "<p>x" * 700,
    "attributes": "<a " + " ".join(f"a{n}" for n in range(3_000)) + ">",
    "entities": "&#x26" * 3_900,
    "less-than": "<" * 4_900,
    "open comments": "<!--" * 4_900,
    "open quotes": "<a href='" * 2_200,
    "tables": "<table>x<b>" * 1_800,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_no_shape_within_the_length_takes_long(name):
    attack = ATTACKS[name][:MAX_CHARACTERS]

    started = time.perf_counter()
    with contextlib.suppress(HtmlRefused):
        clean_html(attack)
    assert time.perf_counter() - started < 1.5


def test_plain_text_becomes_paragraphs_and_line_breaks():
    assert plain_to_html("One\r\ntwo\n \n\nThree\rfour\n") == "<p>One<br>two</p>\n<p>Three<br>four</p>"


def test_plain_text_is_escaped_and_addresses_are_not_linked():
    assert (
        plain_to_html("<b>1 & 2</b> https://example.org") == "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt; https://example.org</p>"
    )


@pytest.mark.parametrize("text", ["", "  \n\n \t"])
def test_no_words_no_paragraph(text):
    assert plain_to_html(text) == ""


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_plain_text_made_html_is_harmless(text):
    _assert_harmless(plain_to_html(text))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>943</b> 476 5919", "943 476 5919"),
        ("9<b>4</b>34765919", "9434765919"),
        ("<p>One</p><p>Two<br>three</p>", "One\nTwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("a &amp; b &lt; c&nbsp;d &#57;&#x34;3", "a & b < c\xa0d 943"),
        ("a<!-- hidden > -->b<!-->c", "abc"),
        ("<!doctype html><p>x", "x"),
        ('<a title="a > b" href="/x">link</a>', "link"),
        ("BP < 90, 3 > 2, <3", "BP < 90, 3 > 2, <3"),
        ("  many   \n spaces\t here ", "many\nspaces here"),
        ("", ""),
    ],
)
def test_words_of_html(html, text):
    assert text_of_html(html) == text


def test_attributes_that_are_read_or_dialled_can_be_added():
    html = (
        "<p>Call <a href='tel:01632960001' title=\"Jo&#39;s line\">us</a>"
        '<img src=/x.png ALT = "a chart"><a href=mailto:a@b.example>m</a><a href="https://example.org">w</a></p>'
    )

    text = text_of_html(html, with_attributes=True)

    assert text.split("\n") == ["Call us", "mw", "tel:01632960001", "Jo's line", "a chart", "mailto:a@b.example"]


@pytest.mark.parametrize(
    "piece", ["<", "<!", "<!--", "<a ", "<a '", '<a x="', "</", "&#", "<a b='\"", " ", "x = '", "<p>"]
)
def test_reading_a_huge_text_is_quick(piece):
    html = piece * (200_000 // len(piece))

    started = time.perf_counter()
    text_of_html(html, with_attributes=True)
    assert time.perf_counter() - started < 1
