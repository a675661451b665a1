from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "hub.topics"
    label = "hub_topics"
    verbose_name = "Topics"

    def ready(self):
        from hub.people import lifecycle  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from . import life, page_forms, receivers  # noqa: F401, PLC0415 -- circular import: models are not loaded before ready()

        page_forms.use_topic_field()
        lifecycle.register(
            "hub_topics.TopicFollow",
            on_leave=life.stop_following,
            erase=life.stop_following,
            export=life.followed_topics,
        )
