"""Who may change accounts, units and places in the admin. Decided by role, so that no group permission can widen it."""

from wagtail.permission_policies.base import BasePermissionPolicy

from .models import User
from .roles import is_library_team


def may_manage_people(user) -> bool:
    """Invite people and keep units and places: the library team and operators."""
    return user.is_authenticated and (user.is_superuser or is_library_team(user))


def may_manage_accounts(user) -> bool:
    """Give roles, close and erase accounts: operators alone, because whoever gives roles has them all."""
    return user.is_authenticated and user.is_superuser


class RolePolicy(BasePermissionPolicy):
    """`may(user)` decides for every row; only `actions` are possible at all. Nothing here is ever deleted."""

    def __init__(self, model, *, may, actions):
        super().__init__(model)
        self.may = may
        self.actions = frozenset(actions)

    def user_has_permission(self, user, action):
        return action in self.actions and self.may(user)

    def users_with_any_permission(self, actions):
        people = User.objects.active()
        able = [person.pk for person in people if self.user_has_any_permission(person, actions)]
        return User.objects.filter(pk__in=able)
