import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .querysets import LongJobQuerySet, NoticeQuerySet


def kind_in_words(template: str) -> str:
    return template.replace("/email/", "/").replace("/", ": ").replace("_", " ")


class Notice(models.Model):
    """One message in the outbox: a template and ids, rendered when sent. Its words are never shown in the admin."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Not sent: no longer right"
        DEAD = "dead", "Given up"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.CharField(max_length=120)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    address = models.EmailField(blank=True, help_text="For somebody without an account yet.")
    context = models.JSONField(default=dict)
    sealed_body = models.BinaryField(null=True, blank=True, editable=False)
    dedupe_key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    send_after = models.DateTimeField()
    first_tried_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(address=""), name="hub_notices_goes_to_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["send_after", "id"], condition=Q(state="waiting"), name="hub_notices_waiting"),
            models.Index(fields=["leased_until"], condition=Q(state="sending"), name="hub_notices_leased"),
            models.Index(fields=["created_at", "id"], condition=Q(state="dead"), name="hub_notices_dead"),
            models.Index(fields=["-created_at", "-id"], name="hub_notices_newest"),
        ]

    def __str__(self):
        return f"Notice {self.template}"

    @property
    def kind(self):
        """The template's name in words: "events/email/place_given" is "events: place given"."""
        return kind_in_words(self.template)

    @property
    def is_unlucky(self):
        """Given up, or tried and waiting to be tried again: see the queryset's `unlucky`."""
        return self.state == self.State.DEAD or (self.state == self.State.WAITING and self.first_tried_at is not None)

    @property
    def message_id(self):
        return f"<{self.key}@knowledge-hub>"


class JobRun(models.Model):
    """One slot of one registered job. The unique pair is what keeps two workers from running it twice."""

    job = models.CharField(max_length=80)
    slot = models.DateTimeField()
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    failed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-slot", "-pk"]
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="hub_notices_one_run_a_slot")]

    def __str__(self):
        return f"{self.job} of {self.slot:%d %b %Y %H:%M}"


class LongJob(models.Model):
    """Something long that a person asked for and can watch."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LongJobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.task


class Heartbeat(models.Model):
    """The last sign of life of each worker."""

    worker = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField()
    started_at = models.DateTimeField()
    doing = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self):
        return self.worker
