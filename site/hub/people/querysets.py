from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone


class NeverDeleted(Exception):
    """People are erased in place (`hub.people.actions.erase`), so that what they wrote keeps an author."""


class UserQuerySet(models.QuerySet):
    def delete(self):
        raise NeverDeleted

    delete.queryset_only = True
    delete.alters_data = True

    def active(self):
        """People who can sign in today."""
        return self.filter(is_active=True, erased_at=None)

    def staff(self):
        return self.filter(kind="staff")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Accounts by email, kept in lower case so that one person has one account."""

    def get_by_natural_key(self, username):
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("An account needs an email address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)


class UnitQuerySet(models.QuerySet):
    def current(self, *, today=None):
        """Units that exist today: begun, not ended, not merged."""
        today = today or timezone.localdate()
        begun = Q(valid_from=None) | Q(valid_from__lte=today)
        not_ended = Q(valid_to=None) | Q(valid_to__gte=today)
        return self.filter(begun, not_ended, merged_into=None)

    def within(self, unit):
        """`unit` and everything below it, in one recursive query."""
        below = """
            with recursive below as (
                select id from hub_people_unit where id = %s
                union all select child.id from hub_people_unit child join below on child.parent_id = below.id
            ) select id from below"""
        return self.filter(pk__in=models.expressions.RawSQL(below, [unit.pk]))  # noqa: S611 -- no text of a user's


class PlaceQuerySet(models.QuerySet):
    def rooms(self):
        return self.filter(kind__in=["room", "zone"])


class InvitationQuerySet(models.QuerySet):
    def open(self, *, now=None):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now or timezone.now())
