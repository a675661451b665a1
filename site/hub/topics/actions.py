from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from .models import Topic, TopicAlias, TopicFollow, TopicItem
from .uses import Use, all_uses, page_uses


class TopicRefused(Exception):
    """The change is against a rule of the vocabulary. The text is fit to show."""


def follow(topic: Topic, *, person) -> TopicFollow:
    """Follow a topic: what is new for it shows on the front door. Following twice is harmless."""
    found, _ = TopicFollow.objects.get_or_create(topic=topic, person=person)
    return found


def unfollow(topic: Topic, *, person) -> None:
    """Follow a topic no more. Harmless when it was not followed."""
    TopicFollow.objects.filter(topic=topic, person=person).delete()


def followed_by(person):
    """Current topics that `person` follows."""
    return Topic.objects.current().filter(pk__in=TopicFollow.objects.filter(person=person).values("topic"))


@transaction.atomic
def merge(topic: Topic, *, into: Topic, by=None) -> Topic:
    """Everything filed under `topic` moves to `into`, and its name becomes an alias there. Returns `into`."""
    topic, into = _locked(topic.pk, into.pk)
    _refuse_senseless_merge(topic, into)
    for use in all_uses():
        _move(use, topic, into)
    Topic.objects.filter(merged_into=topic).update(merged_into=into)
    TopicAlias.objects.filter(topic=topic).update(topic=into)
    if not TopicAlias.objects.filter(name__iexact=topic.name).exists():
        TopicAlias.objects.create(name=topic.name, topic=into)
    topic.merged_into = into
    topic.save(update_fields=["merged_into"])
    log(topic, "hub_topics.merge", user=by, data={"into": into.name})
    return into


def settle_topics(page) -> None:
    """Give `page` the topics that its merged ones went into: publishing an old draft brings the merged ones back."""
    for use in page_uses():
        if use.model._meta.get_field(use.thing).related_model is type(page):
            stale = use.model.objects.filter(content_object=page, tag__merged_into__isnull=False)
            for item in stale.select_related("tag__merged_into"):
                _settle(item)


def load_topics(topics: list[dict]) -> int:
    """Add topics given as {name, description, aliases} that are not there yet. Returns how many were added."""
    added = 0
    for row in topics:
        topic, is_new = Topic.objects.get_or_create(name=row["name"], defaults={"description": row["description"]})
        added += is_new
        for alias in row["aliases"] if is_new else []:
            TopicAlias.objects.get_or_create(name=alias, defaults={"topic": topic})
    return added


def check_name(name: str, *, topic: Topic | None) -> None:
    """Refuse a topic's name that is the alias of another topic."""
    clash = (
        TopicAlias.objects.filter(name__iexact=name).exclude(topic=topic and topic.pk).select_related("topic").first()
    )
    if clash:
        raise ValidationError(f"“{name}” leads to the topic “{clash.topic}” already. Take it away there first.")


def check_alias(name: str, *, topic: Topic | None) -> None:
    """Refuse an alias that is the name of a topic in use, or leads to another topic."""
    if Topic.objects.current().filter(name__iexact=name).exclude(pk=topic and topic.pk).exists():
        raise ValidationError(f"“{name}” is a topic already. Merge the two instead.")
    check_name(name, topic=topic)


def _refuse_senseless_merge(topic, into) -> None:
    if topic.pk == into.pk:
        raise TopicRefused("A topic cannot be merged into itself.")
    if topic.merged_into_id:
        raise TopicRefused(f"“{topic}” has been merged already.")
    if into.merged_into_id:
        raise TopicRefused(f"“{into}” has itself been merged. Choose the topic it went into.")


def _move(use: Use, topic, into) -> None:
    """Rows of things that have both topics go; the others change hands."""
    has_both = use.of(into).values(use.thing)
    use.of(topic).filter(**{f"{use.thing}__in": has_both}).delete()
    use.of(topic).update(**{use.topic: into})


def _settle(item: TopicItem) -> None:
    into = item.tag.merged_into
    if type(item).objects.filter(content_object=item.content_object_id, tag=into).exists():
        item.delete()
    else:
        type(item).objects.filter(pk=item.pk).update(tag=into)


def _locked(first, second):
    found = {
        topic.pk: topic for topic in Topic.objects.select_for_update().filter(pk__in=[first, second]).order_by("pk")
    }
    return found[first], found[second]
