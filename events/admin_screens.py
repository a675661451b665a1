"""The report of attendance in the admin."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.core.spreadsheets import stream_csv, stream_xlsx

from . import reports
from .permissions import may_see_register

DOWNLOADS = {"csv": stream_csv, "xlsx": stream_xlsx}


class AttendanceReport(WagtailAdminTemplateMixin, TemplateView):
    """Who came, in numbers. For the library team and operators, of events that they may see."""

    page_title = "Attendance at events"
    header_icon = "calendar-check"
    template_name = "events/admin/attendance_report.html"

    def get(self, request, *args, **kwargs):
        if not may_see_register(request.user):
            raise PermissionDenied
        download = DOWNLOADS.get(request.GET.get("export"))
        if download is None:
            return super().get(request, *args, **kwargs)
        key, tables = self._chosen()
        return download(f"event-attendance-{key}", *reports.spreadsheet(tables))

    def get_breadcrumbs_items(self):
        return [{"url": reverse("wagtailadmin_home"), "label": "Home"}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        key, tables = self._chosen()
        periods = [(one, label) for one, (label, *_) in reports.periods(timezone.localdate()).items()]
        context = {"tables": tables, "periods": periods, "period": key, "outcomes": reports.OUTCOMES.values()}
        return {**super().get_context_data(**kwargs), **context}

    def _chosen(self):
        """The period that was asked for, this year unless it is known, and its tables."""
        periods = reports.periods(timezone.localdate())
        asked = self.request.GET.get("period")
        key = asked if asked in periods else next(iter(periods))
        _, first, after = periods[key]
        return key, reports.attendance(self.request.user, first=first, after=after, now=timezone.now())
