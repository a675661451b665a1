"""Where a PDF may take pictures and style sheets from. Imported by `hub.core.pdf` alone: it needs WeasyPrint."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from weasyprint import URLFetcher
from weasyprint.urls import URLFetcherResponse


class SourceRefused(ValueError):
    """The address is neither data nor one of our static files. WeasyPrint then leaves the thing out."""


class OurFilesOnly(URLFetcher):
    """Hands out `data:` addresses and our static files, these straight from the disk.

    SECURITY: WeasyPrint's own fetcher reads any file of the server and any address of its network.
    """

    def __init__(self):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._static = urljoin(settings.HUB_BASE_URL, settings.STATIC_URL)

    def fetch(self, url, headers=None):
        if url[:5].lower() == "data:":
            return super().fetch(url, headers)
        if not url.startswith(self._static):
            raise SourceRefused("A PDF takes nothing from this address.")
        name = unquote(urlsplit(url).path).removeprefix(urlsplit(self._static).path)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, _content(name), {"Content-Type": kind})


def _content(name: str) -> bytes:
    """A static file by its own name, or by the hashed one that `collectstatic` gave it."""
    found = finders.find(name)
    if found:
        return Path(found).read_bytes()
    with staticfiles_storage.open(name) as file:
        return file.read()
