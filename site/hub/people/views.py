import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout
from allauth.account.utils import perform_login
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from . import actions, invitations
from .forms import AcceptForm
from .models import Invitation
from .second_factor import has_second_factor

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, key):
    """The page behind the address in the letter. Opening it changes nothing: mail scanners follow links."""
    if request.user.is_authenticated:
        return render(request, "people/invitation_signed_in.html")
    found = get_object_or_404(Invitation, key=key)
    if not Invitation.objects.open().filter(pk=found.pk).exists():
        return render(request, "people/invitation_closed.html", status=410)
    form = AcceptForm(request.POST or None, invitation=found)
    if request.method == "POST" and form.is_valid():
        return _accept(request, found, form)
    return render(request, "people/invitation.html", {"form": form, "invitation": found})


def _accept(request, found, form):
    words = form.cleaned_data
    try:
        person = invitations.accept(
            found, password=words["password1"], first_name=words["first_name"], last_name=words["last_name"]
        )
    except invitations.InvitationRefused as error:
        return render(request, "people/invitation_closed.html", {"refusal": str(error)}, status=410)
    return perform_login(request, person)


@login_not_required
@require_POST
def sign_out(request):
    """Quick and total, for a shared computer: the session ends and the browser is told to forget what it kept of us."""
    logout(request, show_message=False)
    request.session.flush()
    response = redirect(f"{reverse('account_login')}?{urlencode({'signed_out': 1})}")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    add_never_cache_headers(response)
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def logout_page(request):
    """Every other way out ends in the same total sign-out; a link to it asks first."""
    if request.method == "POST":
        return sign_out(request)
    if not request.user.is_authenticated:
        return redirect("account_login")
    return render(request, "account/logout.html")


@login_not_required
def to_sign_in(request):
    """SECURITY: Wagtail's own sign-in pages would go round the second factor; they lead to the one door."""
    following = request.GET.get("next") or request.POST.get("next")
    query = f"?{urlencode({'next': following})}" if following else ""
    return redirect(reverse("account_login") + query)


@login_not_required
def to_password_reset(request, **kwargs):
    """SECURITY: Wagtail's own password reset would go round allauth's limits and words."""
    return redirect("account_reset_password")


@login_not_required
def to_provider(request, provider_id):
    """On to the provider's sign-in page; allauth alone would end in a 500 when the provider does not answer.

    SECURITY: only to sign in. Joining an identity to the account that is signed in here would take one link, on a
    shared computer where somebody else is signed in at the provider.
    """
    if {request.GET.get("process", "login"), request.POST.get("process", "login")} != {"login"}:
        raise Http404
    try:
        return openid_connect.login(request, provider_id)
    except RequestException:
        logger.exception("The OpenID Connect provider %s does not answer.", provider_id)
        return render(request, "socialaccount/authentication_error.html", status=503)


@require_GET
def account(request):
    """What the Hub knows about you, and what you can do about it."""
    return render(request, "people/account.html", {"has_second_factor": has_second_factor(request.user)})


@require_GET
def download(request):
    """Everything the Hub keeps about you, as a file."""
    response = JsonResponse(actions.export(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    add_never_cache_headers(response)
    return response


@require_POST
def end_sessions(request):
    """Sign out everywhere but here."""
    actions.end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    get_adapter().add_message(request, messages.SUCCESS, message="You are signed out everywhere but here.")
    return redirect("people:account")
