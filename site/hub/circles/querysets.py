from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone


class CircleQuerySet(models.QuerySet):
    def with_counts(self):
        """Each with `member_count` and `pending_count`, counted apart so that neither multiplies the other."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.filter(circle=OuterRef("pk"))
        return self.annotate(member_count=_count(memberships.active()), pending_count=_count(memberships.pending()))


def _count(rows):
    counted = rows.order_by().values("circle").annotate(how_many=Count("pk")).values("how_many")
    return Coalesce(Subquery(counted), 0)


class MembershipQuerySet(models.QuerySet):
    def active(self, *, today=None):
        """Members today: a guest's membership ends after its last day, and a leaver's with the account."""
        today = today or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), state="active", person__is_active=True)

    def past_their_last_day(self, *, today=None):
        return self.filter(state="active", ends_on__lt=today or timezone.localdate())

    def facilitators(self):
        return self.active().filter(role="facilitator")

    def pending(self):
        return self.filter(state="requested")
