"""A page of the library has a short address from the day it is published."""

from django.dispatch import receiver
from wagtail.signals import page_published

from hub.trail.actions import short_link_to

from .models import AssetPage, BulletinPage, LearningZonePage


@receiver(page_published)
def give_short_link(sender, instance, **kwargs):
    if issubclass(sender, AssetPage | BulletinPage | LearningZonePage):
        short_link_to(instance)
