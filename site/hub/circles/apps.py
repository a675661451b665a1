from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "hub.circles"
    label = "hub_circles"
    verbose_name = "Circles"
