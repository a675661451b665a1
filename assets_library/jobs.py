from datetime import timedelta

from django.utils import timezone

from hub.notices import jobs

from . import actions


def register_jobs() -> None:
    jobs.register("assets_library.review_due", remind_owners, every=timedelta(days=1))


def remind_owners(slot) -> None:
    actions.ask_owners_to_review(today=timezone.localdate(slot))
