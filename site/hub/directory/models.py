from django.conf import settings
from django.db import models

from .querysets import ProfileQuerySet


class Profile(models.Model):
    """What a person chooses to publish about themselves. Nobody is listed unless they said so."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="profile")
    is_listed = models.BooleanField("list me in the staff directory", default=False)
    about = models.CharField("about my work", max_length=400, blank=True)
    phone = models.CharField("work telephone", max_length=40, blank=True)
    show_email = models.BooleanField("show my email address", default=False)
    topics = models.ManyToManyField("hub_topics.Topic", blank=True, related_name="known_by")
    confirmed_on = models.DateField(null=True, blank=True)

    objects = ProfileQuerySet.as_manager()

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return f"/people/{self.person.key}/"

    @property
    def shown_email(self):
        """The address to show, or nothing."""
        return self.person.email if self.show_email else ""
