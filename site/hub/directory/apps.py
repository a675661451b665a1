from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "hub.directory"
    label = "hub_directory"
    verbose_name = "Directory"

    def ready(self):
        from hub.people import lifecycle  # noqa: PLC0415 -- circular import: models are not loaded before ready()
        from hub.topics import gatherers  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from . import gathering, life  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        lifecycle.register(
            "hub_directory.Profile",
            erase=life.delete_profile,
            export=life.profile_of,
            why="Only people with an open account are listed: whoever leaves is out of the directory at once.",
        )
        gatherers.register("people", "People who know about this", gathering.people_who_know, order=20)
