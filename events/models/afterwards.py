"""What remains of a date once it is over: thanks, material and certificates."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .dates import Occurrence
from .signups import Signup


class WrapUp(models.Model):
    """What organisers give to those who came to one date."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="wrap_up")
    message = models.TextField(blank=True, max_length=1000, help_text="A few words of thanks.")
    recording_link = models.URLField(max_length=500, blank=True)
    slides = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    thanked_at = models.DateTimeField(null=True, blank=True)
    thanked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    thanked_people = models.PositiveIntegerField(default=0, help_text="How many people the thanks went to.")
    asset = models.ForeignKey(
        "assets_library.AssetPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(thanked_at=None) | Q(thanked_people__gt=0), name="events_wrap_up_thanked_somebody"
            ),
        ]

    def __str__(self):
        return f"After {self.occurrence_id}"


class Certificate(models.Model):
    """That somebody attended: what it says stays as it was when it was issued."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signup = models.OneToOneField(Signup, on_delete=models.PROTECT, related_name="certificate")
    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=255)
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    aims = models.TextField(blank=True)
    issued_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="events_certificate_has_hours")]

    def __str__(self):
        return self.reference
