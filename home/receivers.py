from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from hub.core.models import Organisation

from .shell import forget_shell

for _signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(forget_shell, dispatch_uid=f"forget_shell_{id(_signal)}")


@receiver([post_save, post_delete], sender=Organisation)
@receiver([post_save, post_delete], sender=Site)
def names_or_root_changed(**kwargs):
    forget_shell()
