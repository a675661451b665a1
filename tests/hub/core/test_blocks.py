import re

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from wagtail.blocks import StreamBlock, StructBlockValidationError
from wagtail.rich_text import RichText

from communities.models import CommunitiesIndexPage, CommunityPage
from hub.circles.models import PageGate
from hub.core.blocks import BODY_BLOCKS
from tests.factories.circles import CircleFactory, MembershipFactory
from tests.factories.content import DocumentFactory, ImageFactory
from tests.factories.people import PersonFactory

BLOCKS = dict(BODY_BLOCKS)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def community(home_page):
    """Makes a community's page, open to all staff unless a circle is given."""
    index = home_page.add_child(instance=CommunitiesIndexPage(title="Communities"))

    def make(title, circle=None):
        page = index.add_child(instance=CommunityPage(title=title, purpose="To learn"))
        PageGate.objects.filter(page=page).update(circle=circle or CircleFactory(open=True))
        return page

    return make


def drawn(name, raw, user=None):
    """The HTML of one block of a page's body, from its stored value."""
    request = RequestFactory().get("/")
    request.user = user
    body = StreamBlock(BODY_BLOCKS).to_python([{"type": name, "value": raw}])
    return body[0].render(context={"request": request})


def media_link(**changes):
    value = {"title": "Handover", "kind": "video", "url": "https://video.example/1", "minutes": 1}
    raw = {**value, "transcript": "<p>Words</p>", "transcript_document": None, **changes}
    return BLOCKS["media_link"].to_python(raw)


