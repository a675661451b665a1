from .models import TopicFollow


def stop_following(person, now) -> None:
    TopicFollow.objects.filter(person=person).delete()


def followed_topics(person) -> list[dict]:
    rows = TopicFollow.objects.filter(person=person).select_related("topic").order_by("topic__name")
    return [{"topic": row.topic.name, "since": row.since.isoformat()} for row in rows]
