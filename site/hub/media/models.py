from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

CIRCLE_HELP = "Only this circle can open the file. Leave empty for all staff."


class HubImage(AbstractImage):
    """A picture, served behind sign-in and circle. `description` is its text for people who cannot see it."""

    circle = models.ForeignKey(
        "hub_circles.Circle", null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text=CIRCLE_HELP
    )
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it, and under what licence.")

    admin_form_fields = ("title", "file", "description", "credit", "collection", "circle", "tags")

    class Meta(AbstractImage.Meta):
        permissions = [("choose_image", "Can choose image")]


class HubRendition(AbstractRendition):
    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="hub_media_one_rendition_a_filter"
            ),
        ]
        indexes = [models.Index(fields=["file"], name="hub_media_rendition_by_file")]

    def __str__(self):
        return f"{self.filter_spec} of {self.image_id}"


class HubDocument(AbstractDocument):
    """A file to read, served as an attachment behind sign-in and circle."""

    circle = models.ForeignKey(
        "hub_circles.Circle", null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text=CIRCLE_HELP
    )

    admin_form_fields = ("title", "file", "collection", "circle", "tags")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]
