from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from .models import User
from .second_factor import KINDS


class HubBackend(AuthenticationBackend):
    """Signs in by email, and loads the person of a request with role names and second factor in that one query."""

    def get_user(self, user_id):
        person = User.objects.annotate(
            loaded_roles=ArraySubquery(Group.objects.filter(user=OuterRef("pk")).values("name")),
            loaded_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS)),
        ).filter(pk=user_id)
        person = person.first()
        if person is None or not self.user_can_authenticate(person):
            return None
        person._role_names = frozenset(person.loaded_roles)
        person._has_second_factor = person.loaded_second_factor
        return person
