"""What every register of the admin shares: rows to look up, filter and export, never to edit."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import IndexView, InspectView

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


class ScopedInspectView(InspectView):
    """SECURITY: modeladmin finds the row without `get_queryset`, so a number would show what the list leaves out."""

    def __init__(self, model_admin, instance_pk):
        if not str(instance_pk).isdigit():
            raise Http404
        super().__init__(model_admin, instance_pk)

    def dispatch(self, request, *args, **kwargs):
        get_object_or_404(self.model_admin.get_queryset(request), pk=self.instance.pk)
        return super().dispatch(request, *args, **kwargs)


def make_exports_safe() -> None:
    """SECURITY: what people typed reaches no spreadsheet as a formula, in our registers and in Wagtail's own reports.

    It is done to the text of each cell, after Wagtail has turned users, types and dates into words.
    """
    stock = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(view, field, value, export_format):
        written = stock(view, field, value, export_format)
        return safe_cell(written) if isinstance(written, str) else written

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value


def make_filters_safe() -> None:
    """SECURITY: a register is narrowed by its own filters and its search, and by nothing else in the address.

    modeladmin takes any field there, of other tables too, and so would tell letter by letter what a register hides.
    """
    stock = IndexView.get_filters

    def get_filters(view, request):
        filters, has_filters, _others, is_distinct = stock(view, request)
        return filters, has_filters, {}, is_distinct

    IndexView.get_filters = get_filters
