import base64
import io
import re
import socketserver
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from pypdf import PdfReader

from hub.core.pdf import PdfUnavailable, pdf_is_available, pdf_of
from hub.core.pdf_sources import OurFilesOnly, SourceRefused
from hub.core.qr import qr_svg

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture
def make(tmp_path, settings):
    """A PDF of whatever stands in the block `content`."""
    first, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**first, "DIRS": [*first["DIRS"], tmp_path]}, *others]

    def made(content, **options):
        name = f"page_{len(list(tmp_path.glob('page_*')))}.html"  # templates are cached by name
        page = '{% extends "hub_core/pdf/base.html" %}{% block content %}' + content + "{% endblock %}"
        (tmp_path / name).write_text(page)
        pdf = pdf_of(name, options.pop("context", {}), **{"title": "Certificate of attendance", **options})
        return PdfReader(io.BytesIO(pdf))

    return made


@pytest.fixture
def loopback():
    """A server of this machine that notes who asks it for anything: its port and its notes."""
    asked = []

    class Note(socketserver.BaseRequestHandler):
        def handle(self):
            asked.append(self.request.recv(1000))

    with socketserver.TCPServer(("127.0.0.1", 0), Note) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_address[1], asked
        server.shutdown()
        thread.join()


def _structure(element):
    """Every element of the tree of tags, as (tag, alternative text)."""
    found = []
    for child in element.get("/K", []):
        child = child.get_object()
        if hasattr(child, "get") and "/S" in child:
            found += [(child["/S"], child.get("/Alt")), *_structure(child)]
    return found


def _things(reader):
    """Pictures on the pages and files in the document."""
    return [picture for page in reader.pages for picture in page.images] + list(reader.attachments)


def test_a_pdf_is_tagged_titled_and_says_its_language(make):
    reader = make("<h2>Aims</h2><ul><li>Learn</li></ul>", lang="cy")

    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- pypdf's own kind of true
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert (catalogue["/Lang"], reader.metadata.title) == ("cy", "Certificate of attendance")
    assert re.search(r"pdfuaid:part\D+1\b", catalogue["/Metadata"].get_data().decode())
    tags = [tag for tag, _ in _structure(catalogue["/StructTreeRoot"])]
    assert [tag for tag in tags if tag in {"/H1", "/H2", "/L", "/LI"}] == ["/H1", "/H2", "/L", "/LI"]


def test_the_words_of_the_context_are_escaped_and_printed(make):
    reader = make("<p>{{ name }}</p>", context={"name": "<b>Zoë & “Sam”</b>"})

    assert "<b>Zoë & “Sam”</b>" in reader.pages[0].extract_text()
    assert "Page 1 of 1" in reader.pages[0].extract_text()


def test_it_is_set_in_arial_or_the_like(make):
    fonts = make("<p>Words</p>").pages[0]["/Resources"]["/Font"]

    names = {str(font.get_object()["/BaseFont"]).split("+")[1] for font in fonts.values()}
    assert {name.split("-")[0] for name in names} <= {"Arial", "Liberation"}


def test_a_qr_code_carries_its_title_as_alternative_text(make):
    code = qr_svg("https://hub.example.org/s/K7MCD34", title="Address of this certificate")

    reader = make('<div class="pdf-code">{{ code }}</div>', context={"code": code})

    assert ("/Figure", "Address of this certificate") in _structure(reader.trailer["/Root"]["/StructTreeRoot"])


def test_links_are_made_whole(make):
    page = make('<a href="/events/lunch/">More</a>').pages[0]

    addresses = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert addresses == [f"{settings.HUB_BASE_URL}/events/lunch/"]


def test_data_and_our_own_static_files_are_taken_in(make):
    own = "{% load static %}<img alt='' src='{% static \"hub/images/icon-180.png\" %}'>"

    assert len(_things(make(own))) == 1
    assert len(_things(make(f"<img alt='' src='data:image/png;base64,{PIXEL}'>"))) == 1


