from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q


class TrailLink(models.Model):
    """Says that one thing led to another. Read backwards it says what a thing came from."""

    cause_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    cause_id = models.CharField(max_length=40)
    cause = GenericForeignKey("cause_type", "cause_id")
    result_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    result_id = models.CharField(max_length=40)
    result = GenericForeignKey("result_type", "result_id")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause_type", "cause_id", "result_type", "result_id"], name="hub_trail_link_once"
            ),
            models.CheckConstraint(
                condition=~Q(cause_type=F("result_type"), cause_id=F("result_id")), name="hub_trail_not_to_itself"
            ),
        ]
        indexes = [models.Index(fields=["result_type", "result_id"], name="hub_trail_by_result")]

    def __str__(self):
        return f"Trail link {self.pk}"
