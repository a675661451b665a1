from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hub.notices"
    label = "hub_notices"
    verbose_name = "Notices"
