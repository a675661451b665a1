"""Who has a place, who waits, and what organisers changed about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.querysets import SignupQuerySet

from .dates import Mode as PlaceMode
from .dates import Occurrence


class Signup(models.Model):
    """One person and one date of an event. The row stays when they cancel and comes alive when they sign up again."""

    Mode = PlaceMode

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "Has a place"
        WAITING = "waiting", "Waiting"
        CANCELLED = "cancelled", "Cancelled"

    class Attendance(models.TextChoices):
        UNKNOWN = "", "Not marked yet"
        ATTENDED = "attended", "Came"
        ABSENT = "absent", "Did not come"

    class CheckIn(models.TextChoices):
        NONE = "", "Not checked in"
        ORGANISER = "organiser", "By an organiser"
        DOOR = "door", "By the code on the door"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="signups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signups")
    mode = models.CharField(max_length=9, choices=Mode)
    state = models.CharField(max_length=9, choices=State)
    signed_up_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True, help_text="When a place came from the waiting list.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    dietary_needs = models.TextField(blank=True)
    access_needs = models.TextField(blank=True)
    answers = models.JSONField(
        default=list, blank=True, help_text="The event's own questions: a list of {id, question, answer}."
    )
    is_listed = models.BooleanField(default=False, help_text="Agrees to be named in the list of people who are coming.")
    cancelled_late = models.BooleanField(default=False, help_text="Gave up a place so late that nobody could use it.")
    is_walk_in = models.BooleanField(default=False, help_text="Came without having signed up.")
    attendance = models.CharField(max_length=8, choices=Attendance, blank=True, default=Attendance.UNKNOWN)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_how = models.CharField(max_length=9, choices=CheckIn, blank=True, default=CheckIn.NONE)
    told_sequence = models.IntegerField(
        default=-1, help_text="SEQUENCE of the last calendar file for this person; -1 before the first."
    )

    objects = SignupQuerySet.as_manager()
    stood_already = False  # of what `sign_up` returns: whether it was there before, as it is

    class Meta:
        ordering = ["signed_up_at", "pk"]
        verbose_name = "sign-up"
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person"], name="events_one_signup_a_person"),
            models.CheckConstraint(condition=Q(mode__in=["in_person", "online"]), name="events_signup_mode_is_known"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | Q(state__in=["confirmed", "waiting"], cancelled_at=None),
                name="events_signup_cancelled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(attendance="") | Q(state="confirmed"), name="events_signup_only_confirmed_attend"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_late=False) | Q(state="cancelled"), name="events_signup_late_is_cancelled"
            ),
            models.CheckConstraint(
                condition=Q(promoted_at=None) | ~Q(state="waiting"), name="events_signup_promoted_does_not_wait"
            ),
        ]
        indexes = [
            models.Index(
                fields=["occurrence", "mode", "signed_up_at", "id"],
                condition=Q(state="waiting"),
                name="events_signup_queue",
            ),
            models.Index(fields=["occurrence", "mode"], condition=Q(state="confirmed"), name="events_signup_confirmed"),
            models.Index(fields=["person", "state"], name="events_signup_of_person"),
        ]

    def __str__(self):
        return f"Sign-up {self.key}"

    @property
    def is_confirmed(self):
        return self.state == self.State.CONFIRMED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def attended(self):
        return self.attendance == self.Attendance.ATTENDED


class PlaceChange(models.Model):
    """What happened to somebody's place that they did not do themselves: why, when and by whom."""

    class What(models.TextChoices):
        PROMOTED = "promoted", "A place came free"
        ADDED = "added", "Added by an organiser"
        REMOVED = "removed", "Removed by an organiser"
        MOVED = "moved", "Moved by an organiser"

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_what_display()}, {self.at:%d %B %Y}"
