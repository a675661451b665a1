from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self):
        from hub.circles.audience import visible_pages  # noqa: PLC0415 -- circular import: needs loaded models
        from hub.trail import kinds  # noqa: PLC0415 -- circular import: needs loaded models

        from . import receivers  # noqa: F401, PLC0415 -- circular import: needs loaded models
        from .models import TechniquePage  # noqa: PLC0415 -- circular import: needs loaded models

        kinds.register(
            "home.TechniquePage",
            label="Technique",
            visible=lambda user: visible_pages(TechniquePage.objects.live(), user),
            address=lambda page: page.url,
            title=lambda page: page.title,
        )
