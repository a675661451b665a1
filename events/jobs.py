from datetime import timedelta

from django.conf import settings

from . import actions
from .models import Signup


def forget_needs(slot):
    """Erase what people said about diet and access, a set number of days after the event."""
    before = slot - timedelta(days=settings.HUB_NEEDS_KEPT_DAYS)
    actions.erase_needs(Signup.objects.with_needs_of_ended(before=before))
