from datetime import timedelta

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = "Communities"

    def ready(self):
        from hub.notices import jobs  # noqa: PLC0415 -- circular import: models are not loaded before ready()
        from hub.topics import gatherers  # noqa: PLC0415 -- circular import: models are not loaded before ready()
        from hub.trail import kinds  # noqa: PLC0415 -- circular import: models are not loaded before ready()

        from . import gathering, mail, receivers  # noqa: F401, PLC0415 -- circular import: needs loaded models
        from .jobs import end_past_memberships_of  # noqa: PLC0415 -- circular import: needs loaded models

        mail.register_letters()
        jobs.register("communities.end_past_memberships", end_past_memberships_of, every=timedelta(days=1))
        gatherers.register("communities", "Communities", gathering.communities_of_topic, order=30)
        kinds.register(
            "communities.CommunityPage",
            label="Community",
            visible=gathering.named_communities,
            address=lambda page: page.url,
            title=lambda page: page.title,
        )
