from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "hub.topics"
    label = "hub_topics"
    verbose_name = "Topics"

    def ready(self):
        from hub.people import lifecycle  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from . import life  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        lifecycle.register(
            "hub_topics.TopicFollow", on_leave=life.stop_following, erase=life.stop_following, export=life.followed_topics
        )
