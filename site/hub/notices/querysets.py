from django.db import models
from django.db.models import Q
from django.utils import timezone


class NoticeQuerySet(models.QuerySet):
    def ripe(self, *, now=None):
        """Waiting, and its time has come. Oldest first."""
        return self.filter(state="waiting", send_after__lte=now or timezone.now()).order_by("send_after", "pk")

    def left_behind(self, *, now=None):
        """Being sent by a worker whose lease ran out. Oldest first."""
        return self.filter(state="sending", leased_until__lt=now or timezone.now()).order_by("leased_until", "pk")

    def due(self, *, now=None):
        """Ripe, or left behind. Oldest first."""
        now = now or timezone.now()
        ripe = Q(state="waiting", send_after__lte=now)
        left_behind = Q(state="sending", leased_until__lt=now)
        return self.filter(ripe | left_behind).order_by("send_after", "pk")

    def dead(self):
        return self.filter(state="dead")

    def unlucky(self):
        """Given up, or tried and waiting to be tried again. What waits for its first time is not among them."""
        return self.filter(Q(state="dead") | Q(state="waiting", first_tried_at__isnull=False))


class LongJobQuerySet(models.QuerySet):
    def due(self, *, now=None):
        """Waiting, or left behind by a worker whose lease ran out. Oldest first."""
        left_behind = Q(state="running", leased_until__lt=now or timezone.now())
        return self.filter(Q(state="waiting") | left_behind).order_by("created_at", "pk")
