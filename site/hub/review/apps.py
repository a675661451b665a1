from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "hub.review"
    label = "hub_review"
    verbose_name = "Review"

    def ready(self):
        from hub.people import lifecycle  # noqa: PLC0415 -- models exist only now

        from . import mail, personal  # noqa: PLC0415 -- models exist only now

        mail.register_letters()
        lifecycle.register("hub_review.Hold", export=personal.holds_of_person)
