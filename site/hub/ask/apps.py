from datetime import timedelta

from django.apps import AppConfig


class AskConfig(AppConfig):
    name = "hub.ask"
    label = "hub_ask"
    verbose_name = "Ask"

    def ready(self):
        from hub.notices import jobs as registered  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from . import jobs  # noqa: PLC0415 -- circular import: as above

        registered.register("ask.mix", jobs.mix, every=timedelta(days=1))
        registered.register("ask.forget", jobs.forget, every=timedelta(days=1))
