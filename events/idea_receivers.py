from django.dispatch import receiver
from wagtail.signals import page_published

from .actions import ideas
from .models import EventPage


@receiver(page_published, dispatch_uid="events_tell_of_ideas")
def tell_whoever_had_the_idea(sender, instance, **kwargs):
    if isinstance(instance, EventPage):
        ideas.tell_of_published(instance)
