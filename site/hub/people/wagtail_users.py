from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for accounts, with our fields, by role and without deletion. Installed for `wagtail.users`."""

    user_viewset = "hub.people.account_screens.AccountViewSet"

    def ready(self):
        super().ready()
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 -- models exist only now
        from wagtail.users.views import bulk_actions  # noqa: PLC0415 -- models exist only now

        from .models import User  # noqa: PLC0415 -- models exist only now
        from .permissions import RolePolicy, may_manage_accounts  # noqa: PLC0415 -- models exist only now

        register_permission_policy(User, RolePolicy(User, may=may_manage_accounts, actions={"change"}))
        # SECURITY: these act on many accounts at once, past hub.people.actions, one of them by deleting.
        for action in ("DeleteBulkAction", "SetActiveStateBulkAction", "AssignRoleBulkAction"):
            getattr(bulk_actions, action).models = []
