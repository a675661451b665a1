"""Lists of bulletins and assets together: a fixed number of queries, of what the reader may see alone."""

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Prefetch, Q, Value, When, prefetch_related_objects
from django.utils.text import Truncator
from wagtail.images import get_image_model
from wagtail.models import Page

from hub.circles.audience import visible_pages
from hub.core.html import text_of_html
from hub.media.pictures import CARD, picture_url
from hub.topics.models import Topic

from .forms import LibraryFilterForm
from .models.assets import AssetPage, AssetTopic
from .models.bulletins import BulletinTopic
from .presentation import issue_of, standing_tag, surroundings_of

PER_PAGE = 20
BULLETIN = "bulletin"
KINDS = [(BULLETIN, "Bulletin"), *AssetPage.Kind.choices]


def library_list(request, *, per_page=PER_PAGE) -> dict:
    """The context of the library's front page: bulletins and assets, newest first, narrowed by the filters."""
    topics = list(Topic.objects.current())
    form = LibraryFilterForm(request.GET or None, topics=topics, kinds=KINDS)
    chosen = form.chosen() if form.is_bound else {}
    pages = narrowed(knowledge_pages(request.user), **chosen)
    page_obj = Paginator(pages, per_page).get_page(request.GET.get("page"))
    return {
        "filters": form,
        "is_filtered": bool(chosen),
        "clear_url": request.path if chosen else "",
        "page_obj": page_obj,
        "cards": cards_of(page_obj.object_list),
        "query": query_without_page(request),
    }


def zone_list(zone, request, *, per_page=PER_PAGE) -> dict:
    """The context of a zone: its hand-picked pages in their order, then the newest of its topics, each page once."""
    picked = list(dict.fromkeys(pick.page_id for pick in zone.picks.all() if pick.page_id))
    topics = list(zone.topics.all())
    gathered = knowledge_of(topics).values("pk")
    wanted = Page.objects.live().filter(Q(pk__in=picked) | Q(pk__in=gathered)).exclude(pk=zone.pk)
    pages = visible_pages(wanted, request.user).select_related("assetpage__picture", "bulletinpage")
    pages = pages.order_by(*_place_among(picked), "-first_published_at", "-pk")
    page_obj = Paginator(pages, per_page).get_page(request.GET.get("page"))
    return {
        "crumbs": surroundings_of(zone).crumbs,
        "topics": topics,
        "page_obj": page_obj,
        "cards": cards_of(page_obj.object_list),
        "query": query_without_page(request),
    }


def latest(user, limit) -> list[dict]:
    """Cards of the newest bulletins and assets that `user` may read."""
    return cards_of(knowledge_pages(user)[:limit])


def latest_about(topics, user, limit) -> list[dict]:
    """Cards of the newest bulletins and assets about any of `topics` that `user` may read."""
    about = knowledge_pages(user).filter(pk__in=knowledge_of(topics).values("pk"))
    return cards_of(about[:limit])


def knowledge_pages(user):
    """Live bulletins and assets that `user` may read, newest first, with their own columns at hand."""
    both = Page.objects.live().filter(Q(assetpage__isnull=False) | Q(bulletinpage__isnull=False))
    pages = visible_pages(both, user).select_related("assetpage__picture", "bulletinpage")
    return pages.order_by("-first_published_at", "-pk")


def knowledge_of(topics):
    """Bulletins and assets that carry one of `topics`, as plain pages."""
    assets = AssetTopic.objects.filter(tag__in=topics).values("content_object")
    bulletins = BulletinTopic.objects.filter(tag__in=topics).values("content_object")
    return Page.objects.filter(Q(pk__in=assets) | Q(pk__in=bulletins))


def narrowed(pages, *, topic=None, kind=None, words=None):
    if topic:
        pages = pages.filter(pk__in=knowledge_of([topic]).values("pk"))
    if kind == BULLETIN:
        pages = pages.filter(bulletinpage__isnull=False)
    elif kind:
        pages = pages.filter(assetpage__kind=kind)
    if words:
        found = (
            Q(title__icontains=words) | Q(assetpage__gist__icontains=words) | Q(bulletinpage__intro__icontains=words)
        )
        pages = pages.filter(found)
    return pages


def cards_of(pages) -> list[dict]:
    """What components/card.html needs of each page. One query for the pictures and one for the topics."""
    pages = list(pages)
    _fetch_pictures(pages)
    names = _topic_names(pages)
    return [_card(page, names.get(page.pk, [])) for page in pages]


def query_without_page(request) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _place_among(picked) -> list:
    """Ordering that puts the picked pages first, as they were picked."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(picked)]
    return [Case(*places, default=Value(len(picked)), output_field=IntegerField())] if places else []


def _card(page, topic_names) -> dict:
    asset, bulletin = getattr(page, "assetpage", None), getattr(page, "bulletinpage", None)
    own = (
        _asset_card(asset)
        if asset
        else _bulletin_card(bulletin)
        if bulletin
        else {"description": page.search_description}
    )
    tags = [*own.pop("tags", []), *({"text": name, "colour": "grey"} for name in topic_names)]
    return {"title": page.title, "url": page.url, "topics": topic_names, "tags": tags, **own}


def _asset_card(asset) -> dict:
    card = {
        "description": asset.gist,
        "meta": asset.get_kind_display(),
        "tags": [] if asset.standing == AssetPage.Standing.IDEA else [standing_tag(asset)],
    }
    if asset.picture:
        card["picture_url"] = picture_url(
            asset.picture
        )  # without alt text: beside its title a card's picture decorates
    return card


def _bulletin_card(bulletin) -> dict:
    return {"description": Truncator(text_of_html(bulletin.intro)).chars(200), "meta": issue_of(bulletin)}


def _fetch_pictures(pages) -> None:
    pictures = [page.assetpage.picture for page in pages if getattr(page, "assetpage", None) and page.assetpage.picture]
    if pictures:
        renditions = get_image_model().get_rendition_model().objects.filter(filter_spec=CARD)
        prefetch_related_objects(pictures, Prefetch("renditions", renditions, to_attr="prefetched_renditions"))


def _topic_names(pages) -> dict[int, list[str]]:
    """Names of the topics of each page, in one query for both kinds."""
    ids = [page.pk for page in pages]
    if not ids:
        return {}
    pairs = AssetTopic.objects.filter(content_object__in=ids).values_list("content_object", "tag__name")
    pairs = pairs.union(BulletinTopic.objects.filter(content_object__in=ids).values_list("content_object", "tag__name"))
    names = {}
    for page_id, name in pairs.order_by("tag__name"):
        names.setdefault(page_id, []).append(name)
    return names
