from datetime import timedelta

from . import actions, attendance
from .models import Signup


def forget_needs(slot):
    """Erase what people said about diet and access, a set number of days after the event."""
    before = slot - timedelta(days=attendance.needs_kept_days())
    actions.erase_needs(Signup.objects.with_needs_of_ended(before=before))
