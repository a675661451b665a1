from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "hub.media"
    label = "hub_media"
    verbose_name = "Media"
