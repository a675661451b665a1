"""Accounts by invitation: offer one to an email address, renew, withdraw, accept.

The letter goes through Django's mail (the Hub's EMAIL_BACKEND puts it in the outbox within the same transaction).
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from hub.core.models import Organisation

from . import actions
from .models import Invitation, User

OPEN_FOR = timedelta(days=14)
DETAILS = ("first_name", "last_name", "kind", "unit", "staff_group", "job_title")


class InvitationRefused(Exception):
    """This person cannot be invited, or the invitation no longer counts. The text is fit to show."""


@transaction.atomic
def invite(email: str, *, by, now=None, **details) -> Invitation:
    """Offer an account to `email`. `details`: first_name, last_name, kind, unit, staff_group, job_title.

    Inviting twice is harmless: the open invitation is returned and no second letter goes out. An expired one is
    renewed with the new details and a new address.
    """
    now = now or timezone.now()
    email = email.strip().lower()
    _refuse_known(email)
    invitation = _pending(email)
    if invitation and invitation.expires_at > now:
        return invitation
    if invitation:
        _renew(invitation, by=by, now=now, details=details)
    else:
        invitation, is_first = _create(email, by=by, now=now, details=details)
        if not is_first:
            return invitation
    _send_letter(invitation)
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by, now=None) -> Invitation:
    """Send the letter again with a new address that counts for another two weeks; the old address stops working."""
    invitation = _lock(invitation)
    _refuse_closed(invitation)
    _renew(invitation, by=by, now=now or timezone.now(), details={})
    _send_letter(invitation)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, now=None) -> Invitation:
    """Take the offer back. Twice is harmless; an accepted invitation is refused."""
    invitation = _lock(invitation)
    if invitation.withdrawn_at:
        return invitation
    _refuse_closed(invitation)
    invitation.withdrawn_at = now or timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, password: str, first_name: str, last_name: str, now=None) -> User:
    """Make the account. Whoever holds the letter's address reads the mail, so the email counts as verified."""
    invitation = _lock(invitation)
    now = now or timezone.now()
    _refuse_closed(invitation)
    if invitation.expires_at <= now:
        raise InvitationRefused("This invitation has expired. Ask the library for a new one.")
    _refuse_known(invitation.email)
    person = User.objects.create_user(
        invitation.email,
        password,
        first_name=first_name,
        last_name=last_name,
        joined_on=timezone.localdate(now),
        **{name: getattr(invitation, name) for name in ("kind", "unit", "staff_group", "job_title")},
    )
    actions.mark_email_verified(person)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    return person


def _lock(invitation):
    return Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)


def _pending(email):
    return (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .filter(email__iexact=email, accepted_at=None, withdrawn_at=None)
        .first()
    )


def _create(email, *, by, now, details):
    """A new invitation and True, or the one that somebody else made at the same moment and False."""
    try:
        with transaction.atomic():
            return Invitation.objects.create(email=email, invited_by=by, expires_at=now + OPEN_FOR, **details), True
    except IntegrityError:
        return Invitation.objects.get(email__iexact=email, accepted_at=None, withdrawn_at=None), False


def _renew(invitation, *, by, now, details):
    invitation.key = uuid.uuid4()
    invitation.invited_by = by
    invitation.expires_at = now + OPEN_FOR
    for name, value in details.items():
        setattr(invitation, name, value)
    invitation.save(update_fields=["key", "invited_by", "expires_at", *details])


def _refuse_known(email):
    known = User.objects.filter(email=email).values_list("is_active", flat=True).first()
    if known is False:
        raise InvitationRefused("This person had an account and left. Open that account again instead.")
    if known:
        raise InvitationRefused("This person already has an account.")


def _refuse_closed(invitation):
    if invitation.accepted_at:
        raise InvitationRefused("This invitation has been used. Sign in with your email address and password.")
    if invitation.withdrawn_at:
        raise InvitationRefused("This invitation was withdrawn. Ask the library if you still need an account.")


def _send_letter(invitation):
    context = {
        "invitation": invitation,
        "organisation": Organisation.load(),
        "address": settings.HUB_BASE_URL + reverse("people:invitation", args=[invitation.key]),
    }
    subject = render_to_string("people/email/invitation_subject.txt", context).strip()
    body = render_to_string("people/email/invitation.txt", context)
    EmailMessage(subject, body, to=[invitation.email]).send()
