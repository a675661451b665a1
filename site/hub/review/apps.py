from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "hub.review"
    label = "hub_review"
    verbose_name = "Review"
