"""The pages that every Hub starts with: the front door, the index pages, help and policies. Safe to run again."""

from django.db import transaction
from wagtail.models import Locale, Page, Site

from assets_library.actions import ensure_workflow
from assets_library.models import LibraryIndexPage
from communities.models import CommunitiesIndexPage
from events.models import EventsIndexPage
from events.starter_templates import load_starter_templates
from hub.circles.actions import set_gate
from hub.circles.models import Circle

from .models import HomePage, StandardPage, TechniquesIndexPage
from .policies import POLICY_PAGES

INDEX_PAGES = [
    (
        TechniquesIndexPage,
        "Techniques",
        "techniques",
        "Ways to learn before, during and after what we do, and to share it.",
    ),
    (
        CommunitiesIndexPage,
        "Communities",
        "communities",
        "People who care about the same thing, learning from each other.",
    ),
    (EventsIndexPage, "Events", "events", "Short, friendly events where colleagues share what they have learned."),
    (LibraryIndexPage, "Library", "library", "<p>Bulletins and knowledge assets: what we know, ready to use.</p>"),
]


@transaction.atomic
def set_up() -> HomePage:
    """Make what is missing of the first pages. Returns the home page."""
    home = HomePage.objects.first() or _make_home()
    for model, title, slug, intro in INDEX_PAGES:
        if not model.objects.exists():
            home.add_child(instance=model(title=title, slug=slug, intro=intro))
            home.refresh_from_db()
    _make_policy_pages(home)
    ensure_workflow(LibraryIndexPage.objects.first())
    load_starter_templates()
    return home


def _make_home() -> HomePage:
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    home = root.add_child(instance=HomePage(title="Knowledge Hub", slug="hub"))
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "localhost"})
    if welcome:
        welcome.delete()
    Site.clear_site_root_paths_cache()
    return home


def _make_policy_pages(home) -> None:
    """Help, accessibility and privacy can be read without signing in: people need them at the door."""
    everybody, _ = Circle.objects.get_or_create(
        name="Everybody, signed in or not", reach=Circle.Reach.PUBLIC, policy=Circle.Policy.OPEN
    )
    for page in POLICY_PAGES:
        if not StandardPage.objects.filter(slug=page["slug"]).exists():
            home.refresh_from_db()
            made = home.add_child(instance=StandardPage(**page))
            set_gate(made, everybody)
