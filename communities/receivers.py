from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from . import actions
from .models import CommunityPage


@receiver(post_save, sender=CommunityPage)
def give_new_community_its_circle(instance, created, raw=False, **kwargs):
    if created and not raw:
        actions.give_circle(instance)


@receiver(page_published, sender=CommunityPage)
def keep_circle_name(instance, **kwargs):
    actions.rename_circle(instance)
