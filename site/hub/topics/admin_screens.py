"""Admin addresses of topics that Wagtail does not have: suggestions while typing, and merging."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import actions
from .forms import MergeForm
from .models import Topic
from .permissions import may_merge_topics
from .uses import all_uses

SUGGESTED = 10


def autocomplete(request):
    """Topics in use for the box in page forms, as {label, value}. The label says by which other word it was found."""
    words = " ".join(request.GET.get("term", "").replace('"', " ").replace("\0", " ").split())[:100]
    if not words:
        return JsonResponse([], safe=False)
    topics = Topic.objects.matching(words).prefetch_related("aliases")[:SUGGESTED]
    return JsonResponse([{"label": _label(topic, words), "value": topic.name} for topic in topics], safe=False)


def _label(topic, words):
    if words.lower() in topic.name.lower():
        return topic.name
    alias = next((alias.name for alias in topic.aliases.all() if words.lower() in alias.name.lower()), "")
    return f"{topic.name} ({alias})" if alias else topic.name


class MergeView(WagtailAdminTemplateMixin, TemplateView):
    """Choose where everything goes, look at what will move, then do it. Only the POST changes something."""

    template_name = "topics/admin/merge.html"
    page_title = "Merge topic"
    header_icon = "tag"

    def dispatch(self, request, *args, **kwargs):
        if not may_merge_topics(request.user):
            raise PermissionDenied
        self.topic = get_object_or_404(Topic.objects.current(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self):
        given = self.request.POST or self.request.GET
        return MergeForm(given if "into" in given else None, topic=self.topic)

    def post(self, request, pk):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        into = self.form.cleaned_data["into"]
        try:
            actions.merge(self.topic, into=into, by=request.user)
        except actions.TopicRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{self.topic}” is merged into “{into}”.")
        return redirect(Topic.snippet_viewset.get_url_name("list"))

    def get_page_subtitle(self):
        return self.topic.name

    def get_breadcrumbs_items(self):
        listing = {"url": reverse(Topic.snippet_viewset.get_url_name("list")), "label": "Topics"}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": f"Merge “{self.topic}”"}]

    def get_context_data(self, **kwargs):
        into = self.form.cleaned_data["into"] if self.form.is_bound and self.form.is_valid() else None
        facts = {"topic": self.topic, "form": self.form, "into": into, "moves": _moves(self.topic) if into else []}
        return super().get_context_data(**facts, **kwargs)


def _moves(topic) -> list[tuple[str, int]]:
    """What hangs on `topic`, as (name of the things, number), without the empty ones."""
    counted = [(_things(use), use.of(topic).count()) for use in all_uses()]
    counted.append(("other words", topic.aliases.count()))
    return [(things, number) for things, number in counted if number]


def _things(use) -> str:
    if use.thing == "person" and use.topic == "topic":
        return "followers"
    return str(use.model._meta.get_field(use.thing).related_model._meta.verbose_name_plural)
