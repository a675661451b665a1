"""What the directory of communities shows: only those this person may know of."""

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from hub.circles.models import Membership, PageGate
from hub.media.pictures import with_card_picture
from hub.topics.models import Topic

from .models import CommunityPage, CommunityTopic

PAGE_SIZE = 20


def directory_context(index, request) -> dict:
    words = request.GET.get("q", "").strip()[:100]
    topic_slug = request.GET.get("topic", "")
    only_mine = request.GET.get("mine") == "1"
    communities = CommunityPage.objects.child_of(index).live().named_to(request.user)
    topics = list(_topics_of(communities))
    topic = next((topic for topic in topics if topic.slug == topic_slug), None)
    found = _filtered(communities, request.user, words=words, topic=topic, only_mine=only_mine)
    page_obj = Paginator(_for_cards(found, request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "page_obj": page_obj,
        "topics": topics,
        "chosen_topic": topic,
        "words": words,
        "only_mine": only_mine,
        "is_filtered": bool(words or topic or only_mine),
        "query": query.urlencode(),
    }


def _topics_of(communities):
    items = CommunityTopic.objects.filter(content_object__in=communities.values("pk"))
    return Topic.objects.filter(pk__in=items.values("tag")).order_by("name")


def _filtered(communities, user, *, words, topic, only_mine):
    if words:
        communities = communities.filter(Q(title__icontains=words) | Q(purpose__icontains=words))
    if topic:
        communities = communities.filter(pk__in=CommunityTopic.objects.filter(tag=topic).values("content_object"))
    if only_mine:
        mine = Membership.objects.active().filter(person=user).values("circle")
        communities = communities.filter(gate__circle__in=mine)
    return communities


def _for_cards(communities, user):
    circle = PageGate.objects.filter(page=OuterRef("pk")).values("circle")
    counts = (
        Membership.objects.active()
        .filter(circle__gates__page=OuterRef("pk"))
        .order_by()
        .values("circle")
        .annotate(how_many=Count("pk"))
        .values("how_many")
    )
    mine = Membership.objects.filter(circle__gates__page=OuterRef("pk"), person=user).values("state")
    communities = with_card_picture(communities)
    return (
        communities.annotate(
            circle_id=Subquery(circle[:1]),
            member_count=Coalesce(Subquery(counts[:1]), 0),
            my_state=Subquery(mine[:1]),
        )
        .select_related("gate__circle")
        .prefetch_related("topic_items__tag")
        .order_by("title", "pk")
    )
