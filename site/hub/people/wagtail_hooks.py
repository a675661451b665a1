from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy

from . import account_screens, invitation_screens
from .choosers import person_chooser, place_chooser, unit_chooser
from .models import Place, StaffGroup, Unit
from .permissions import RolePolicy, may_manage_accounts, may_manage_people
from .registers import PlaceViewSet, StaffGroupViewSet, UnitViewSet

register_permission_policy(Unit, RolePolicy(Unit, may=may_manage_people, actions={"add", "change", "view"}))
register_permission_policy(Place, RolePolicy(Place, may=may_manage_people, actions={"add", "change", "view"}))
register_permission_policy(StaffGroup, RolePolicy(StaffGroup, may=may_manage_people, actions={"change", "view"}))


class InvitationsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_manage_people(request.user)


class PeopleGroup(ViewSetGroup):
    menu_label = "People"
    menu_icon = "group"
    menu_order = 500
    items = (UnitViewSet, PlaceViewSet, StaffGroupViewSet)

    def get_submenu_items(self):
        invitations = InvitationsMenuItem(
            "Invitations", reverse("people_admin:invitations"), icon_name="mail", name="invitations", order=10
        )
        return [invitations, *super().get_submenu_items()]


@hooks.register("register_admin_viewset")
def register_choosers_and_registers():
    return [person_chooser, place_chooser, unit_chooser, PeopleGroup()]


@hooks.register("register_admin_urls")
def register_people_urls():
    patterns = [
        path("invitations/", invitation_screens.ListView.as_view(), name="invitations"),
        path("invitations/new/", invitation_screens.InviteView.as_view(), name="invite"),
        path("invitations/staff-list/", invitation_screens.StaffListView.as_view(), name="staff_list"),
        path("invitations/<uuid:key>/withdraw/", invitation_screens.withdraw, name="withdraw"),
        path("invitations/<uuid:key>/resend/", invitation_screens.resend, name="resend"),
        path("accounts/<uuid:key>/", account_screens.LifeView.as_view(), name="life"),
    ]
    return [path("people/", include((patterns, "people_admin")))]


@hooks.register("register_user_listing_buttons")
def add_life_button(user, request_user):
    if may_manage_accounts(request_user):
        yield Button("Close or erase", url=reverse("people_admin:life", args=[user.key]), icon_name="user", priority=30)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("hub_people.leave", "Close account", "Account closed")
    actions.register_action("hub_people.come_back", "Open account again", "Account opened again")
    actions.register_action("hub_people.erase", "Erase account", "Account erased")
    actions.register_action("hub_people.change_email", "Change email address", "Email address changed")
    actions.register_action("hub_people.remove_second_factor", "Remove second factor", "Second factor removed")
