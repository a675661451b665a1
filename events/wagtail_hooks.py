from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from hub.core.registers import ReadOnlyPermissions, ScopedInspectView

from .models import EventPage, Signup
from .permissions import may_see_register

KEPT = "People have signed up for {title}, so it cannot be deleted. Cancel the event, then unpublish it."


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
    if not isinstance(page, EventPage):
        return
    occurrence = page.occurrences.with_places_taken().first()
    for mode in Signup.Mode:
        capacity = occurrence and occurrence.capacity(mode)
        if capacity is not None and occurrence and occurrence.places_taken(mode) > capacity:
            messages.warning(
                request,
                f"{occurrence.places_taken(mode)} people have a place ({mode.label.lower()}), "
                f"more than the limit of {capacity}. Nobody has been removed.",
            )


def _with_signups(page):
    """An event at or below this page that somebody has signed up for, if there is one."""
    return (
        EventPage.objects.descendant_of(page, inclusive=True)
        .filter(pk__in=Signup.objects.values("occurrence__event"))
        .first()
    )
