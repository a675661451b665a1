"""What every register of the admin shares: rows to look up, filter and export, never to edit."""

from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import IndexView

from .spreadsheets import safe_cell


class ReadOnlyPermissions(PermissionHelper):
    """Nobody reads until a subclass says who. SECURITY: modeladmin opens *inspect* to anybody with the right to add."""

    def may_read(self, user) -> bool:
        return False

    def user_can_list(self, user):
        return self.may_read(user)

    def user_has_any_permissions(self, user):
        return self.may_read(user)

    def user_can_inspect_obj(self, user, obj):
        return self.may_read(user)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class SafeIndexView(IndexView):
    def to_row_dict(self, item):
        """SECURITY: what people typed never reaches a spreadsheet as a formula."""
        return {field: safe_cell(value) for field, value in super().to_row_dict(item).items()}
