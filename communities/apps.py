from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = "Communities"

    def ready(self):
        from hub.topics import gatherers  # noqa: PLC0415 -- circular import: models are not loaded before ready()
        from hub.trail import kinds  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from . import gathering, mail, receivers  # noqa: F401, PLC0415 -- circular import: needs loaded models

        mail.register_letters()
        gatherers.register("communities", "Communities", gathering.communities_of_topic, order=30)
        kinds.register(
            "communities.CommunityPage",
            label="Community",
            visible=gathering.named_communities,
            address=lambda page: page.url,
            title=lambda page: page.title,
        )
