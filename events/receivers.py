from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, post_page_move

from hub.trail.actions import short_link_to

from . import actions
from .actions.afterwards import keep_slides_with
from .models import EventPage


@receiver(page_published, dispatch_uid="events_synchronise")
def bring_the_dates_up_to_date(sender, instance, **kwargs):
    if isinstance(instance, EventPage):
        with transaction.atomic():
            # Two editors publish at once: whoever was overtaken between saving and here leaves the dates to the other.
            page = EventPage.objects.select_for_update(of=("self",), no_key=True).get(pk=instance.pk)
            if page.live_revision_id == instance.live_revision_id:
                actions.synchronise_dates(instance)


@receiver(post_page_move, dispatch_uid="events_slides_follow")
def let_slides_follow(sender, instance, **kwargs):
    """SECURITY: slides are for those who may see the event, also after it, or a page above it, was moved."""
    keep_slides_with(EventPage.objects.descendant_of(instance, inclusive=True))


@receiver(page_published, dispatch_uid="events_short_link")
def give_short_link(sender, instance, **kwargs):
    if isinstance(instance, EventPage) and not instance.alias_of_id:
        short_link_to(instance)
