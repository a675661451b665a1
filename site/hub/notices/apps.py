from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hub.notices"
    label = "hub_notices"
    verbose_name = "Notices"

    def ready(self):
        from hub.people import lifecycle  # noqa: PLC0415 -- models are not loaded before this

        from . import housekeeping, jobs  # noqa: PLC0415
        from . import lifecycle as ours  # noqa: PLC0415

        lifecycle.register("hub_notices.Notice", erase=ours.erase_notices, export=ours.export_notices)
        lifecycle.register("hub_notices.LongJob", export=ours.export_long_jobs, why="It holds ids, no words.")
        jobs.register("publish_scheduled", housekeeping.publish_scheduled, every=timedelta(minutes=1))
        jobs.register("clear_out", housekeeping.clear_out, every=timedelta(days=1))
