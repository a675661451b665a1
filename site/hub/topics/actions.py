from django.core.exceptions import ValidationError
from django.db import transaction

from .models import Topic, TopicAlias, TopicFollow, TopicItem


class TopicRefused(Exception):
    """The change is against a rule of the vocabulary. The text is fit to show."""


def follow(topic: Topic, *, person) -> TopicFollow:
    """Follow a topic: what is new for it shows on the front door. Following twice is harmless."""
    found, _ = TopicFollow.objects.get_or_create(topic=topic, person=person)
    return found


def unfollow(topic: Topic, *, person) -> None:
    TopicFollow.objects.filter(topic=topic, person=person).delete()


def followed_by(person):
    """Current topics that `person` follows."""
    return Topic.objects.current().filter(pk__in=TopicFollow.objects.filter(person=person).values("topic"))


@transaction.atomic
def merge(topic: Topic, *, into: Topic) -> Topic:
    """Everything filed under `topic` moves to `into`, and its name becomes an alias there. Returns `into`."""
    topic, into = _locked(topic.pk, into.pk)
    if topic.pk == into.pk:
        raise TopicRefused("A topic cannot be merged into itself.")
    if into.merged_into_id:
        raise TopicRefused(f"“{into}” has itself been merged. Choose the topic it went into.")
    for items in _item_models():
        already = items.objects.filter(tag=into).values("content_object")
        items.objects.filter(tag=topic, content_object__in=already).delete()
        items.objects.filter(tag=topic).update(tag=into)
    followers = TopicFollow.objects.filter(topic=into).values("person")
    TopicFollow.objects.filter(topic=topic, person__in=followers).delete()
    TopicFollow.objects.filter(topic=topic).update(topic=into)
    Topic.objects.filter(merged_into=topic).update(merged_into=into)
    TopicAlias.objects.filter(topic=topic).update(topic=into)
    TopicAlias.objects.get_or_create(name=topic.name, defaults={"topic": into})
    topic.merged_into = into
    topic.save(update_fields=["merged_into"])
    return into


def load_topics(topics: list[dict]) -> int:
    """Add topics given as {name, description, aliases} that are not there yet. Returns how many were added."""
    added = 0
    for row in topics:
        topic, is_new = Topic.objects.get_or_create(name=row["name"], defaults={"description": row["description"]})
        added += is_new
        for alias in row["aliases"] if is_new else []:
            TopicAlias.objects.get_or_create(name=alias, defaults={"topic": topic})
    return added


def check_alias(name: str, *, topic: Topic | None) -> None:
    """Refuse an alias that is the name of a topic in use."""
    clash = Topic.objects.current().filter(name__iexact=name).exclude(pk=topic and topic.pk).first()
    if clash:
        raise ValidationError(f"“{name}” is a topic already. Merge the two instead.")


def _item_models():
    return TopicItem.__subclasses__()


def _locked(first, second):
    found = {topic.pk: topic for topic in Topic.objects.select_for_update().filter(pk__in=[first, second]).order_by("pk")}
    return found[first], found[second]
