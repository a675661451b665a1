from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "hub.directory"
    label = "hub_directory"
    verbose_name = "Directory"
