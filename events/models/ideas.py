"""What people would like to hear about or talk about."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Suggestion(models.Model):
    """Somebody's idea for an event, or their offer to speak. The library team answers it."""

    class Kind(models.TextChoices):
        TOPIC = "topic", "Suggest a topic"
        SPEAKER = "speaker", "Offer to speak"

    class State(models.TextChoices):
        NEW = "new", "New"
        PLANNED = "planned", "Planned"
        DECLINED = "declined", "Not now"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=7, choices=Kind)
    title = models.CharField(max_length=120)
    details = models.TextField(blank=True, max_length=1000)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="event_suggestions")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(
        "events.EventPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", answered_at=None) | Q(~Q(state="new"), answered_at__isnull=False),
                name="events_suggestion_answered_has_a_time",
            ),
        ]

    def __str__(self):
        return f"Suggestion {self.key}"
