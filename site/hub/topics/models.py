from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase

from .querysets import TopicQuerySet


class Topic(ClusterableModel, TagBase):
    """One entry of the managed vocabulary. Never deleted: merged into another."""

    free_tagging = False

    description = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "topic"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="hub_topics_name_once_whatever_its_case",
                violation_error_message="There is a topic with this name already.",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="hub_topics_not_merged_into_itself"),
        ]
        indexes = [GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="hub_topics_name_trigrams")]

    def get_absolute_url(self):
        return f"/topics/{self.slug}/"


class TopicAlias(models.Model):
    """Another word for a topic: search for it and find the topic."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "topic aliases"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="hub_topics_alias_once",
                violation_error_message="This word leads to a topic already.",
            )
        ]

    def __str__(self):
        return self.name


class TopicItem(ItemBase):
    """Joins a page to a topic. Each page type has its own subclass with a ParentalKey `content_object`."""

    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        abstract = True


class TopicFollow(models.Model):
    """A person follows a topic."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topic_follows")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="hub_topics_follow_once")]

    def __str__(self):
        return f"{self.person} follows {self.topic}"
