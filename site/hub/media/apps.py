from django.apps import AppConfig

AUTHORSHIP = "The organisation's record of who added it; after erasure it names a former colleague."


class MediaConfig(AppConfig):
    name = "hub.media"
    label = "hub_media"
    verbose_name = "Media"

    def ready(self):
        from hub.people import lifecycle  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        lifecycle.register("hub_media.HubImage", why=AUTHORSHIP)
        lifecycle.register("hub_media.HubDocument", why=AUTHORSHIP)
