from datetime import timedelta

from django.apps import AppConfig

from .kinds import EVENT_PAGE_TYPES


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Events"

    def ready(self):
        from hub.circles import tabs  # noqa: PLC0415 -- circular import: models are not loaded before ready()
        from hub.notices import jobs as registered_jobs  # noqa: PLC0415 -- circular import: as above
        from hub.topics import gatherers  # noqa: PLC0415 -- circular import: as above
        from hub.trail import kinds  # noqa: PLC0415 -- circular import: as above

        from . import (  # noqa: F401, PLC0415 -- circular import: as above
            after_mail,
            feedback,
            gathering,
            idea_receivers,
            ideas_mail,
            jobs,
            lifecycle,
            mail,
            receivers,
            series_mail,
        )

        lifecycle.register_entries()
        mail.register_letters()
        ideas_mail.register_letters()
        after_mail.register_letters()
        feedback.register_questions()
        series_mail.register_letters()
        registered_jobs.register("events.forget_needs", jobs.forget_needs, every=timedelta(days=1))
        registered_jobs.register("events.remind", jobs.remind, every=timedelta(minutes=5))
        registered_jobs.register("events.recount_tallies", jobs.recount_tallies, every=timedelta(days=1))
        gatherers.register("events", "Coming events", gathering.events_of_topic, order=20)
        tabs.register(
            "events",
            "Events",
            template="events/partials/community_events.html",
            content=gathering.community_events,
            order=40,
        )
        for model in ("events.EventPage", *EVENT_PAGE_TYPES):
            kinds.register(
                model,
                label="Event",
                visible=gathering.visible_events,
                address=lambda page: page.get_url(),
                title=lambda page: page.title,
            )
