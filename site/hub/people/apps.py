from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hub.people"
    label = "hub_people"
    verbose_name = "People"

    def ready(self):
        from . import lifecycle_stock  # noqa: PLC0415 -- models exist only now

        lifecycle_stock.register_all()
