import email
from email.policy import default as modern

import pytest
from django.core import mail

from hub.notices.compose import _inliner, compose
from hub.notices.letters import Letter
from tests.factories.notices import NoticeFactory

pytestmark = pytest.mark.django_db


def composed(notice):
    return email.message_from_bytes(compose(notice, address="ada@wexcombe.example"), policy=modern)


def test_headers_say_who_what_and_that_nobody_typed_it(writer, settings):
    notice = NoticeFactory()
    writer.letter = Letter(
        context={"title": "Over\n two lines"}, headers={"List-Unsubscribe": "<https://hub.example/u>"}
    )

    message = composed(notice)

    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["To"] == "ada@wexcombe.example"
    assert message["Subject"] == "Over two lines & more"
    assert message["Message-ID"] == notice.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["List-Unsubscribe"] == "<https://hub.example/u>"
    assert len(message.get_all("Date")) == 1


def test_the_same_notice_has_the_same_message_id_each_time(writer):
    notice = NoticeFactory()

    assert composed(notice)["Message-ID"] == composed(notice)["Message-ID"]


def test_plain_text_is_not_escaped_and_html_is(writer, settings):
    writer.letter = Letter(context={"title": "Tea & <b>talk</b>"})

    message = composed(NoticeFactory())

    text, html = message.get_body(["plain"]).get_content(), message.get_body(["html"]).get_content()
    assert f"Hello & welcome to Tea & <b>talk</b>: {settings.HUB_BASE_URL}/somewhere/" in text
    assert ">Tea &amp; &lt;b&gt;talk&lt;/b&gt;</h1>" in html
    assert "You get this because" in text and "You get this because" in html


def test_styles_are_put_on_the_elements_and_media_queries_stay(writer):
    html = composed(NoticeFactory()).get_body(["html"]).get_content()

    assert 'class="button" href="http' in html and 'style="' in html
    assert "@media (max-width: 400px)" in html


def test_a_remote_style_sheet_is_not_fetched(writer, tmp_path):
    sheet = tmp_path / "sheet.css"
    sheet.write_text("p { color: red }")
    html = f'<html><head><link rel="stylesheet" href="{sheet.as_uri()}"></head><body><p>Hello</p></body></html>'

    assert "red" not in _inliner.inline(html)


def test_an_attachment_keeps_its_bytes_name_and_parameters(writer):
    calendar = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    writer.letter = Letter(
        context={"title": "T"}, attachments=[("lunch.ics", calendar, "text/calendar; method=REQUEST; charset=utf-8")]
    )

    [part] = composed(NoticeFactory()).iter_attachments()

    assert part.get_payload(decode=True) == calendar
    assert part.get_filename() == "lunch.ics"
    assert part.get_content_type() == "text/calendar"
    assert part["Content-Type"].params["method"] == "REQUEST"


def test_a_header_cannot_be_broken_into_two(writer):
    writer.letter = Letter(context={"title": "T"}, headers={"X-Note": "a\nBcc: eve@elsewhere.example"})

    with pytest.raises(mail.BadHeaderError):
        composed(NoticeFactory())


def test_lines_end_as_mail_servers_ask(writer):
    content = compose(NoticeFactory(), address="ada@wexcombe.example")

    assert content.count(b"\n") == content.count(b"\r\n")
