"""Writes many pages in a few statements. For measuring only: it makes no revisions, sends no signals and keeps no
reference index, so an editor's page is never made this way."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models.sql import InsertQuery
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

AT_ONCE = 1_000


def add_pages(pages_and_parents, *, now) -> None:
    """Put live `(page, parent)` pairs into the tree, behind what is there, and into the search index.

    All pages are of one type and no parent is itself in the list. Each page knows its `pk` afterwards.
    """
    locale = Locale.get_default()
    parents = {parent.pk: parent for _, parent in pages_and_parents}
    steps = {pk: _last_step(parent) for pk, parent in parents.items()}
    for page, parent in pages_and_parents:
        steps[parent.pk] += 1
        _place(page, parent, steps[parent.pk], locale, now)
    pages = [page for page, _ in pages_and_parents]
    for start in range(0, len(pages), AT_ONCE):
        _write(pages[start : start + AT_ONCE])
    for parent in parents.values():
        parent.numchild = Page.objects.child_of(parent).count()
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def _last_step(parent) -> int:
    last = Page.objects.child_of(parent).order_by("-path").values_list("path", flat=True).first()
    return Page._str2int(last[-Page.steplen :]) if last else 0


def _place(page, parent, step, locale, now) -> None:
    """All that saving a page below its parent would set."""
    page.path = Page._get_path(parent.path, parent.depth + 1, step)
    page.depth, page.numchild = parent.depth + 1, 0
    page.slug = page.slug or slugify(page.title)
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.draft_title, page.locale = page.title, locale
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.first_published_at


def _write(pages) -> None:
    """One INSERT for each table of the type's chain, top first: Django's bulk_create refuses models with parents."""
    model = type(pages[0])
    tables = [one for one in reversed(model.__mro__) if issubclass(one, Page) and not one._meta.abstract]
    own_key = Page._meta.pk
    fields = [field for field in Page._meta.local_concrete_fields if field is not own_key]
    for page, row in zip(pages, _insert(Page, pages, fields, returning=[own_key]), strict=True):
        for table in tables:
            setattr(page, table._meta.pk.attname, row[0])
    for table in tables[1:]:
        _insert(table, pages, table._meta.local_concrete_fields)
    get_search_backend().get_index_for_model(model).add_items(model, pages)


def _insert(table, pages, fields, returning=None):
    query = InsertQuery(table)
    query.insert_values(fields, pages)
    return query.get_compiler(DEFAULT_DB_ALIAS).execute_sql(returning)
