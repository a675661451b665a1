"""The search screen: pages that the reader may see, and topics by any of their names."""

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import QueryDict
from wagtail.models import Page

from assets_library.models import AssetPage, BulletinPage, LearningZonePage
from communities.models import CommunityPage
from events.models import EventPage
from hub.circles.audience import named_to
from hub.topics.models import Topic, TopicItem

from .models import StandardPage, TechniquePage

PAGE_SIZE = 20
TAGGED_SHOWN = 10
SUMMARY_FIELDS = [
    (AssetPage, "gist"),
    (EventPage, "intro"),
    (CommunityPage, "purpose"),
    (TechniquePage, "summary"),
    (LearningZonePage, "search_description"),
    (StandardPage, "intro"),
]
KINDS = {
    "asset": ("Knowledge assets", "Knowledge asset", [AssetPage]),
    "bulletin": ("Bulletins", "Bulletin", [BulletinPage]),
    "event": ("Events", "Event", EventPage.__subclasses__()),
    "community": ("Communities", "Community", [CommunityPage]),
    "technique": ("Techniques", "Technique", [TechniquePage]),
    "zone": ("Learning zones", "Learning zone", [LearningZonePage]),
    "page": ("Help and policies", "Help", [StandardPage]),
}


def results_for(request) -> dict:
    """The context of the search screen for this request's words and kind."""
    words = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    context = {"words": words, "kind": kind, "kinds": [(key, label) for key, (label, _, _) in KINDS.items()]}
    if not words:
        return context
    topics = list(Topic.objects.matching(words)[:5])
    page_obj = Paginator(_found(request.user, kind, words), PAGE_SIZE).get_page(request.GET.get("page"))
    pages = list(page_obj.object_list)
    if page_obj.number == 1 and topics:
        pages += _tagged(request.user, kind, topics, besides=pages)
    query = QueryDict(mutable=True)
    query.update({"q": words, **({"kind": kind} if kind else {})})
    return {
        **context,
        "topics": topics,
        "page_obj": page_obj,
        "results": _as_results(pages, request),
        "query": query.urlencode(),
    }


def _found(user, kind, words):
    """Pages with all the words; failing that, pages whose title has words that begin so."""
    pages = _pages(user, kind)
    found = pages.search(words, operator="and")
    return found if found.count() else pages.autocomplete(words, operator="and")


def _pages(user, kind):
    models = KINDS[kind][2] if kind else [model for _, _, models in KINDS.values() for model in models]
    types = ContentType.objects.get_for_models(*models).values()
    pages = Page.objects.live().filter(content_type__in=[one.pk for one in types])
    return named_to(pages, user)


def _tagged(user, kind, topics, *, besides):
    """The newest pages filed under a topic that one of its names found."""
    ids = [items.objects.filter(tag__in=topics).values_list("content_object") for items in TopicItem.__subclasses__()]
    pages = _pages(user, kind).filter(pk__in=ids[0].union(*ids[1:])).exclude(pk__in=[page.pk for page in besides])
    return list(pages.order_by("-first_published_at", "-pk")[:TAGGED_SHOWN])


def _as_results(pages, request) -> list[dict]:
    summaries = _summaries([page.pk for page in pages])
    labels = {model: label for _, label, models in KINDS.values() for model in models}
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "kind": labels.get(page.cached_content_type.model_class(), ""),
            "summary": summaries.get(page.pk, ""),
        }
        for page in pages
    ]


def _summaries(ids) -> dict:
    """The line under each title, of all kinds in one query."""
    if not ids:
        return {}
    rows = [model.objects.filter(pk__in=ids).order_by().values_list("pk", field) for model, field in SUMMARY_FIELDS]
    return dict(rows[0].union(*rows[1:], all=True))
