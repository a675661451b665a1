from django.dispatch import receiver
from wagtail.signals import page_published

from . import actions
from .models import EventPage


@receiver(page_published, dispatch_uid="events_synchronise")
def bring_the_dates_up_to_date(sender, instance, **kwargs):
    if isinstance(instance, EventPage):
        actions.synchronise_dates(instance)
