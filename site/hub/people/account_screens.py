"""Wagtail's screens for accounts, for operators: own fields, roles, no deletion; and an account's life."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.users.forms import UserEditForm
from wagtail.users.views import users

from . import actions
from .choosers import person_chooser, place_chooser, unit_chooser
from .models import User
from .permissions import may_manage_accounts
from .second_factor import has_second_factor

OWN_FIELDS = ["job_title", "kind", "unit", "staff_group", "workplace", "manager", "joined_on"]


class AccountForm(UserEditForm):
    """Names, place in the organisation and roles. Closing an account has a screen of its own."""

    class Meta(UserEditForm.Meta):
        fields = ["email", "first_name", "last_name", *OWN_FIELDS, "is_superuser", "groups", "is_active"]
        widgets = {
            **UserEditForm.Meta.widgets,
            "unit": unit_chooser.widget_class,
            "workplace": place_chooser.widget_class,
            "manager": person_chooser.widget_class,
            "joined_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("is_active", None)
        self.own_fields = [self[name] for name in OWN_FIELDS]
        self.email_before = self.instance.email

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Somebody already has an account with this email address.")
        return email


class AccountIndexView(users.IndexView):
    page_title = "Accounts"

    @cached_property
    def columns(self):
        """Without the boxes to tick: there is nothing to do to many accounts at once."""
        _, name, _, *rest = super().columns
        for column in rest:
            column.width = None
        return [name, Column("email", label="Email", sort_key="email"), Column("unit", label="Unit"), *rest]

    def get_base_queryset(self):
        return super().get_base_queryset().filter(erased_at=None).select_related("unit")

    def get_delete_url(self, instance):
        return None


class AccountEditView(users.EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def save_instance(self):
        """The address goes through the action, which asks for proof that it is theirs."""
        email = self.form.cleaned_data["email"]
        self.form.instance.email = self.form.email_before
        person = super().save_instance()
        return actions.change_email(person, email=email, by=self.request.user)


class AccountDeleteView(users.DeleteView):
    """People are never deleted: they leave, and are erased in place."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


class AccountViewSet(users.UserViewSet):
    index_view_class = AccountIndexView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    edit_template_name = "people/admin/account_edit.html"
    copy_view_enabled = False
    menu_label = "Accounts"

    def get_form_class(self, for_update=False):
        return AccountForm


class LifeForm(forms.Form):
    """One step in the life of an account; erasing asks to be sure."""

    step = forms.ChoiceField(
        choices=[(name, name) for name in ("leave", "come_back", "erase", "remove_second_factor")],
        widget=forms.HiddenInput,
    )
    sure = forms.BooleanField(required=False, label="I am sure. This cannot be undone.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("step") == "erase" and not cleaned.get("sure"):
            self.add_error("sure", "Tick the box to erase this account.")
        return cleaned


class LifeView(WagtailAdminTemplateMixin, FormView):
    """Close, open again or erase an account; remove a second factor that was lost."""

    form_class = LifeForm
    template_name = "people/admin/account_life.html"
    page_title = "Account"
    header_icon = "user"

    def dispatch(self, request, *args, **kwargs):
        if not may_manage_accounts(request.user):
            raise PermissionDenied
        self.person = get_object_or_404(User, key=kwargs["key"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.person)

    def get_breadcrumbs_items(self):
        listing = {"url": reverse("wagtailusers_users:index"), "label": "Accounts"}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": str(self.person)}]

    def get_context_data(self, **kwargs):
        facts = {"person": self.person, "has_second_factor": has_second_factor(self.person)}
        return super().get_context_data(**facts, **kwargs)

    def form_valid(self, form):
        step = form.cleaned_data["step"]
        try:
            getattr(actions, step)(self.person, by=self.request.user)
        except actions.AccountRefused as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, "Done.")
        return redirect("people_admin:life", key=self.person.key)
