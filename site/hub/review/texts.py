"""The words of a page, field by field, as they will be published."""

from collections.abc import Iterator
from decimal import Decimal

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

from hub.core.html import text_of_html

# Fields of Wagtail's own page that a reader, a search engine or an address shows.
SHOWN = {"title", "slug", "seo_title", "search_description"}


def texts_of(page) -> dict[str, str]:
    """Every text of `page` by the name an editor knows the field by. Fields without words are left out."""
    texts = {}
    for field in page._meta.concrete_fields:
        if _is_checked(field, page):
            texts |= _texts_of_field(field, page)
    texts |= dict(_texts_of_children(page))
    return {name: words for name, words in texts.items() if words.strip()}


def _is_checked(field, page) -> bool:
    if field.model in Page.__mro__:
        return field.name in SHOWN
    return not field.choices and field.name not in page.not_checked


def _texts_of_field(field, page) -> dict[str, str]:
    label = str(field.verbose_name).capitalize()
    if isinstance(field, models.ForeignKey):
        picture = getattr(page, field.name) if issubclass(field.related_model, AbstractImage) else None
        return {f"{label} › description": picture.description} if picture else {}
    value = field.value_from_object(page)
    if isinstance(field, StreamField):
        return dict(_numbered(label, value))
    if isinstance(field, RichTextField):
        return {label: words_of_html(value)}
    if isinstance(field, models.CharField | models.TextField):
        return {label: value or ""}
    return {}


def _numbered(label, stream) -> Iterator[tuple[str, str]]:
    for place, child in enumerate(stream or [], start=1):
        for name, words in _texts_of_value(child.value):
            yield _joined(label, f"{child.block.label or child.block_type} {place}", name), words


def _texts_of_value(value, name="") -> Iterator[tuple[str, str]]:
    """Each text inside a block's value, with the path to it. It knows structures, not single blocks: a block that is
    added later is read too."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, RichText):
        yield name, words_of_html(value.source)
    elif hasattr(value, "contextual_alt_text"):
        yield _joined(name, "alternative text"), value.contextual_alt_text or ""
    elif isinstance(value, AbstractDocument):
        yield _joined(name, "title"), value.title
    elif isinstance(value, Decimal):
        yield name, f"{value:f}"
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name, str(value)
    else:
        for part, inner in _parts_of(value):
            yield from _texts_of_value(inner, _joined(name, part))


def _parts_of(value) -> Iterator[tuple[str, object]]:
    if isinstance(value, blocks.StreamValue):
        yield from _numbered("", value)
    elif isinstance(value, TypedTable):
        yield "table caption", value.caption or ""
        yield from (("heading", column.get("heading", "")) for column in value.columns)
        yield from ((f"row {place}", cell.value) for place, row in enumerate(value.rows, 1) for cell in row)
    elif isinstance(value, dict):
        yield from ((key.replace("_", " "), inner) for key, inner in value.items())
    elif isinstance(value, list | tuple | blocks.list_block.ListValue):
        yield from ((str(place), inner) for place, inner in enumerate(value, 1))


def _texts_of_children(page) -> Iterator[tuple[str, str]]:
    """Texts in rows that an editor writes inside the page, such as what a person can be asked about."""
    for relation in get_all_child_relations(page):
        if relation.related_model._meta.app_label.startswith("wagtail"):
            continue  # comments between editors are never published
        for place, row in enumerate(getattr(page, relation.get_accessor_name()).all(), start=1):
            for field in row._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField) and not field.choices:
                    label = f"{row._meta.verbose_name} {place} › {field.verbose_name}".capitalize()
                    yield label, getattr(row, field.name) or ""


def words_of_html(html) -> str:
    return text_of_html(html or "", with_attributes=True)


def _joined(*parts) -> str:
    return " › ".join(part for part in parts if part)
