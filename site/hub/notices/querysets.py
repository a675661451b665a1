from django.db import models
from django.db.models import Q
from django.utils import timezone


class NoticeQuerySet(models.QuerySet):
    def due(self, *, now=None):
        """Waiting and ripe, or left behind by a worker whose lease ran out. Oldest first."""
        now = now or timezone.now()
        ripe = Q(state="waiting", send_after__lte=now)
        left_behind = Q(state="sending", leased_until__lt=now)
        return self.filter(ripe | left_behind).order_by("send_after", "pk")

    def dead(self):
        return self.filter(state="dead")
