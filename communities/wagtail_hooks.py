from wagtail import hooks
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from hub.circles.audience import named_circles
from hub.circles.models import Membership
from hub.core.registers import ReadOnlyPermissions, ScopedInspectView
from hub.people.roles import is_library_team


def may_see_register(user) -> bool:
    return user.is_active and (user.is_superuser or is_library_team(user))


class MembershipPermissions(ReadOnlyPermissions):
    def may_read(self, user):
        return may_see_register(user)


@modeladmin_register
class MembershipAdmin(ModelAdmin):
    """Who belongs to which community. Communities that the reader may not know of are left out; people change their
    memberships themselves, and facilitators on the community's own screens."""

    model = Membership
    menu_label = "Memberships"
    menu_icon = "group"
    menu_order = 310
    permission_helper_class = MembershipPermissions
    inspect_view_class = ScopedInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["circle", "person", "role", "state", "since", "ends_on"]
    list_display = ["community", "person", "unit", "role", "standing", "since"]
    list_export = ["community", "person", "unit", "role", "standing", "since", "ends_on"]
    list_filter = ["state", "role", "circle__policy"]
    list_per_page = 50
    list_select_related = ["circle", "person__unit"]
    search_fields = ["circle__name", "person__first_name", "person__last_name", "person__email"]
    ordering = ["circle__name", "person__last_name", "pk"]
    export_filename = "memberships"

    def get_queryset(self, request):
        if not may_see_register(request.user):
            return Membership.objects.none()
        rows = Membership.objects.filter(circle__in=named_circles(request.user))
        return rows.select_related("circle", "person__unit").defer("note", "reason").order_by(*self.ordering)

    def register_indexing(self):
        """Not in Wagtail's index of references: nobody looks there for memberships."""

    def community(self, membership):
        return membership.circle.name

    def standing(self, membership):
        is_active = membership.state == Membership.State.ACTIVE
        return "Active" if is_active else membership.get_state_display()

    def unit(self, membership):
        return membership.person.unit


@hooks.register("register_log_actions")
def name_what_the_log_says(actions):
    actions.register_action("communities.request_answered", "Answer request to join", "Request to join answered")
    actions.register_action("communities.member_removed", "Remove member", "Member removed")
    actions.register_action("communities.role_changed", "Change role of member", "Role of a member changed")
    actions.register_action("communities.policy_changed", "Change who can join", "Who can join was changed")
