from django.db import models
from django.db.models import Count, Q
from django.utils import timezone


class CircleQuerySet(models.QuerySet):
    def with_member_counts(self):
        return self.annotate(member_count=Count("memberships", filter=Q(memberships__state="active")))


class MembershipQuerySet(models.QuerySet):
    def active(self, *, today=None):
        """Members today: a guest's membership ends after its last day, and a leaver's with the account."""
        today = today or timezone.localdate()
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=today), state="active", person__is_active=True
        )

    def facilitators(self):
        return self.active().filter(role="facilitator")

    def pending(self):
        return self.filter(state="requested")
