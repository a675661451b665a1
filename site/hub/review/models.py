import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from wagtail.models import AbstractGroupApprovalTask


class Hold(models.Model):
    """Text that the identifier check stopped on its way out. It keeps what kind of thing was found and a fingerprint,
    never the words themselves."""

    class State(models.TextChoices):
        HELD = "held", "Held"
        RELEASED = "released", "Released"
        REFUSED = "refused", "Refused"
        MENDED = "mended", "Mended by the author"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=40)
    target = GenericForeignKey("content_type", "object_id")
    findings = models.JSONField(help_text="A list of {field, kind, fingerprint}: no text.")
    state = models.CharField(max_length=8, choices=State, default=State.HELD)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(state="held"), name="hub_review_one_open_hold"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "refused"])
                | (Q(decided_by__isnull=False) & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="hub_review_decisions_have_a_name_and_a_reason",
            ),
        ]

    def __str__(self):
        return f"Hold {self.key}"


class CheckedApprovalTask(AbstractGroupApprovalTask):
    """Approval by a group that approves nothing while the page's words are held: it stays where it is."""

    def on_action(self, task_state, user, action_name, **kwargs):
        from .publishing import hold_of_revision  # noqa: PLC0415 -- circular import

        page = task_state.workflow_state.content_object
        is_checked = action_name == "approve" and hasattr(page.specific, "review_texts")
        if is_checked and hold_of_revision(page.get_latest_revision(), by=user):
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return "Members of the chosen groups approve. Text that could name a patient is stopped for the reviewer."

    class Meta:
        verbose_name = "group approval with text check"
        verbose_name_plural = "group approvals with text check"
