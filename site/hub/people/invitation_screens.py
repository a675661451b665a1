"""The admin's screens of invitations, for the library team and operators: one person, a staff list, what is open."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import invitations, staff_list
from .choosers import unit_chooser
from .models import Invitation, StaffGroup, Unit, User
from .permissions import may_manage_people


class InviteForm(forms.Form):
    email = forms.EmailField(label="Email address")
    first_name = forms.CharField(max_length=80)
    last_name = forms.CharField(max_length=80)
    job_title = forms.CharField(max_length=120, required=False)
    kind = forms.ChoiceField(choices=User.Kind.choices, initial="staff")
    unit = forms.ModelChoiceField(Unit.objects.current(), required=False, widget=unit_chooser.widget_class)
    staff_group = forms.ModelChoiceField(StaffGroup.objects.all(), required=False)


class StaffListForm(forms.Form):
    """A file at first; its text when confirmed. Whatever comes is checked anew."""

    file = forms.FileField(
        label="CSV file",
        required=False,
        help_text=f"First line: {', '.join(staff_list.COLUMNS)}. At most {staff_list.MAX_ROWS:,} people and 1 MB.",
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        try:
            cleaned["text"] = self._text(cleaned)
            self.rows = staff_list.check(cleaned["text"])
        except staff_list.StaffListRefused as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned

    def _text(self, cleaned):
        upload = cleaned.get("file")
        if upload is None:
            if not cleaned.get("text"):
                raise staff_list.StaffListRefused("Choose a file.")
            return staff_list.text_of(cleaned["text"].encode())
        return staff_list.text_of(upload.read(staff_list.MAX_BYTES + 1))


class InvitationScreen(WagtailAdminTemplateMixin):
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not may_manage_people(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        listing = {"url": reverse("people_admin:invitations"), "label": "Invitations"}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.page_title}]


class ListView(InvitationScreen, TemplateView):
    template_name = "people/admin/invitations.html"
    page_title = "Open invitations"

    def get_context_data(self, **kwargs):
        waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related("unit", "invited_by")
        page = Paginator(waiting, 20).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, **kwargs)


class InviteView(InvitationScreen, FormView):
    form_class = InviteForm
    template_name = "people/admin/invite.html"
    page_title = "Invite a person"

    def form_valid(self, form):
        details = dict(form.cleaned_data)
        try:
            invitation = invitations.invite(details.pop("email"), by=self.request.user, **details)
        except invitations.InvitationRefused as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{invitation.email} is invited.")
        return redirect("people_admin:invitations")


class StaffListView(InvitationScreen, FormView):
    form_class = StaffListForm
    template_name = "people/admin/staff_list.html"
    page_title = "Invite a staff list"

    @transaction.atomic
    def form_valid(self, form):
        """Show first what would happen; invite when that was confirmed."""
        if not form.cleaned_data["confirmed"]:
            return self.render_to_response(self.get_context_data(form=form, preview=self._preview(form)))
        count = staff_list.invite_all(form.rows, by=self.request.user)
        messages.success(self.request, f"{count} invited. {len(form.rows) - count} left out.")
        return redirect("people_admin:invitations")

    def _preview(self, form):
        rows = form.rows
        return {
            "rows": rows,
            "text": form.cleaned_data["text"],
            "to_invite": sum(row.will_be_invited for row in rows),
            "with_problems": sum(bool(row.problems) for row in rows),
            "known": sum(bool(row.note and not row.problems) for row in rows),
        }


@require_POST
def withdraw(request, key):
    return _change(request, key, lambda invitation: invitations.withdraw(invitation), "The invitation is withdrawn.")


@require_POST
def resend(request, key):
    send = lambda invitation: invitations.resend(invitation, by=request.user)  # noqa: E731 -- one line says it
    return _change(request, key, send, "The letter is on its way again.")


def _change(request, key, change, done):
    if not may_manage_people(request.user):
        raise PermissionDenied
    try:
        change(get_object_or_404(Invitation, key=key))
    except invitations.InvitationRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("people_admin:invitations")
