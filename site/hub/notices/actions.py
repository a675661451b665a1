from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from .models import Notice

_afresh = {"state": Notice.State.WAITING, "attempts": 0, "first_tried_at": None, "reason": ""}


@transaction.atomic
def retry(notice: Notice, *, by, now=None) -> bool:
    """Send a notice that was given up, or is waiting for its next attempt, as soon as may be. False for any other."""
    mine = Notice.objects.unlucky().filter(pk=notice.pk)
    if not mine.update(send_after=now or timezone.now(), **_afresh):
        return False
    log(instance=notice, action="hub_notices.retry", user=by)
    return True


@transaction.atomic
def retry_dead(*, by, now=None) -> int:
    """Send every notice that was given up; return how many there were."""
    dead = list(Notice.objects.dead().select_for_update(no_key=True))
    theirs = Notice.objects.filter(pk__in=[notice.pk for notice in dead])
    theirs.update(send_after=now or timezone.now(), **_afresh)
    for notice in dead:
        log(instance=notice, action="hub_notices.retry", user=by)
    return len(dead)
