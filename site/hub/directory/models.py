from django.conf import settings
from django.db import models


class Profile(models.Model):
    """What a person chooses to publish about themselves. Nobody is listed unless they said so."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="profile")
    is_listed = models.BooleanField("list me in the staff directory", default=False)
    about = models.CharField("about my work", max_length=400, blank=True)
    phone = models.CharField("work telephone", max_length=40, blank=True)
    show_email = models.BooleanField("show my email address", default=False)
    topics = models.ManyToManyField("hub_topics.Topic", blank=True, related_name="known_by")
    confirmed_on = models.DateField(null=True, blank=True)

    def __str__(self):
        return str(self.person)
