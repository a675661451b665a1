from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hub.core"
    label = "hub_core"
    verbose_name = "Core"

    def ready(self):
        from .registers import make_exports_safe  # noqa: PLC0415 -- circular import: needs loaded models

        make_exports_safe()
