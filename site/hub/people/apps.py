from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "hub.people"
    label = "hub_people"
    verbose_name = "People"

    def ready(self):
        from . import lifecycle_stock  # noqa: PLC0415 -- models exist only now

        lifecycle_stock.register_all()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for accounts, with our fields and without deletion."""

    user_viewset = "hub.people.account_screens.AccountViewSet"
