"""What stands around every page: names and look of the organisation, menu, account menu, footer."""

from django.core.cache import caches
from wagtail.models import Page, Site

from hub.circles.audience import everybody, visible_pages
from hub.core.models import Organisation
from hub.notices.permissions import may_read_captured_mail
from hub.people.roles import uses_admin

KEY = "hub_shell"
MENU = ["techniquesindexpage", "communitiesindexpage", "eventsindexpage", "libraryindexpage"]


def shell_of(request) -> dict:
    """The shell for this reader: what everybody shares comes from the cache, the menus are the reader's own."""
    shared = caches["shell"].get(KEY) or _shared()
    return {
        "organisation": shared["organisation"],
        "footer_links": shared["footer_links"],
        "menu": [_with_current(item, request.path) for item in _menu(request.user, shared["menu"])],
        "account_menu": _account_menu(request.user),
        "search_url": "/search/" if _is_staff(request.user) else "",
        "addresses": shared["addresses"],
        "crumbs": shared["crumbs"],
    }


def forget_shell(**kwargs) -> None:
    """Have this process read the shell again, after a change of names or of the pages in the menu."""
    caches["shell"].delete(KEY)


def _shared() -> dict:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    pages = _pages_below(site.root_page) if site else []
    titles = {page.content_type.model: page for page in pages}
    shared = {
        "organisation": Organisation.load(),
        "menu": [(titles[model].title, titles[model].url) for model in MENU if model in titles],
        "footer_links": [
            (page.title, page.url) for page in _public(pages) if page.content_type.model == "standardpage"
        ],
    }
    shared["addresses"] = {model.removesuffix("indexpage"): page.url for model, page in titles.items()}
    shared["crumbs"] = {model.removesuffix("indexpage"): [(page.title, page.url)] for model, page in titles.items()}
    shared["addresses"]["contact"] = next((page.url for page in pages if page.slug == "contact"), "/search/")
    shared["footer_links"] = [{"title": title, "url": url} for title, url in shared["footer_links"]]
    caches["shell"].set(KEY, shared)
    return shared


def _pages_below(root):
    return list(Page.objects.child_of(root).live().select_related("content_type").order_by("path"))


def _public(pages):
    """SECURITY: the footer stands on the sign-in page too, so it names only what everybody may read."""
    ids = [page.pk for page in pages]
    public = set(visible_pages(Page.objects.filter(pk__in=ids), everybody()).values_list("pk", flat=True))
    return [page for page in pages if page.pk in public]


def _menu(user, pages):
    if not user.is_authenticated:
        return []
    if not _is_staff(user):
        return [("My hub", "/my/")]
    return [("Home", "/"), *pages, ("People", "/people/")]


def _account_menu(user):
    if not user.is_authenticated:
        return []
    items = [("My hub", "/my/"), ("My learning", "/my/learning/"), ("My account", "/my/account/")]
    if _is_staff(user):
        items.insert(1, ("My profile", "/people/me/"))
    if uses_admin(user):
        items.append(("Editing and admin", "/admin/"))
    if may_read_captured_mail(user):
        items.append(("Mail of this demo", "/do/notices/captured-mail/"))
    return [{"title": title, "url": url} for title, url in items]


def _with_current(item, path) -> dict:
    title, url = item
    return {"title": title, "url": url, "current": path == url if url == "/" else path.startswith(url)}


def _is_staff(user) -> bool:
    return user.is_authenticated and user.kind == user.Kind.STAFF
