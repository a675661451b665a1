from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from .adapters import refuse_other_domains
from .models import User

PASSWORD_HINT = "At least 12 characters. Three random words are easy to remember and hard to guess."  # noqa: S105 -- a hint


class PlainWords:
    """Takes allauth's placeholders away and gives each field a label, a hint and auto-fill in plain words.

    `words`: field name -> (label, hint, autocomplete). An empty label keeps the field's own.
    """

    words: dict[str, tuple[str, str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label, hint, autocomplete = self.words.get(name, ("", "", ""))
            field.label = label or field.label
            field.help_text = hint
            field.widget.attrs.pop("placeholder", None)
            if autocomplete:
                field.widget.attrs["autocomplete"] = autocomplete
            field.error_messages["required"] = f"Enter your {str(field.label).lower()}."


class LoginForm(PlainWords, account_forms.LoginForm):
    words = {"login": ("Email address", "", "username"), "password": ("Password", "", "current-password")}


class SignupForm(PlainWords, account_forms.SignupForm):
    """Only for addresses of the domains that the installation allows; the address is then confirmed by mail."""

    first_name = forms.CharField(max_length=80)
    last_name = forms.CharField(max_length=80)
    field_order = ["email", "first_name", "last_name", "password1", "password2"]
    words = {
        "email": ("Work email address", "", "email"),
        "first_name": ("First name", "", "given-name"),
        "last_name": ("Last name", "", "family-name"),
        "password1": ("Password", PASSWORD_HINT, "new-password"),
        "password2": ("Password again", "", "new-password"),
    }

    def clean_email(self):
        refuse_other_domains(self.cleaned_data["email"])
        return super().clean_email()


class ResetPasswordForm(PlainWords, account_forms.ResetPasswordForm):
    words = {"email": ("Email address", "", "email")}


class ResetPasswordKeyForm(PlainWords, account_forms.ResetPasswordKeyForm):
    words = {
        "password1": ("New password", PASSWORD_HINT, "new-password"),
        "password2": ("New password again", "", "new-password"),
    }

    def clean(self):
        """SECURITY: a link from before the account was closed sets nothing."""
        if not self.user.is_active:
            raise forms.ValidationError("This account has been closed.")
        return super().clean()


class ChangePasswordForm(PlainWords, account_forms.ChangePasswordForm):
    words = {
        "oldpassword": ("Password you use now", "", "current-password"),
        "password1": ("New password", PASSWORD_HINT, "new-password"),
        "password2": ("New password again", "", "new-password"),
    }


class SetPasswordForm(PlainWords, account_forms.SetPasswordForm):
    words = ResetPasswordKeyForm.words


class ReauthenticateForm(PlainWords, account_forms.ReauthenticateForm):
    words = {"password": ("Password", "", "current-password")}


class _CodeForm(PlainWords):
    words = {"code": ("Code", "6 digits from your authenticator app, or one of your recovery codes", "one-time-code")}


class AuthenticateForm(_CodeForm, mfa_forms.AuthenticateForm):
    pass


class ConfirmWithCodeForm(_CodeForm, mfa_forms.ReauthenticateForm):
    pass


class ActivateForm(PlainWords, totp_forms.ActivateTOTPForm):
    words = {"code": ("Code", "6 digits that your app shows now", "one-time-code")}


class AcceptForm(forms.Form):
    """What somebody invited says about themselves: names and a password."""

    first_name = forms.CharField(max_length=80, error_messages={"required": "Enter your first name."})
    last_name = forms.CharField(max_length=80, error_messages={"required": "Enter your last name."})
    password1 = forms.CharField(
        label="Password",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Enter a password."},
    )
    password2 = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Enter the password again."},
    )

    def __init__(self, *args, invitation, **kwargs):
        initial = {"first_name": invitation.first_name, "last_name": invitation.last_name}
        super().__init__(*args, initial=initial, **kwargs)
        self.invitation = invitation
        autocomplete = ("given-name", "family-name", "new-password", "new-password")
        for field, value in zip(self.fields.values(), autocomplete, strict=True):
            field.widget.attrs["autocomplete"] = value

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password1"), cleaned.get("password2")
        if password and again and password != again:
            self.add_error("password2", "The two passwords differ. Enter the same one twice.")
        elif password:
            self._check(password, cleaned)
        return cleaned

    def _check(self, password, cleaned):
        names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
        try:
            get_adapter().clean_password(password, user=None)
            password_validation.validate_password(password, User(email=self.invitation.email, **names))
        except ValidationError as error:
            self.add_error("password1", error)
