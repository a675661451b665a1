"""Events that are held again and again in the same way."""

import uuid

from django.conf import settings
from django.db import models

from events.kinds import KIND_CHOICES


class EventTemplate(models.Model):
    """What an event is filled with when it is planned from a template. It never changes events made from it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=KIND_CHOICES)
    title = models.CharField(max_length=160, blank=True)
    intro = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True, max_length=4000)
    aims = models.TextField(blank=True, max_length=600)
    minutes = models.PositiveSmallIntegerField(default=45)
    usual_start = models.TimeField(null=True, blank=True)
    room = models.ForeignKey("hub_people.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    in_person_capacity = models.PositiveIntegerField("places in the room", null=True, blank=True)
    online_link = models.URLField(max_length=500, blank=True)
    online_capacity = models.PositiveIntegerField("places online", null=True, blank=True)
    catering = models.BooleanField("food is provided", default=False)
    drop_in = models.BooleanField("people may just come", default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "event template"

    def __str__(self):
        return self.name
