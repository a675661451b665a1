"""The library team's report of notices in the admin. It never reads a letter: kind, recipient, state, reason, age."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from . import actions, heartbeat, letters
from .compose import SEALED
from .models import Notice, kind_in_words
from .permissions import may_see_notices


def _kinds():
    return [(template, kind_in_words(template)) for template in (SEALED, *letters.registered())]


class NoticeFilterSet(WagtailFilterSet):
    recipient = django_filters.CharFilter(label="Recipient's name or email", method="to_recipient")
    state = django_filters.ChoiceFilter(label="State", choices=Notice.State.choices)
    template = django_filters.ChoiceFilter(label="Kind", choices=_kinds)

    class Meta:
        model = Notice
        fields = []

    def to_recipient(self, queryset, name, value):
        for word in value.split()[:5]:
            queryset = queryset.filter(
                Q(recipient__first_name__icontains=word)
                | Q(recipient__last_name__icontains=word)
                | Q(recipient__email__icontains=word)
                | Q(address__icontains=word)
            )
        return queryset


class KeepersOnly:
    """403 for everybody who does not look after the outbox."""

    def dispatch(self, request, *args, **kwargs):
        _refuse_others(request)
        return super().dispatch(request, *args, **kwargs)


class NoticesReport(KeepersOnly, BaseListingView):
    """Every notice, newest first."""

    model = Notice
    page_title = "Notices"
    header_icon = "mail"
    template_name = "notices/admin/report.html"
    results_template_name = "notices/admin/report_results.html"
    index_url_name = "notices_admin:report"
    index_results_url_name = "notices_admin:report_results"
    filterset_class = NoticeFilterSet
    default_ordering = ("-created_at", "-pk")
    paginate_by = 50

    def get_base_queryset(self):
        return Notice.objects.select_related("recipient").defer("sealed_body", "context")

    def get_header_buttons(self):
        return [HeaderButton("Retry all given up", url=reverse("notices_admin:retry_dead"), icon_name="rotate")]

    def get_context_data(self, **kwargs):
        if self.results_only:
            return super().get_context_data(**kwargs)
        standing, runs = heartbeat.standing(), heartbeat.last_runs()
        return super().get_context_data(standing=standing, last_runs=runs, **kwargs)


class RetryDead(KeepersOnly, WagtailAdminTemplateMixin, TemplateView):
    """Asks once; the answer is a POST."""

    page_title = "Retry all given up"
    header_icon = "rotate"
    template_name = "notices/admin/retry_dead.html"
    http_method_names = ["get", "head", "options", "post"]

    def get_breadcrumbs_items(self):
        report = {"url": reverse("notices_admin:report"), "label": "Notices"}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(dead=Notice.objects.dead().count(), **kwargs)

    def post(self, request, *args, **kwargs):
        count = actions.retry_dead(by=request.user)
        messages.success(request, f"{count} notice{'' if count == 1 else 's'} will be tried again.")
        return redirect("notices_admin:report")


@require_POST
def retry(request, key):
    """One notice."""
    _refuse_others(request)
    notice = get_object_or_404(Notice.objects.defer("sealed_body"), key=key)
    if actions.retry(notice, by=request.user):
        messages.success(request, "The notice will be tried again.")
    else:
        messages.error(request, "This notice cannot be tried again: it was sent, or its time has not come.")
    return redirect("notices_admin:report")


class OutboxPanel(Component):
    """On the admin's home page: is anybody sending?"""

    name = "outbox"
    template_name = "notices/admin/panel.html"
    order = 250

    def get_context_data(self, parent_context):
        return {"standing": heartbeat.standing()}


def _refuse_others(request):
    if not may_see_notices(request.user):
        raise PermissionDenied
