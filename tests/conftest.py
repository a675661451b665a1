import pytest
from wagtail.models import Locale, Page, Site

from tests.factories.people import PersonFactory


@pytest.fixture
def root_page(db):
    """Wagtail's root, made again where a flushing test removed it."""
    Locale.objects.get_or_create(language_code="en-gb")
    return Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")


@pytest.fixture
def home_page(root_page):
    from home.models import HomePage  # noqa: PLC0415 -- slow import: only tests of pages need the app's models

    page = root_page.add_child(instance=HomePage(title="Knowledge Hub", slug="hub"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page, "site_name": "Hub"}
    )
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def person(db):
    return PersonFactory()


@pytest.fixture
def staff_client(client, person):
    client.force_login(person)
    return client
