from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hub.people"
    label = "hub_people"
    verbose_name = "People"
