"""Leaf models: nothing here points at people or pages."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import FileExtensionValidator, MaxLengthValidator, RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="home")
class Organisation(BaseGenericSetting):
    """The names and the look of the organisation that runs this Hub."""

    name = models.CharField(max_length=120, default="Your trust")
    hub_name = models.CharField("name of the Hub", max_length=60, default="Knowledge Hub")
    service_name = models.CharField(
        "name of the library service", max_length=120, default="Library & Knowledge Service"
    )
    logo = models.ImageField(
        upload_to="organisation/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])],
        help_text="PNG or JPEG on a white or transparent ground. Shown 40 pixels high, on the sign-in page too.",
    )
    accent = models.CharField(
        max_length=12,
        choices=[
            ("blue", "NHS Blue"),
            ("dark-blue", "NHS Dark Blue"),
            ("green", "NHS Dark Green"),
            ("purple", "NHS Purple"),
            ("pink", "NHS Dark Pink"),
        ],
        default="blue",
    )
    contact_email = models.EmailField("library's email", blank=True)
    contact_phone = models.CharField("library's telephone", max_length=40, blank=True)
    contact_place = models.CharField("where the library is", max_length=200, blank=True)
    incident_system = models.CharField("incident recording system", max_length=60, default="the incident system")
    thanks_scheme = models.CharField("positive reporting scheme", max_length=60, default="Greatix")
    postcard_scheme = models.CharField("postcard set", max_length=60, default="5 in 5")
    privacy_contact = models.CharField(
        max_length=200, blank=True, help_text="Who answers questions about personal data, and how to reach them."
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("name", "hub_name", "service_name", "logo", "accent")],
            heading="Name and look",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("contact_email", "contact_phone", "contact_place", "privacy_contact")],
            heading="Contact",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("incident_system", "thanks_scheme", "postcard_scheme")],
            heading="Local words",
        ),
    ]

    class Meta:
        verbose_name = "organisation"

    def __str__(self):
        return self.name


class ShortLink(models.Model):
    """A stable short address `/s/<code>` for anything in the database. Codes are never reused."""

    code = models.CharField(max_length=7, unique=True, validators=[RegexValidator(r"^[A-Z0-9]{7}$")])
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=40, validators=[MaxLengthValidator(40)])
    target = GenericForeignKey("content_type", "object_id")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="hub_core_one_short_link_each"),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return f"/s/{self.code}"
