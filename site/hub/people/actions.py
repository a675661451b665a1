"""What changes accounts: the invitation that opens one, leaving, coming back, erasing in place; and names of places."""

import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from . import lifecycle
from .models import Place, User

PERSONAL_WORDS = ("first_name", "last_name", "job_title")
PERSONAL_LINKS = ("unit", "staff_group", "workplace", "manager", "joined_on", "left_on", "last_login")


class AccountRefused(Exception):
    """The account cannot be changed in this way. The text is fit to show."""


@transaction.atomic
def mark_email_verified(person: User) -> EmailAddress:
    """Say that `person` is known to read the mail of their address, so that signing in does not ask for proof."""
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    address, _ = EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return address


@transaction.atomic
def change_email(person: User, *, email: str, by) -> User:
    """Give `person` another address to sign in with. They prove at the next sign-in that they read its mail."""
    email = email.strip().lower()
    if email == person.email:
        return person
    if User.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise AccountRefused("Somebody already has an account with this email address.")
    person.email = email
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=email, primary=True)
    _note("hub_people.change_email", person, by=by)
    return person


def end_sessions(person: User) -> None:
    """Sign `person` out everywhere, from the next request on."""
    person.sign_in_stamp = uuid.uuid4()
    person.save(update_fields=["sign_in_stamp"])


@transaction.atomic
def leave(person: User, *, by, now=None) -> User:
    """Close the account of somebody who has left: no sign-in, sessions over, every room told. Twice is harmless."""
    person = _lock(person)
    if not person.is_active:
        return person
    _refuse_oneself(person, by)
    now = now or timezone.now()
    person.is_active = False
    person.left_on = timezone.localdate(now)
    person.save(update_fields=["is_active", "left_on"])
    end_sessions(person)
    for entry in lifecycle.entries():
        if entry.on_leave:
            entry.on_leave(person, now)
    _note("hub_people.leave", person, by=by)
    return person


@transaction.atomic
def come_back(person: User, *, by) -> User:
    """Open the account of somebody who had left. Twice is harmless."""
    person = _lock(person)
    if person.erased_at:
        raise AccountRefused("This account was erased and cannot be opened again. Invite the person anew.")
    if person.is_active:
        return person
    person.is_active, person.left_on = True, None
    person.save(update_fields=["is_active", "left_on"])
    _note("hub_people.come_back", person, by=by)
    return person


@transaction.atomic
def erase(person: User, *, by, now=None) -> User:
    """Forget who `person` was and keep their row, so that what they wrote has an author: "Former colleague"."""
    person = _lock(person)
    if person.erased_at:
        return person
    _refuse_oneself(person, by)
    now = now or timezone.now()
    leave(person, by=by, now=now)
    person.refresh_from_db()
    for entry in lifecycle.entries():
        if entry.erase:
            entry.erase(person, now)
    _blank(person, now)
    _note("hub_people.erase", person, by=by)
    return person


def export(person: User) -> dict:
    """Everything kept about `person` as plain values: their account, then the rows of every room by model name."""
    rows = {"account": [_account_of(person)]}
    for entry in sorted(lifecycle.entries(), key=lambda entry: entry.model):
        if entry.export:
            rows[entry.model] = list(entry.export(person))
    return rows


@transaction.atomic
def remove_second_factor(person: User, *, by) -> None:
    """For somebody who lost their phone: sign-in asks for the password only, until they set up a new second step."""
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    _note("hub_people.remove_second_factor", person, by=by)


@transaction.atomic
def save_place(place: Place) -> Place:
    """Save `place` and keep the full names right: its own, and of every place below it."""
    place.full_name = _full_name(place)[:300]
    place.save()
    for below in place.children.all():
        below.parent = place
        save_place(below)
    return place


def _full_name(place: Place) -> str:
    """The names from the site down to `place`; a name that the next one repeats is left out."""
    names = [place.name]
    above = place.parent
    while above:
        if above.name not in names[0]:
            names.insert(0, above.name)
        above = above.parent
    return ", ".join(names)


def _lock(person):
    return User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _refuse_oneself(person, by):
    if by is not None and by.pk == person.pk:
        raise AccountRefused("You cannot close your own account. Ask a colleague to do it.")


def _blank(person, now):
    """SECURITY: an erased row holds no password that works, no role and no way to sign in."""
    for name in PERSONAL_WORDS:
        setattr(person, name, "")
    for name in PERSONAL_LINKS:
        setattr(person, name, None)
    person.email = None
    person.is_superuser = False
    person.erased_at = now
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    EmailAddress.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()


def _account_of(person):
    return {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "job_title": person.job_title,
        "kind": person.get_kind_display(),
        "unit": str(person.unit or ""),
        "staff_group": str(person.staff_group or ""),
        "workplace": str(person.workplace or ""),
        "manager": str(person.manager or ""),
        "roles": sorted(person.groups.values_list("name", flat=True)),
        "joined_on": person.joined_on and person.joined_on.isoformat(),
        "left_on": person.left_on and person.left_on.isoformat(),
        "last_sign_in": person.last_login and person.last_login.isoformat(),
        "second_step_at_sign_in": Authenticator.objects.filter(user=person).exists(),
    }


def _note(action, person, *, by):
    """The audit entry holds no name: it must still be right after the person is erased."""
    log(instance=person, action=action, user=by, title=f"Account {person.key}")
