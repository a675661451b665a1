"""What belongs to an event page and travels with its drafts."""

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from .pages import EventPage


class EventSpeaker(Orderable):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160, blank=True, help_text="Job title and team, as it should be shown.")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Choose the colleague if they have an account.",
    )

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = "speaker"

    def __str__(self):
        return self.name


class EventTime(Orderable):
    """One more time of day at which the event is held, on each of its days, for as long as the first."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="times")
    starts = models.TimeField()

    panels = [FieldPanel("starts")]

    class Meta(Orderable.Meta):
        verbose_name = "time"
        constraints = [models.UniqueConstraint(fields=["page", "starts"], name="events_time_once")]

    def __str__(self):
        return f"{self.starts:%H:%M}"


class EventSkippedDate(Orderable):
    """A day on which the series is not held."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="skipped_dates")
    day = models.DateField()

    panels = [FieldPanel("day")]

    class Meta(Orderable.Meta):
        verbose_name = "day left out"

    def __str__(self):
        return f"{self.day:%d %B %Y}"
