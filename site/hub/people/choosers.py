"""Searching choosers, so that no admin form holds a list of ten thousand people."""

from django import forms
from django.db.models import Q
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .models import Place, Unit, User


class WordsForm(BaseFilterForm):
    """Each word must be found in one of `lookups`."""

    lookups: list[str] = []
    q = forms.CharField(label="Search", required=False, widget=forms.TextInput(attrs={"placeholder": "Search"}))

    def filter(self, objects):
        objects = super().filter(objects)
        query = self.cleaned_data.get("q", "").strip()
        self.search_query, self.is_searching = query, bool(query)
        for word in query.split()[:5]:
            found = Q()
            for lookup in self.lookups:
                found |= Q(**{f"{lookup}__icontains": word})
            objects = objects.filter(found)
        return objects


class PersonWordsForm(WordsForm):
    lookups = ["first_name", "last_name", "email", "job_title"]


class PlaceWordsForm(WordsForm):
    lookups = ["full_name"]


class UnitWordsForm(WordsForm):
    lookups = ["name", "level"]


class PersonColumns:
    filter_form_class = PersonWordsForm

    @property
    def columns(self):
        return [*super().columns, Column("job_title", label="Job title"), Column("email", label="Email")]


class ChoosePersonView(PersonColumns, ChooseView):
    pass


class ChoosePersonResultsView(PersonColumns, ChooseResultsView):
    pass


class ChoosePlaceView(ChooseView):
    filter_form_class = PlaceWordsForm


class ChoosePlaceResultsView(ChooseResultsView):
    filter_form_class = PlaceWordsForm


class UnitColumns:
    filter_form_class = UnitWordsForm

    @property
    def columns(self):
        return [*super().columns, Column("level", label="Level"), Column("parent", label="Part of")]


class ChooseUnitView(UnitColumns, ChooseView):
    pass


class ChooseUnitResultsView(UnitColumns, ChooseResultsView):
    pass


class PersonChooserViewSet(ChooserViewSet):
    model = User
    icon = "user"
    per_page = 20
    choose_one_text = "Choose a person"
    choose_another_text = "Choose another person"
    edit_item_text = "Open this account"
    choose_view_class = ChoosePersonView
    choose_results_view_class = ChoosePersonResultsView

    def get_object_list(self):
        return User.objects.active()


class PlaceChooserViewSet(ChooserViewSet):
    model = Place
    icon = "site"
    per_page = 20
    choose_one_text = "Choose a place"
    choose_another_text = "Choose another place"
    edit_item_text = "Edit this place"
    choose_view_class = ChoosePlaceView
    choose_results_view_class = ChoosePlaceResultsView


class UnitChooserViewSet(ChooserViewSet):
    model = Unit
    icon = "group"
    per_page = 20
    choose_one_text = "Choose a unit"
    choose_another_text = "Choose another unit"
    edit_item_text = "Edit this unit"
    choose_view_class = ChooseUnitView
    choose_results_view_class = ChooseUnitResultsView

    def get_object_list(self):
        return Unit.objects.current().select_related("parent")


person_chooser = PersonChooserViewSet("person_chooser", url_prefix="people/choose-person")
place_chooser = PlaceChooserViewSet("place_chooser", url_prefix="people/choose-place")
unit_chooser = UnitChooserViewSet("unit_chooser", url_prefix="people/choose-unit")
