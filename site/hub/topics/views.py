from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from . import actions, gatherers
from .models import Topic

SHOWN_OF_EACH = 12


def index(request):
    """All topics, alphabetically, with a word filter that knows the aliases."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    topics = Topic.objects.matching(words) if words else Topic.objects.current()
    page_obj = Paginator(topics.order_by("name").prefetch_related("aliases"), 60).get_page(request.GET.get("page"))
    followed = set(actions.followed_by(request.user).values_list("pk", flat=True))
    context = {
        "page_obj": page_obj,
        "words": words,
        "followed": followed,
        "query": urlencode({"q": words}) if words else "",
    }
    return render(request, "topics/index.html", context)


def detail(request, slug):
    """One topic: what every room has for it and this reader may see."""
    topics = Topic.objects.select_related("merged_into").prefetch_related("aliases")
    topic = get_object_or_404(topics, slug=slug.replace("\0", ""))
    if topic.merged_into_id:
        return redirect("topics:detail", slug=topic.merged_into.slug)
    gathered = [(one, one.gather(topic, request.user, SHOWN_OF_EACH)) for one in gatherers.registered()]
    context = {
        "topic": topic,
        "sections": [
            {"kind": one.kind, "heading": one.heading, "things": things} for one, things in gathered if things
        ],
        "follows": actions.followed_by(request.user).filter(pk=topic.pk).exists(),
        "crumbs": [("Topics", "/topics/")],
    }
    return render(request, "topics/detail.html", context)


@require_POST
def follow(request, slug):
    """Follow or stop following."""
    topic = get_object_or_404(Topic.objects.current(), slug=slug.replace("\0", ""))
    wanted = request.POST.get("follow")
    if wanted not in {"yes", "no"}:
        raise Http404
    (actions.follow if wanted == "yes" else actions.unfollow)(topic, person=request.user)
    return redirect("topics:detail", slug=topic.slug)
