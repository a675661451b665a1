from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "hub.trail"
    label = "hub_trail"
    verbose_name = "Trail"

    def ready(self):
        from hub.people import lifecycle  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        lifecycle.register(
            "hub_trail.TrailLink",
            why="A link says that one thing led to another; its maker is shown as the account is.",
        )