def table(*rows, caption="Beds"):
    columns = [{"type": "text", "heading": "Week"}, {"type": "number", "heading": "Beds"}]
    return {
        "caption": caption,
        "table": {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": ""},
    }


def test_the_blocks_keep_their_names():
    expected = ["heading", "paragraph", "image", "quote", "callout", "media_link", "document", "table", "page_links"]

    assert [name for name, _ in BODY_BLOCKS] == expected


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_says_what_it_is_and_has_a_preview(client, db, settings, name):
    settings.HUB_REQUIRE_SECOND_FACTOR = False
    client.force_login(PersonFactory(is_superuser=True))
    block = BLOCKS[name]

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    content = response.content.decode()
    assert block.is_previewable
    assert block.get_description()
    assert response.status_code == 200
    assert "hub/css/hub.css" in content
    assert re.search(r"<main>.*<(h2|p|figure|blockquote|table|div)\b.*</main>", content, re.DOTALL)
    assert "<script" not in content


def test_headings_are_below_the_title_of_the_page():
    assert drawn("heading", "What we <learned>") == '<h2 class="nhsuk-heading-m">What we &lt;learned&gt;</h2>\n'
    assert "<h2" in drawn("callout", {"title": "Careful", "text": "<p>Now</p>"})
    assert BLOCKS["paragraph"].features[:2] == ["h3", "h4"]


def test_a_paragraph_is_rich_text():
    assert "<b>bold</b>" in drawn("paragraph", "<p><b>bold</b></p>")


def test_a_picture_is_read_out_by_its_text_or_not_at_all(db):
    image = ImageFactory()
    told = {"image": image.pk, "decorative": False, "alt_text": "Two nurses at a board"}
    silent = {"image": image.pk, "decorative": True, "alt_text": "ignored"}

    with_text = drawn("image", {"image": told, "caption": "Board round"})
    without = drawn("image", {"image": silent, "caption": ""})

    assert 'alt="Two nurses at a board"' in with_text
    assert "Board round</figcaption>" in with_text
    assert 'alt=""' in without
    assert "figcaption" not in without
    assert "/media/images/" in without


def test_a_picture_needs_its_text_unless_it_only_decorates(db):
    image = ImageFactory()

    def clean(decorative, alt_text):
        raw = {"image": {"image": image.pk, "decorative": decorative, "alt_text": alt_text}, "caption": ""}
        return BLOCKS["image"].clean(BLOCKS["image"].to_python(raw))

    with pytest.raises(ValidationError):
        clean(False, "")
    assert clean(True, "")["image"].pk == clean(False, "A board")["image"].pk == image.pk


def test_a_quotation_keeps_its_lines_and_names_who_said_it():
    assert drawn("quote", {"text": "One\nTwo", "who": "Porter"}) == (
        '<blockquote class="hub-quote"><p>One<br>Two</p><footer>Porter</footer></blockquote>\n'
    )
    assert "footer" not in drawn("quote", {"text": "One", "who": ""})


@pytest.mark.parametrize("nothing", ["", "<p></p>", '<p data-block-key="a1"> </p>', "<p>&nbsp;</p>"])
def test_video_and_sound_need_a_transcript(nothing):
    with pytest.raises(StructBlockValidationError) as refused:
        BLOCKS["media_link"].clean(media_link(transcript=nothing))

    assert "Add a transcript" in str(refused.value.block_errors["transcript"])


def test_a_transcript_is_words_or_a_document(person):
    document = DocumentFactory(title="All the words")

    with_words = BLOCKS["media_link"].clean(media_link())
    with_document = BLOCKS["media_link"].clean(media_link(transcript="", transcript_document=document.pk))

    assert isinstance(with_words["transcript"], RichText)
    assert with_document["transcript_document"] == document
    raw = {"title": "Handover", "kind": "video", "url": "https://video.example/1", "transcript_document": document.pk}
    shown = drawn("media_link", raw, user=person)
    assert "Transcript: All the words" in shown
    assert "(video, 1 minute)" in BLOCKS["media_link"].render(with_words)


def test_a_draft_may_wait_for_its_transcript():
    block = StreamBlock(BODY_BLOCKS).child_blocks["media_link"]
    block.defer_required_validation()
    try:
        assert block.clean(media_link(transcript=""))["title"] == "Handover"
    finally:
        block.restore_deferred_validation()


def test_a_document_is_a_link_with_its_kind_and_size(person):
    document = DocumentFactory(title="Checklist", file_size=2048)

    shown = drawn("document", {"document": document.pk, "title": ""}, user=person)

    assert f'href="{document.url}"' in shown
    assert "Checklist" in shown
    assert "(PDF, 2.0\xa0KB)" in shown
    assert "The list" in drawn("document", {"document": document.pk, "title": "The list"}, user=person)


def test_a_document_that_is_gone_leaves_nothing_behind(person):
    assert drawn("document", {"document": 999999, "title": "Lost"}, user=person).strip() == ""


def test_a_table_has_a_caption_and_headed_columns():
    shown = drawn("table", table(["Monday", "24"], ["Tuesday", None]))

    assert re.findall(r"<th scope=\"col\">(.*?)</th>", shown) == ["Week", "Beds"]
    assert re.findall(r"<td[^>]*>(.*?)</td>", shown) == ["Monday", "24", "Tuesday", ""]
    assert ">Beds</caption>" in shown


def test_page_links_leave_out_what_the_reader_may_not_see(community, person):
    circle = CircleFactory(hidden=True)
    member = MembershipFactory(circle=circle).person
    secret, draft, public = community("Secret", circle), community("Draft"), community("Open")
    draft.unpublish()
    raw = {"title": "See also", "pages": [secret.pk, draft.pk, public.pk]}

    assert re.findall(r">([^<]+)</a>", drawn("page_links", raw, user=person)) == ["Open"]
    assert re.findall(r">([^<]+)</a>", drawn("page_links", raw, user=member)) == ["Secret", "Open"]


def test_page_links_show_nothing_without_a_reader(community):
    raw = {"title": "See also", "pages": [community("Open").pk]}
    value = BLOCKS["page_links"].to_python(raw)

    assert BLOCKS["page_links"].render(value).strip() == ""


def test_page_links_that_are_all_hidden_leave_no_heading(community, person):
    raw = {"title": "See also", "pages": [community("Secret", CircleFactory(hidden=True)).pk]}

    assert drawn("page_links", raw, user=person).strip() == ""


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("heading", SCRIPT),
        ("quote", {"text": SCRIPT, "who": SCRIPT}),
        ("callout", {"title": SCRIPT, "text": ""}),
        ("media_link", {"title": SCRIPT, "kind": "audio", "url": 'https://x.example/"><script>', "transcript": ""}),
        ("table", table([SCRIPT, "1"], caption='"><script>')),
    ],
)
def test_script_in_words_is_shown_as_text(name, raw):
    assert "<script>" not in drawn(name, raw)


def test_script_in_titles_and_captions_is_shown_as_text(community, person):
    page, document, image = community(SCRIPT), DocumentFactory(title=SCRIPT, file_size=1), ImageFactory()
    picture = {"image": image.pk, "decorative": False, "alt_text": '"><script>'}
    values = [
        ("page_links", {"title": SCRIPT, "pages": [page.pk]}),
        ("document", {"document": document.pk, "title": ""}),
        ("image", {"image": picture, "caption": SCRIPT}),
    ]

    for name, raw in values:
        shown = drawn(name, raw, user=person)
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
