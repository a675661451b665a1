"""The admin's registers of units, places and staff groups. Nothing here is deleted: units end or are merged."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet

from . import actions
from .models import Place, StaffGroup, Unit


class UnitForm(WagtailAdminModelForm):
    class Meta:
        model = Unit
        fields = ["name", "level", "parent", "valid_from", "valid_to", "merged_into"]

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and Unit.objects.within(self.instance).filter(pk=parent.pk).exists():
            raise forms.ValidationError("A unit cannot be part of itself or of a unit below it.")
        return parent


class PlaceForm(WagtailAdminModelForm):
    class Meta:
        model = Place
        fields = ["kind", "name", "parent", "directions"]

    def clean_parent(self):
        parent = above = self.cleaned_data["parent"]
        while above and self.instance.pk:
            if above.pk == self.instance.pk:
                raise forms.ValidationError("A place cannot lie within itself or within a place inside it.")
            above = above.parent
        return parent

    def save(self, commit=True):
        """Names are kept right by the action."""
        place = super().save(commit=False)
        return actions.save_place(place) if commit else place


class UnitViewSet(ModelViewSet):
    model = Unit
    name = "people_units"
    url_prefix = "people/units"
    icon = "group"
    menu_label = "Units"
    menu_order = 20
    list_display = ["name", "level", "parent", "valid_from", "valid_to", "merged_into"]
    list_filter = ["level"]
    search_fields = ["name", "level"]
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return UnitForm


class PlaceViewSet(ModelViewSet):
    model = Place
    name = "people_places"
    url_prefix = "people/places"
    icon = "site"
    menu_label = "Places"
    menu_order = 30
    list_display = ["full_name", "kind"]
    list_filter = ["kind"]
    search_fields = ["full_name"]
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return PlaceForm


class StaffGroupViewSet(ModelViewSet):
    model = StaffGroup
    name = "people_staff_groups"
    url_prefix = "people/staff-groups"
    icon = "tag"
    menu_label = "Staff groups"
    menu_order = 40
    list_display = ["code", "name", "is_clinical"]
    form_fields = ["name", "is_clinical"]
    copy_view_enabled = False
