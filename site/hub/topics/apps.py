from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "hub.topics"
    label = "hub_topics"
    verbose_name = "Topics"
