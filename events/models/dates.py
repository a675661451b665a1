"""One date of an event."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from events.querysets import OccurrenceQuerySet
from hub.core.short_codes import new_code


class Mode(models.TextChoices):
    """The kinds of place."""

    IN_PERSON = "in_person", "In person"
    ONLINE = "online", "Online"


def new_door_code() -> str:
    """What the QR code on the door carries: short enough to type, and nobody can guess it from home."""
    return new_code()


class Occurrence(models.Model):
    """One date of an event, as people were last told of it. Publishing the event brings it up to date."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        CANCELLED = "cancelled", "Cancelled"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="occurrences")
    slot = models.DateTimeField(help_text="When the page's own dates have it; it tells the dates of a series apart.")
    start = models.DateTimeField()
    end = models.DateTimeField()
    place = models.ForeignKey("hub_people.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    in_person_capacity = models.PositiveIntegerField(null=True, blank=True)
    online_link = models.URLField(max_length=500, blank=True)
    online_capacity = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.SCHEDULED)
    sequence = models.PositiveIntegerField(default=0, help_text="How often its time or place changed.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    kept_alone = models.JSONField(
        default=list,
        blank=True,
        help_text="Fields set for this date alone; publishing leaves them.",
    )
    in_person_tally = models.PositiveIntegerField(default=0, help_text="Places given, kept for limited places alone.")
    online_tally = models.PositiveIntegerField(default=0)
    head_count = models.PositiveIntegerField(default=0, help_text="People who came and are not among the sign-ups.")
    door_code = models.CharField(max_length=32, unique=True, default=new_door_code, editable=False)
    day_reminder_for = models.DateTimeField(null=True, blank=True, help_text="The start last reminded of a day before.")
    hour_reminder_for = models.DateTimeField(null=True, blank=True, help_text="The same, an hour before.")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "slot"], name="events_occurrence_slot_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="events_occurrence_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="scheduled", cancelled_at=None) | Q(state="cancelled", cancelled_at__isnull=False),
                name="events_occurrence_cancelled_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["end"], name="events_occurrence_end"),
            models.Index(fields=["start"], name="events_occurrence_start"),
        ]

    def __str__(self):
        return f"{self.event} on {timezone.localtime(self.start):%d %B %Y}"

    def get_absolute_url(self):
        """The event's page, opened at this date where the page may have others; the front page if it stands nowhere."""
        page = self.event.get_url()
        return "/" if page is None else f"{page}{self.address_suffix}"

    @property
    def full_address(self):
        """The same for mail and calendars. The host is that of the settings: Wagtail calls its site localhost."""
        return f"{settings.HUB_BASE_URL}{self.get_absolute_url()}"

    @property
    def address_suffix(self):
        """What opens the event's page at this date. More times on a day are not asked for, at a query each."""
        is_only_one = self.event.repeats == "never" and self.slot == self.event.starts_at
        return "" if is_only_one else f"?date={self.key}"

    @property
    def uid(self):
        """What calendars know this date by. It never changes."""
        return f"{self.key}@knowledge-hub"

    @property
    def modes(self):
        """The kinds of place that it offers."""
        offered = [(Mode.IN_PERSON, self.place_id), (Mode.ONLINE, self.online_link)]
        return [mode for mode, where in offered if where]

    @property
    def queue_stops_at(self) -> datetime:
        """The moment from which nobody is moved up from the waiting list by surprise."""
        return self.start - timedelta(hours=self.event.promotion_stops_hours)

    def capacity(self, mode) -> int | None:
        """How many places of this kind there are; None is no limit."""
        return self.online_capacity if mode == Mode.ONLINE else self.in_person_capacity

    def places_taken(self, mode) -> int:
        """How many places of this kind are taken, from a queryset `with_places_taken`."""
        return self.online_taken if mode == Mode.ONLINE else self.in_person_taken

    def places_left(self, mode) -> int | None:
        """How many places of this kind are free, from the same; None is no limit."""
        capacity = self.capacity(mode)
        return None if capacity is None else max(capacity - self.places_taken(mode), 0)

    def is_over(self, *, now=None) -> bool:
        return self.end <= (now or timezone.now())

    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED
