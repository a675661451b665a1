from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from hub.core.registers import ReadOnlyPermissions, ScopedInspectView
from hub.people.permissions import RolePolicy
from hub.people.roles import is_editor

from .admin_screens import AttendanceReport
from .booked import is_past, overbooked
from .editing import EventViewSet, TemplateViewSet, ThisWeek
from .models import EventPage, EventTemplate, Signup
from .permissions import may_see_register

KEPT = "People have signed up for {title}, so it cannot be deleted. Cancel the event, then unpublish it."


def may_keep_templates(user) -> bool:
    return user.is_active and (user.is_superuser or is_editor(user))


register_permission_policy(
    EventTemplate,
    RolePolicy(EventTemplate, may=may_keep_templates, actions={"add", "change", "view", "delete"}),
)


class SignupPermissions(ReadOnlyPermissions):
    def may_read(self, user):
        return may_see_register(user)


@modeladmin_register
class SignupAdmin(ModelAdmin):
    """Who signed up for what. Dietary and access needs stay with the host and are never read here, and events that the
    reader may not see are left out."""

    model = Signup
    menu_label = "Sign-ups"
    menu_icon = "calendar-check"
    menu_order = 320
    permission_helper_class = SignupPermissions
    inspect_view_class = ScopedInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["occurrence", "person", "mode", "state", "signed_up_at", "promoted_at", "cancelled_at"]
    list_display = ["event", "starts", "person", "mode", "state", "signed_up_at"]
    list_export = ["event", "starts", "person", "mode", "state", "signed_up_at", "promoted_at", "cancelled_at"]
    list_filter = ["state", "mode", "occurrence__start"]
    list_per_page = 50
    list_select_related = ["occurrence__event", "person"]
    search_fields = ["occurrence__event__title", "person__first_name", "person__last_name", "person__email"]
    ordering = ["-signed_up_at", "-pk"]
    export_filename = "sign-ups"

    def get_queryset(self, request):
        if not may_see_register(request.user):
            return Signup.objects.none()
        return (
            Signup.objects.filter(
                occurrence__event__in=EventPage.objects.visible_to(request.user).order_by().values("pk")
            )
            .select_related("occurrence__event", "person")
            .defer("dietary_needs", "access_needs")
            .order_by(*self.ordering)
        )

    def register_indexing(self):
        """Not in Wagtail's index of references: nobody looks there for sign-ups, and each would cost three queries."""

    def event(self, signup):
        return signup.occurrence.event.title

    def starts(self, signup):
        return signup.occurrence.start


@hooks.register("register_log_actions")
def name_what_the_log_says(actions):
    actions.register_action("events.cancel", "Cancel event", "Event cancelled")
    actions.register_action("events.thank", "Thank people", "People who came were thanked")
    actions.register_action("events.change_dates", "Change dates", "Dates of the event changed")


@hooks.register("before_delete_page")
def keep_events_that_people_signed_up_for(request, page):
    kept = _with_signups(page)
    if kept:
        messages.error(request, KEPT.format(title=kept.title))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def keep_them_in_bulk_too(request, action_type, objects, action_class_instance):
    pages = [one for one in objects if isinstance(one, Page)] if action_type == "delete" else []
    kept = next(filter(None, map(_with_signups, pages)), None)
    if kept is None:
        return None
    messages.error(request, KEPT.format(title=kept.title))
    return redirect("wagtailadmin_explore", kept.get_parent().pk)


@hooks.register("after_publish_page")
def warn_of_fewer_places_than_people(request, page):
    for line in overbooked(page) if isinstance(page, EventPage) else []:
        messages.warning(request, line)


@hooks.register("after_publish_page")
def warn_of_a_day_that_is_past(request, page):
    if isinstance(page, EventPage) and is_past(page):
        messages.warning(request, f"{page.title} is published, but its day is past. Nobody can sign up for it.")


@hooks.register("before_copy_page")
def copies_of_events_are_drafts(request, page):
    """A copy has the same day until somebody changes it, so it is not published at once."""
    if request.method == "POST" and isinstance(page.specific, EventPage) and request.POST.get("publish_copies"):
        request.POST = request.POST.copy()
        del request.POST["publish_copies"]
        messages.info(request, "The copy is a draft. Give it its day, then publish it.")


@hooks.register("register_admin_viewset")
def list_events_with_their_dates():
    return EventViewSet()


@hooks.register("register_admin_viewset")
def keep_templates():
    return TemplateViewSet()


@hooks.register("construct_homepage_panels")
def show_this_week(request, panels):
    if is_editor(request.user):
        panels.append(ThisWeek(request.user))


@hooks.register("register_admin_urls")
def report_address():
    screens = [path("", AttendanceReport.as_view(), name="attendance")]
    return [path("reports/events-attendance/", include((screens, "events_admin")))]


class AttendanceMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_register(request.user)


@hooks.register("register_reports_menu_item")
def report_in_the_menu():
    return AttendanceMenuItem(
        "Attendance at events", reverse("events_admin:attendance"), icon_name="calendar-check", order=160
    )


def _with_signups(page):
    """An event at or below this page that somebody has signed up for, if there is one."""
    return (
        EventPage.objects.descendant_of(page, inclusive=True)
        .filter(pk__in=Signup.objects.values("occurrence__event"))
        .first()
    )
