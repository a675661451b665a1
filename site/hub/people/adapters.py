"""What allauth asks of us: who may open an account, where links in mail lead, which words it uses."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from hub.core.models import Organisation

from .models import Invitation, User
from .second_factor import may_do_without_second_factor


def domain_may_sign_up(email: str) -> bool:
    """Whether anybody with an address of this domain may open an account by themselves."""
    domain = email.rpartition("@")[2].lower()
    return domain in {allowed.lower().lstrip("@") for allowed in settings.HUB_SIGNUP_DOMAINS}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account has been closed. Contact the library if that is wrong.",
        "email_password_mismatch": "The email address or the password is wrong. Check both and try again.",
        "email_taken": "Somebody already has an account with this email address.",
        "enter_current_password": "Enter the password you use now.",
        "incorrect_password": "The password is wrong. Try again.",
        "incorrect_code": "The code is wrong. Try again.",
        "max_email_addresses": "Your account has one email address. Ask the library to change it.",
        "cannot_remove_primary_email": "You cannot remove the address you sign in with. Ask the library to change it.",
        "unverified_primary_email": "Confirm this email address first.",
        "too_many_login_attempts": "There were too many wrong attempts. Wait 5 minutes, or reset your password.",
        "rate_limited": "You have asked too often. Wait a few minutes and try again.",
        "invalid_password_reset": "This link has expired or was used before. Ask for a new one.",
    }

    def is_open_for_signup(self, request):
        """SECURITY: closed unless the installation names the domains that may come in; the form checks the domain."""
        return bool(settings.HUB_SIGNUP_DOMAINS)

    def new_user(self, request):
        return User(joined_on=timezone.localdate())

    def send_mail(self, template_prefix, email, context):
        organisation = Organisation.load()
        words = {"hub_url": settings.HUB_BASE_URL, "organisation": organisation}
        super().send_mail(template_prefix, email, {**context, **words})

    def format_email_subject(self, subject):
        return str(subject)

    def get_email_confirmation_url(self, request, emailconfirmation):
        """SECURITY: never built from the Host header, which the sender of the request chooses."""
        return settings.HUB_BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key):
        """SECURITY: never built from the Host header, which the sender of the request chooses."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.HUB_BASE_URL + path.replace("UID-KEY", key)

    def is_reauthentication_required(self, *, app, **kwargs):
        """A sign-in of the last minutes counts, so that nobody types the password twice running."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request):
        return reverse("people:account")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in with the organisation's own accounts (OpenID Connect)."""

    def pre_social_login(self, request, sociallogin):
        """SECURITY: a leaver stays out, also when the provider still knows them."""
        addresses = [address.email.lower() for address in sociallogin.email_addresses]
        if User.objects.filter(email__in=addresses, is_active=False).exists():
            raise ImmediateHttpResponse(redirect("account_inactive"))

    def authenticate_by_email(self, sociallogin):
        """SECURITY: an existing account is joined only when the provider says, in so many words, that it checked the
        address. Some providers send the text "false", which is true to Python."""
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True
        return super().authenticate_by_email(sociallogin)

    def is_open_for_signup(self, request, sociallogin):
        if settings.HUB_OIDC_CREATES_ACCOUNTS:
            return True
        return any(domain_may_sign_up(address.email) for address in sociallogin.email_addresses)

    def new_user(self, request, sociallogin):
        """SECURITY: somebody invited as a guest stays one, whichever door they come through."""
        addresses = [address.email.lower() for address in sociallogin.email_addresses]
        invitation = Invitation.objects.open().filter(email__in=addresses).first()
        return User(joined_on=timezone.localdate(), kind=invitation.kind if invitation else User.Kind.STAFF)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is wrong or too old. Enter the code that your app shows now.",
        "cannot_delete_authenticator": "Your role needs a second step at sign-in, so you cannot turn it off.",
        "unverified_email": "Confirm your email address before you set up a second step.",
    }

    def get_totp_issuer(self):
        return Organisation.load().hub_name

    def can_delete_authenticator(self, authenticator):
        return may_do_without_second_factor(authenticator.user)


def refuse_other_domains(email: str) -> None:
    """Raise ValidationError unless the domain of `email` may sign up by itself."""
    if not domain_may_sign_up(email):
        allowed = ", ".join(f"@{domain.lstrip('@')}" for domain in settings.HUB_SIGNUP_DOMAINS)
        raise ValidationError(f"Use a work email address that ends in {allowed}, or ask the library to invite you.")
