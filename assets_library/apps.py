from django.apps import AppConfig


class AssetsLibraryConfig(AppConfig):
    name = "assets_library"
    verbose_name = "Assets library"
