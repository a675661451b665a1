"""Who must prove twice who they are, and whether they can. Costs no query for the person of a request: see backends."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from .roles import needs_second_factor

KINDS = [Authenticator.Type.TOTP]


def has_second_factor(person) -> bool:
    """Whether `person` has set up an authenticator app. Recovery codes alone do not count."""
    if not hasattr(person, "_has_second_factor"):
        person._has_second_factor = Authenticator.objects.filter(user=person, type__in=KINDS).exists()
    return person._has_second_factor


def must_set_up_second_factor(person) -> bool:
    return settings.HUB_REQUIRE_SECOND_FACTOR and needs_second_factor(person) and not has_second_factor(person)


def may_do_without_second_factor(person) -> bool:
    return not (settings.HUB_REQUIRE_SECOND_FACTOR and needs_second_factor(person))