@pytest.mark.parametrize(
    "content",
    [
        "<img alt='' src='{address}'>",
        "<link rel='attachment' href='{address}'>",
        "<a rel='attachment' href='{address}'>file</a>",
        "<object data='{address}'></object>",
        "<embed src='{address}'>",
        "<div style='width: 99px; height: 99px; background: url({address})'></div>",
        "<style>@import url({address}); @font-face {{ font-family: x; src: url({address}) }} p {{ font-family: x }}"
        "</style><p>words</p>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}' width='9' height='9'/></svg>",
        "<img alt='' src='data:image/svg+xml;base64,{picture}'>",
    ],
    ids=["img", "attachment", "attached link", "object", "embed", "background", "sheet", "svg", "svg as data"],
)
def test_files_of_the_server_and_its_network_are_never_read(make, loopback, tmp_path, content):
    port, asked = loopback
    secret = tmp_path / "secret.png"
    secret.write_bytes(base64.b64decode(PIXEL))

    for address in (secret.as_uri(), str(secret), f"http://127.0.0.1:{port}/x.png", f"//127.0.0.1:{port}/x.png"):
        inner = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}" width="9" height="9"/></svg>'
        picture = base64.b64encode(inner.encode()).decode()
        assert _things(make(content.format(address=address, picture=picture))) == []

    assert asked == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://localhost/etc/passwd",
        "http://127.0.0.1:8000/static/hub/css/pdf.css",
        "http://localhost:8000.example.org/static/hub/css/pdf.css",
        "http://localhost:8000@example.org/static/hub/css/pdf.css",
        "http://localhost:8000/media/documents/secret.pdf",
        "https://localhost:8000/static/hub/css/pdf.css",
        "ftp://127.0.0.1/x",
        "jar:file:///etc/passwd",
        "/etc/passwd",
        "",
    ],
)
def test_the_fetcher_refuses_every_other_address(address):
    with pytest.raises(SourceRefused):
        OurFilesOnly().fetch(address)


@pytest.mark.parametrize(
    "name", ["../../manage.py", "%2e%2e/%2e%2e/manage.py", "hub/../../../manage.py", "/etc/passwd", ""]
)
def test_the_fetcher_stays_within_the_static_files(name):
    with pytest.raises((OSError, SuspiciousFileOperation)):
        OurFilesOnly().fetch(f"{settings.HUB_BASE_URL}/static/{name}")


def test_the_fetcher_gives_a_static_file_with_its_type():
    answer = OurFilesOnly().fetch(f"{settings.HUB_BASE_URL}/static/hub/css/pdf.css?v=1")

    assert answer.content_type == "text/css"
    assert answer.read() == (Path(settings.STATICFILES_DIRS[0]) / "hub/css/pdf.css").read_bytes()


def test_a_hashed_static_file_is_found_where_collectstatic_put_it(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "hashed.0123456789ab.css").write_text("p {}")

    assert OurFilesOnly().fetch(f"{settings.HUB_BASE_URL}/static/hashed.0123456789ab.css").read() == b"p {}"


def test_a_style_sheet_that_is_not_there_is_a_mistake_to_hear_of(make):
    with pytest.raises(OSError, match="no-such"):
        make("", css=["hub/css/no-such.css"])


def test_pdfs_can_be_made_here():
    assert pdf_is_available()


WITHOUT_PANGO = """
import cffi

def not_found(*_):
    raise OSError("cannot load library 'libgobject-2.0-0'")

cffi.FFI.dlopen = not_found
from hub.core.pdf import PdfUnavailable, pdf_is_available, pdf_of

assert not pdf_is_available()
try:
    pdf_of("hub_core/pdf/base.html", {}, title="Certificate")
except PdfUnavailable as error:
    print(error)
"""


def test_without_pango_it_says_what_to_do_instead():
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO],
        env={"PYTHONPATH": str(settings.SITE_DIR)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == f"{PdfUnavailable()}\n"
    assert "Print the page instead" in ran.stdout
