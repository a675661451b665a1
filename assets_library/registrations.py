"""What the library tells the rooms below it."""

from hub.circles import tabs
from hub.people import lifecycle
from hub.topics import gatherers
from hub.trail import kinds

from . import gathering, personal
from .models import AssetPage, BulletinPage, LearningZonePage


def register_all() -> None:
    for model, label in (
        (AssetPage, "Knowledge asset"),
        (BulletinPage, "Bulletin"),
        (LearningZonePage, "Learning zone"),
    ):
        kinds.register(
            model._meta.label,
            label=label,
            visible=_visible(model),
            address=lambda page: page.url,
            title=lambda page: page.title,
        )
    gatherers.register("assets", "Knowledge assets", gathering.assets_of_topic, order=10)
    gatherers.register("bulletins", "Bulletins", gathering.bulletins_of_topic, order=20)
    tabs.register(
        "resources",
        "Resources",
        template="assets_library/partials/community_resources.html",
        content=gathering.resources_of_circle,
        order=30,
    )
    # Nothing is done on leaving or erasing: pages keep their owner (see personal.py) and show "Former colleague".
    lifecycle.register("assets_library.AssetPage", export=personal.assets_of_person)
    lifecycle.register("assets_library.BulletinPage", export=personal.bulletins_of_person)
    lifecycle.register("assets_library.AssetContact", export=personal.contacts_of_person)


def _visible(model):
    return lambda user: model.objects.live().visible_to(user)
