from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "hub.trail"
    label = "hub_trail"
    verbose_name = "Trail"
