"""Every place on a page where words can stand is read before it is published."""

from decimal import Decimal

import pytest

from hub.review.texts import texts_of
from tests.factories.content import DocumentFactory
from tests.factories.library import AssetPageFactory, LibraryIndexPageFactory

NUMBER = "9434765919"


def table(*, cell=None, caption=""):
    return {
        "caption": "Beds",
        "table": {
            "caption": caption,
            "columns": [{"type": "number", "heading": "How many"}],
            "rows": [{"values": [cell]}],
        },
    }


@pytest.fixture
def asset(home_page):
    return AssetPageFactory(parent=LibraryIndexPageFactory(parent=home_page))


def words_of(asset, block, value):
    asset.evidence = type(asset.evidence)(asset.evidence.stream_block, [{"type": block, "value": value}], is_lazy=True)
    return "\n".join(texts_of(asset).values())


def test_a_number_in_a_number_column_is_read(asset):
    assert NUMBER in words_of(asset, "table", table(cell=str(Decimal(NUMBER))))


def test_the_tables_own_caption_is_read(asset):
    assert NUMBER in words_of(asset, "table", table(caption=f"Patient {NUMBER}"))


def test_the_title_of_a_document_is_read(asset):
    document = DocumentFactory(title=f"Letter about {NUMBER}")

    assert NUMBER in words_of(asset, "document", {"document": document.pk, "title": ""})
