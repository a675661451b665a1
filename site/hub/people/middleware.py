from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from .second_factor import must_set_up_second_factor


class SecondFactorMiddleware:
    """Superusers, library team and reviewers see nothing but their account pages until a second factor is set up.

    Once it is, allauth asks for it at every sign-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_account_page(request.path) or not must_set_up_second_factor(request.user):
            return self.get_response(request)
        return redirect("mfa_activate_totp")

    def _is_account_page(self, path):
        return path.startswith(("/accounts/", "/healthz", "/readyz", settings.STATIC_URL, reverse("people:sign_out")))


class AdminDoorMiddleware:
    """Under /admin/ somebody signed in without the right to be there gets a plain "not for you".

    Wagtail would send them to sign in, which sends them back: a circle without an end.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_admin_page = request.path.startswith("/admin/") and getattr(view, "login_required", True)
        if is_admin_page and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied


class PrivateCacheMiddleware:
    """A signed-in person's pages are kept by nobody: after signing out, the back button shows nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in_before = self._is_signed_in(request)
        response = self.get_response(request)
        is_html = response.get("Content-Type", "").startswith("text/html")
        if is_html and not response.has_header("Cache-Control") and (signed_in_before or self._is_signed_in(request)):
            response["Cache-Control"] = "private, no-store"
        return response

    def _is_signed_in(self, request):
        """SECURITY: read from the session, which every page has loaded; asking for the person would cost a query."""
        return settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session
