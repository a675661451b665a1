"""The reviewer's screens, in the admin. To everybody else they do not exist."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import actions
from .forms import DecisionForm
from .models import Hold
from .passages import mark_of, passages_of, undecided_in
from .permissions import may_decide

HOME = {"url": "/admin/", "label": "Home"}
PER_PAGE = 20


class ReviewersOnly:
    def dispatch(self, request, *args, **kwargs):
        if not may_decide(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class HeldTexts(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """What waits for a decision, oldest first, and what was decided lately."""

    page_title = "Held texts"
    header_icon = "view"
    template_name = "hub_review/admin/held_texts.html"

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        holds = Hold.objects.select_related("content_type", "asked_by", "decided_by")
        waiting = Paginator(holds.filter(state=Hold.State.HELD).order_by("held_at", "pk"), PER_PAGE)
        page_obj = waiting.get_page(self.request.GET.get("page"))
        decided = list(holds.exclude(state=Hold.State.HELD)[:PER_PAGE])
        _name_targets([*page_obj.object_list, *decided])
        return {**super().get_context_data(**kwargs), "page_obj": page_obj, "decided": decided}


@method_decorator(never_cache, name="dispatch")
class HeldText(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One hold: the passages in their context, worked out now from the latest version, and the decision."""

    page_title = "Held text"
    header_icon = "view"
    template_name = "hub_review/admin/held_text.html"

    def get_breadcrumbs_items(self):
        return [
            HOME,
            {"url": reverse("hub_review:held_texts"), "label": "Held texts"},
            {"url": "", "label": "Held text"},
        ]

    def get_context_data(self, *, key, form=None, **kwargs):
        hold = get_object_or_404(Hold.objects.select_related("asked_by", "decided_by"), key=key)
        target = hold.target
        is_open = hold.state == Hold.State.HELD
        texts, findings = undecided_in(target) if is_open and target is not None else ({}, [])
        return {
            **super().get_context_data(**kwargs),
            "hold": hold,
            "name": title_of(target),
            "passages": passages_of(texts, findings),
            "seen": mark_of(findings),
            "is_open": is_open,
            "form": form or DecisionForm(),
        }


class Decide(ReviewersOnly, View):
    http_method_names = ["post"]

    def post(self, request, key):
        hold = get_object_or_404(Hold, key=key)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._ask_again(request, key, form)
        _, findings = undecided_in(hold.target)
        if hold.state == Hold.State.HELD and form.cleaned_data["seen"] != mark_of(findings):
            messages.error(request, "The text has changed since you opened this page. Look at it again, then decide.")
            return redirect("hub_review:held_text", hold.key)
        self._decide(request, hold, findings, form.cleaned_data)
        return redirect("hub_review:held_texts")

    def _ask_again(self, request, key, form):
        view = HeldText()
        view.setup(request, key=key)
        return render(request, view.template_name, view.get_context_data(key=key, form=form))

    def _decide(self, request, hold, findings, answer):
        decide = actions.release if answer["decision"] == DecisionForm.RELEASE else actions.refuse
        try:
            hold = decide(hold, by=request.user, reason=answer["reason"], seen=findings)
        except actions.DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{hold.get_state_display()}. The person who asked is told.")


def title_of(target) -> str:
    """What the thing is called in its latest version."""
    if target is None:
        return "Something that is no longer there"
    return getattr(target, "draft_title", "") or str(target)


def _name_targets(holds) -> None:
    """Put `name` and `kinds` on each hold; targets of one kind are fetched together."""
    by_type = {}
    for hold in holds:
        by_type.setdefault(hold.content_type, []).append(hold)
    for content_type, of_type in by_type.items():
        model = content_type.model_class()
        found = model._base_manager.in_bulk([hold.object_id for hold in of_type]) if model else {}
        for hold in of_type:
            hold.name = title_of(found.get(_plain_id(model, hold.object_id)))
            hold.kinds = sorted({actions.kind_label(finding["kind"]) for finding in hold.findings})


def _plain_id(model, object_id):
    return model._meta.pk.to_python(object_id) if model else object_id
