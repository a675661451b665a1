"""PDFs from our own templates, tagged so that a screen reader can read them (PDF/UA-1)."""

from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from types import ModuleType
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static

VARIANT = "pdf/ua-1"
STYLES = ("hub/css/pdf.css",)
UNAVAILABLE = (
    "This server cannot make PDF files at the moment. Print the page instead: your browser can save it as a PDF."
)


class PdfUnavailable(RuntimeError):
    """WeasyPrint, or pango below it, is not installed. The text of the error is fit to show."""

    def __init__(self):
        super().__init__(UNAVAILABLE)


def pdf_of(template: str, context: Mapping, *, title: str, lang: str = "en-GB", css: Iterable[str] = STYLES) -> bytes:
    """The PDF of `template`, which extends `hub_core/pdf/base.html` and also gets `title` and `lang`.

    `css` names static files. Pictures and further sheets come from `data:` addresses and our static files alone: all
    others are left out, so no text that somebody typed makes the server read a file or ask a network. Links are made
    whole with the Hub's address. Short documents only: about 5 ms a paragraph, so a long one is a worker's job.

    PdfUnavailable: the system lacks what it takes.
    """
    weasyprint = _weasyprint()
    from .pdf_sources import OurFilesOnly  # noqa: PLC0415 -- slow import: WeasyPrint

    sources = OurFilesOnly()
    sheets = [weasyprint.CSS(url=urljoin(settings.HUB_BASE_URL, static(name)), url_fetcher=sources) for name in css]
    html = render_to_string(template, {**context, "title": title, "lang": lang})
    source = weasyprint.HTML(string=html, base_url=settings.HUB_BASE_URL, url_fetcher=sources)
    document = source.render(stylesheets=sheets, pdf_variant=VARIANT)
    document.metadata.title, document.metadata.lang = title, lang
    return document.write_pdf(pdf_variant=VARIANT)


def pdf_is_available() -> bool:
    """True where `pdf_of` works: whether to offer a PDF or only the page to print. The first call takes a second."""
    try:
        return bool(_weasyprint())
    except PdfUnavailable:
        return False


def _weasyprint() -> ModuleType:
    try:
        with redirect_stdout(StringIO()):  # it prints advice for developers where pango is missing
            import weasyprint  # noqa: PLC0415 -- slow import: 0.5 s, and pango may be missing
    except (ImportError, OSError) as error:
        raise PdfUnavailable from error
    return weasyprint
