import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.media.models import HubDocument, HubImage
from hub.media.uploads import check_document
from tests.factories.content import png
from tests.factories.people import PersonFactory

ODT = "application/vnd.oasis.opendocument.text"
HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00"


def packed(*names, mimetype=None):
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<xml/>")
    return written.getvalue()


GOOD = {
    "list.csv": b"name,ward\nAda,Harrow\n",
    "excel.csv": "café;€\n".encode("cp1252"),
    "notes.txt": "\ufeffThé notes".encode(),
    "guide.pdf": b"%PDF-1.7\n...",
    "letter.rtf": b"{\\rtf1 hello}",
    "plan.docx": packed("[Content_Types].xml", "word/document.xml"),
    "talk.PPTX": packed("[Content_Types].xml", "ppt/presentation.xml"),
    "rota.xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    "plan.odt": packed("content.xml", mimetype=ODT),
}
BAD = {
    "page.pdf": HTML,
    "program.pdf": PROGRAM,
    "program.txt": PROGRAM,
    "guide.csv": b"%PDF-1.7\n...",
    "nul.txt": b"a\0b",
    "page.docx": HTML,
    "rota.docx": packed("xl/workbook.xml"),
    "macro.docx": packed("word/document.xml", "word/vbaProject.bin"),
    "broken.xlsx": b"PK\x03\x04 no zip at all",
    "plan.odt": packed("content.xml", mimetype="application/zip"),
    "macros.odt": packed("content.xml", "Basic/Standard/Module1.xml", mimetype=ODT),
    "letter.rtf": b"hello",
    "empty.pdf": b"",
    "page.html": HTML,
    "drawing.svg": SVG,
    "noextension": b"words",
}


@pytest.fixture
def editor(client, db):
    """Somebody who may upload. What the check says does not hang on the role."""
    client.force_login(PersonFactory(is_superuser=True))
    return client


def upload(client, kind, name, contents):
    file = SimpleUploadedFile(name, contents)
    return client.post(reverse(f"{kind}:add"), {"title": "Upload", "file": file, "collection": 1})


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_passes_and_is_left_at_its_start(name):
    file = SimpleUploadedFile(name, GOOD[name])

    check_document(file)

    assert file.read() == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_something_else_is_refused(name):
    with pytest.raises(ValidationError):
        check_document(SimpleUploadedFile(name, BAD[name]))


def test_wagtails_form_takes_a_good_document(editor):
    response = upload(editor, "wagtaildocs", "guide.pdf", GOOD["guide.pdf"])

    assert response.status_code == 302
    assert HubDocument.objects.get().file.read() == GOOD["guide.pdf"]


@pytest.mark.parametrize(
    ("name", "contents", "words"),
    [
        ("page.pdf", HTML, "This is not a PDF file, whatever its name says"),
        ("page.html", HTML, "Files of this kind cannot be uploaded."),
        ("large.txt", b"a" * (10 * 1024 * 1024 + 1), "This file is too big"),
    ],
)
def test_wagtails_form_says_what_is_wrong_with_a_document(editor, name, contents, words):
    response = upload(editor, "wagtaildocs", name, contents)

    assert words in " ".join(response.context["form"].errors["file"])
    assert not HubDocument.objects.exists()


def test_the_form_for_many_documents_checks_too(editor):
    response = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Upload", "files[]": SimpleUploadedFile("page.pdf", HTML), "collection": 1},
    )

    assert response.json()["success"] is False
    assert not HubDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "contents"),
    [("drawing.svg", SVG), ("page.png", HTML), ("picture.jpg", png(20, 20)), ("drawing.png", SVG)],
)
def test_wagtails_form_refuses_pictures_that_are_something_else(editor, name, contents):
    response = upload(editor, "wagtailimages", name, contents)

    assert response.context["form"].errors["file"]
    assert not HubImage.objects.exists()


def test_wagtails_form_takes_a_good_picture(editor):
    response = upload(editor, "wagtailimages", "picture.png", png(20, 20))

    assert response.status_code == 302
    assert HubImage.objects.count() == 1


def test_the_refusal_is_shown_in_the_form(editor):
    response = upload(editor, "wagtaildocs", "page.pdf", HTML)

    assert "save it again and upload that" in response.content.decode()
