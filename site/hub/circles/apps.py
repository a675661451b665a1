from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "hub.circles"
    label = "hub_circles"
    verbose_name = "Circles"

    def ready(self):
        from wagtail.models import Page  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from hub.people import lifecycle  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from . import life  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        # Circles are the one truth about who may see: Wagtail's own privacy is off for every page type.
        Page.private_page_options = []
        lifecycle.register(
            "hub_circles.Membership", on_leave=life.end_memberships, erase=life.forget_words, export=life.memberships_of
        )
