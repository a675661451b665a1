"""What an event came to over all its dates."""

from django.db.models import Sum

from .models import EventPage, Signup


def attendance_total(event: EventPage) -> int:
    """Everybody who came, over all dates: sign-ups marked as attended, and heads counted beside them."""
    heads = event.occurrences.aggregate(heads=Sum("head_count"))["heads"] or 0
    return heads + Signup.objects.filter(occurrence__event=event, attendance=Signup.Attendance.ATTENDED).count()
