from django.utils import timezone
from wagtail.query import PageQuerySet

from hub.circles.audience import visible_pages


class KeptPageQuerySet(PageQuerySet):
    """Pages that somebody keeps right: bulletins and assets."""

    def visible_to(self, user):
        return visible_pages(self, user)

    def newest(self):
        return self.order_by("-first_published_at", "-pk")

    def about(self, topics):
        """Pages that carry at least one of `topics`, each once."""
        items = self.model.topics.through.objects.filter(tag__in=topics)
        return self.filter(pk__in=items.values("content_object"))

    def due_for_review(self, *, today=None):
        """Live pages whose review date has passed."""
        return self.live().filter(review_on__lt=today or timezone.localdate())


class AssetPageQuerySet(KeptPageQuerySet):
    def of_kind(self, kind):
        return self.filter(kind=kind)


class BulletinPageQuerySet(KeptPageQuerySet):
    pass


class LearningZonePageQuerySet(PageQuerySet):
    def visible_to(self, user):
        return visible_pages(self, user)
