from django.dispatch import receiver
from wagtail.signals import page_published

from . import actions


@receiver(page_published)
def settle_topics_of_published_page(instance, **kwargs):
    actions.settle_topics(instance)
