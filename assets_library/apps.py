from django.apps import AppConfig


class AssetsLibraryConfig(AppConfig):
    name = "assets_library"
    verbose_name = "Assets library"

    def ready(self):
        from . import jobs, mail, receivers, registrations  # noqa: F401, PLC0415 -- models exist only now

        mail.register_letters()
        jobs.register_jobs()
        registrations.register_all()
