"""Calendars that people subscribe to."""

import secrets

from django.conf import settings
from django.db import models


def new_secret() -> str:
    return secrets.token_urlsafe(32)


class FeedAddress(models.Model):
    """The secret in the addresses of one person's calendar feeds. A new secret closes the old addresses."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed_address")
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"Feed address {self.pk}"
