"""Where topics are used: rows of this room and of rooms above that point at a topic, found from the models."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, ManyToManyField, Model, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from .models import Topic, TopicAlias, TopicFollow, TopicItem


@dataclass(frozen=True)
class Use:
    """A model whose rows join a topic (the foreign key `topic`) to something else (the foreign key `thing`)."""

    model: type[Model]
    topic: str
    thing: str

    def of(self, topic: Topic):
        return self.model.objects.filter(**{self.topic: topic})


def page_uses() -> list[Use]:
    """One for each page type that has topics."""
    return [Use(model, "tag", "content_object") for model in TopicItem.__subclasses__()]


def all_uses() -> Iterator[Use]:
    """Everything that moves when topics merge: pages, followers, and many-to-many fields of rooms above."""
    yield from page_uses()
    yield Use(TopicFollow, "topic", "person")
    for relation in Topic._meta.related_objects:
        if isinstance(relation.field, ManyToManyField):
            field = relation.field
            yield Use(relation.through, field.m2m_reverse_field_name(), field.m2m_field_name())


def with_counts(topics):
    """`topics` with `alias_count` and `use_count` (pages), each row counted in the database."""
    uses = sum((_counted(use.model, use.topic) for use in page_uses()), start=Value(0))
    return topics.annotate(alias_count=_counted(TopicAlias, "topic"), use_count=uses)


def _counted(model, topic_field):
    """How many rows of `model` point at the topic of the outer query."""
    rows = model.objects.filter(**{topic_field: OuterRef("pk")}).order_by()
    counted = rows.annotate(of=F(topic_field)).values("of").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
