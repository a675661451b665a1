from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import report
from .permissions import may_see_notices


class NoticesMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_notices(request.user)


@hooks.register("register_admin_urls")
def add_urls():
    urls = [
        path("", report.NoticesReport.as_view(), name="report"),
        path("results/", report.NoticesReport.as_view(results_only=True), name="report_results"),
        path("retry-given-up/", report.RetryDead.as_view(), name="retry_dead"),
        path("<uuid:key>/retry/", report.retry, name="retry"),
    ]
    return [path("reports/notices/", include((urls, "notices_admin")))]


@hooks.register("register_reports_menu_item")
def add_menu_item():
    return NoticesMenuItem("Notices", reverse("notices_admin:report"), name="notices", icon_name="mail", order=150)


@hooks.register("construct_homepage_panels")
def add_panel(request, panels):
    if may_see_notices(request.user):
        panels.append(report.OutboxPanel())


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("hub_notices.retry", "Send again", "Asked for this notice to be sent again")
