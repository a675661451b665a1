"""From the words that people type to topics: by name, by alias, by the name of a topic that was merged."""

from django.db.models.functions import Lower

from .models import Topic, TopicAlias


def split_words(text: str) -> list[str]:
    """Words parted by commas, quotation marks and spaces round them taken off: `"falls", sepsis` is two."""
    words = [" ".join(word.replace('"', " ").split()) for word in text.replace("\0", "").split(",")]
    return [word for word in words if word]


def find_topics(words: list[str]) -> tuple[list[Topic], list[str]]:
    """The current topics that `words` mean, by name and each once, and the words that mean none. Two queries."""
    wanted = {word.lower() for word in words}
    meant = _by_alias(wanted) | _by_name(wanted)
    found = {meant[word.lower()] for word in words if word.lower() in meant}
    unknown = [word for word in words if word.lower() not in meant]
    return sorted(found, key=lambda topic: topic.name), unknown


def _by_name(wanted) -> dict[str, Topic]:
    topics = Topic.objects.annotate(key=Lower("name")).filter(key__in=wanted).select_related("merged_into")
    return {topic.key: topic.merged_into or topic for topic in topics}


def _by_alias(wanted) -> dict[str, Topic]:
    aliases = TopicAlias.objects.annotate(key=Lower("name")).filter(key__in=wanted, topic__merged_into=None)
    return {alias.key: alias.topic for alias in aliases.select_related("topic")}
