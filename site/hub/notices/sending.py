"""Sending what is due: one leased row at a time, so that workers share the work and a dead one loses nothing."""

import logging
import random
import time
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from .carriers import ConnectionLost, NoConnection, Refused, TryLater
from .compose import UnknownLetter, compose
from .letters import NoLongerRight
from .models import Notice

LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=5)
RECORDING = (0.2, 1, 3, 10, 30)  # seconds between attempts to note an outcome while the database is away

DATABASE_AWAY = (OperationalError, InterfaceError)
log = logging.getLogger(__name__)


def send_due(carrier, *, worker: str, limit: int | None = None, stopping=lambda: False) -> int:
    """Send up to `limit` due notices, or until `stopping()`, and return how many were looked at.

    Raises NoConnection, having touched no notice, while the mail server cannot be reached.
    """
    count = 0
    while count != limit and not stopping() and Notice.objects.due().exists():
        carrier.open()
        notice = lease(worker=worker)
        if notice is None:  # another worker was quicker
            break
        send(notice, carrier)
        count += 1
    return count


@transaction.atomic
def lease(*, worker: str, now: datetime | None = None) -> Notice | None:
    """Take one due notice for `worker`, or None. Rows that others hold are passed over."""
    now = now or timezone.now()
    notice = _first(Notice.objects.left_behind(now=now)) or _first(Notice.objects.ripe(now=now))
    if notice is None:
        return None
    notice.state = Notice.State.SENDING
    notice.leased_by, notice.leased_until = worker, now + LEASE
    notice.attempts += 1
    notice.first_tried_at = notice.first_tried_at or now
    notice.save(update_fields=["state", "leased_by", "leased_until", "attempts", "first_tried_at"])
    return notice


def send(notice: Notice, carrier, *, now: datetime | None = None) -> None:
    """Write the letter of a leased notice, hand it to the carrier, and note what came of it."""
    now = now or timezone.now()
    try:
        address = _address(notice, now=now)
        content = compose(notice, address=address)
    except NoLongerRight as reason:
        return _drop(notice, str(reason))
    except UnknownLetter:
        return _give_up(notice, "No letter is registered for this kind of notice.")
    except DATABASE_AWAY:
        raise
    except Exception as error:  # noqa: BLE001 -- a room's mistake must not stop everybody's mail
        return _try_again(notice, f"The letter could not be written ({type(error).__name__}).", now=now)
    return _hand_over(notice, carrier, content, address=address, now=now)


def back_off(attempts: int, *, rng=random) -> timedelta:
    """How long to wait after so many attempts: 1, 2, 4 … minutes up to an hour, a fifth more or less."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    return min(max(wait * rng.uniform(0.8, 1.2), FIRST_WAIT), LONGEST_WAIT)


def _first(queryset):
    """The first row that nobody else holds. `no_key`: rows that point at it can still be written."""
    locked = queryset.select_related("recipient").select_for_update(skip_locked=True, of=("self",), no_key=True)
    return locked.first()


def _address(notice, *, now) -> str:
    """Where it goes, if its recipient is still here."""
    person = notice.recipient
    if person is None:
        return notice.address
    if person.erased_at or not person.is_active:
        raise NoLongerRight("The account is closed.")
    if person.left_on and person.left_on < timezone.localdate(now):
        raise NoLongerRight("The recipient has left.")
    if not person.email:
        raise NoLongerRight("The recipient has no email address.")
    return person.email


def _hand_over(notice, carrier, content, *, address, now):
    try:
        carrier.send(content, address=address, key=notice.key)
    except Refused as reason:
        return _give_up(notice, str(reason))
    except ConnectionLost:
        return _put_back(notice, now=now)
    except TryLater as reason:
        return _try_again(notice, str(reason), now=now)
    except Exception as error:  # noqa: BLE001 -- an address that no library can write must not stop everybody's mail
        return _try_again(notice, f"It could not be sent ({type(error).__name__}).", now=now)
    return _record(notice, state=Notice.State.SENT, sent_at=timezone.now(), reason="", sealed_body=None)


def _drop(notice, reason):
    _record(notice, state=Notice.State.DROPPED, reason=reason[:300], sealed_body=None)


def _give_up(notice, reason):
    log.warning("Notice %s (%s) given up: %s", notice.key, notice.template, reason)
    _record(notice, state=Notice.State.DEAD, reason=reason[:300])


def _try_again(notice, reason, *, now):
    """Later and later, for five days. The reason holds no word of a letter or of an exception."""
    if now - notice.first_tried_at >= GIVE_UP_AFTER:
        return _give_up(notice, f"Tried for five days. {reason}")
    log.info("Notice %s (%s), attempt %s: %s", notice.key, notice.template, notice.attempts, reason)
    return _record(notice, state=Notice.State.WAITING, send_after=now + back_off(notice.attempts), reason=reason[:300])


def _put_back(notice, *, now):
    """The connection broke, perhaps through no fault of this notice: soon again, and the attempt does not count."""
    if now - notice.first_tried_at >= GIVE_UP_AFTER:
        return _give_up(notice, "Tried for five days. The connection to the mail server broke each time.")
    reason = "The connection to the mail server broke."
    return _record(
        notice, state=Notice.State.WAITING, send_after=now + back_off(1), reason=reason, attempts=F("attempts") - 1
    )


def _record(notice, **outcome):
    """Note the outcome, unless the lease has passed to somebody else.

    A message that was sent and not noted is sent twice: while the database is away, try for the better part of a lease.
    """
    for wait in RECORDING:
        with suppress(*DATABASE_AWAY):
            return _record_once(notice, **outcome)
        connection.close()
        time.sleep(wait)
    return _record_once(notice, **outcome)


def _record_once(notice, **outcome):
    held = Notice.objects.filter(
        pk=notice.pk, state=Notice.State.SENDING, leased_by=notice.leased_by, attempts=notice.attempts
    )
    held.update(leased_until=None, leased_by="", **outcome)


__all__ = ["NoConnection", "back_off", "lease", "send", "send_due"]
