"""What bulletins and assets share: somebody owns them, and they are looked at again on a date."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from assets_library.dates import in_twelve_months  # noqa: F401 -- the first migration finds it here
from assets_library.words import NO_PICTURE_TEXT, NO_TOPIC, REVIEW_HELP


class Kept(models.Model):
    """The owner and the review date. Both are required to publish; a draft may lack them."""

    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="owner",
        help_text="The person who keeps this right. Shown on the page.",
    )
    review_on = models.DateField(
        null=True,
        verbose_name="review date",
        help_text=REVIEW_HELP,
    )

    class Meta:
        abstract = True

    def is_due_for_review(self, *, today: date | None = None) -> bool:
        return bool(self.review_on) and self.review_on < (today or timezone.localdate())

    def refuse_unready(self) -> None:
        """Raise ValidationError when something that publishing requires is missing."""
        problems = {}
        if not list(self.topics.all()):
            problems["topics"] = NO_TOPIC
        if self.picture_needs_text():
            problems["picture"] = NO_PICTURE_TEXT
        if problems:
            raise ValidationError(problems)

    def picture_needs_text(self) -> bool:
        picture = getattr(self, "picture", None)
        return bool(picture) and not picture.description.strip()
