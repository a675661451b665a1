"""Certificates of attendance: what they say, how they are numbered, and how one is issued."""

import secrets
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from urllib.parse import urljoin

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from hub.core.qr import qr_svg
from hub.core.short_codes import ALPHABET, normalise_code

from .models import Certificate, EventPage, Signup

# In our own words, after what the regulators of nurses, midwives and allied health professions ask a reflection for.
REFLECTION_PROMPTS = (
    "What did you learn, or see in a new light?",
    "What will you do differently, and who will notice?",
    "How does this bear on your professional code or standards?",
    "What would you like to find out next, and from whom?",
)
REFLECTION_CAUTION = "Write nothing by which a patient, a service user or a colleague could be recognised."

QUARTER, LEAST, MOST = Decimal("0.25"), Decimal("0.25"), Decimal("999.75")
GROUPS = (4, 4, 3)  # CDFG-HJKM-NPQ: 22 letters to the power of 11, and asked for by signed-in people alone
TRIES = 20


class CertificateRefused(Exception):
    """No certificate can be issued. The text is fit to show."""


def hours_of(occurrence) -> Decimal:
    """How long it lasted, to the nearest quarter of an hour, and never less than one."""
    minutes = Decimal((occurrence.end - occurrence.start).total_seconds()) / 60
    quarters = (minutes / 15).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return min(max(quarters * QUARTER, LEAST), MOST)


def in_words(hours: Decimal) -> str:
    """ "0.75 hours", "1 hour", "12.5 hours"."""
    return f"{hours.normalize():f} hour{'' if hours == 1 else 's'}"


def new_reference(rng: Random | None = None) -> str:
    """A reference nobody can guess, in letters and digits that are not mistaken for one another."""
    rng = rng or secrets.SystemRandom()
    return "-".join("".join(rng.choice(ALPHABET) for _ in range(length)) for length in GROUPS)


def normalise_reference(text: str) -> str:
    """What somebody typed, as references are written: `cdfg hjkmnpq` is `CDFG-HJKM-NPQ`. Empty if it cannot be one."""
    signs = normalise_code(text)
    if len(signs) != sum(GROUPS) or not set(signs) <= set(ALPHABET):
        return ""
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


@transaction.atomic
def issue(signup: Signup, *, now: datetime | None = None, rng: Random | None = None) -> Certificate:
    """The certificate of this sign-up, made when it is first asked for; it stays as it is then.

    Raises CertificateRefused unless the event is over and the person is marked as having come.
    """
    rows = Signup.objects.select_for_update(of=("self",), no_key=True).select_related("occurrence__event")
    signup = rows.get(pk=signup.pk)
    now = now or timezone.now()
    refusal = _why_not(signup, now=now)
    if refusal:
        raise CertificateRefused(refusal)
    return Certificate.objects.filter(signup=signup).first() or _numbered(signup, now=now, rng=rng)


def find(text: str) -> Certificate | None:
    """The certificate with this reference, however it was typed, with the person and the date it is for."""
    reference = normalise_reference(text)
    rows = Certificate.objects.select_related("signup__person", "signup__occurrence")
    return rows.filter(reference=reference).first() if reference else None


def own(person):
    """The certificates of `person` that still hold: an attendance that was marked by mistake takes its own with it."""
    rows = Certificate.objects.select_related("signup__person", "signup__occurrence")
    return rows.filter(signup__person=person, signup__attendance=Signup.Attendance.ATTENDED)


def sheet(certificate: Certificate) -> dict:
    """What the page and the PDF say."""
    path = reverse("events:certificate_checked", args=[certificate.reference])
    check_address = urljoin(settings.HUB_BASE_URL, path)
    return {
        "certificate": certificate,
        "person": certificate.signup.person,
        "occurrence": certificate.signup.occurrence,
        "hours": in_words(certificate.hours),
        "aims": lines_of(certificate.aims),
        "prompts": REFLECTION_PROMPTS,
        "caution": REFLECTION_CAUTION,
        "check_address": check_address,
        "code": qr_svg(check_address, title="Code that opens the page which checks this certificate"),
    }


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _why_not(signup, *, now) -> str:
    occurrence = signup.occurrence
    if occurrence.is_cancelled():
        return "This event was cancelled, so there is no certificate."
    if not occurrence.is_over(now=now):
        return "The certificate is ready when the event is over."
    if not signup.attended:
        return "You are not marked as having come. If you were there, ask the host to put it right."
    return ""


def _numbered(signup, *, now, rng):
    event = EventPage.objects.only("title", "aims").get(pk=signup.occurrence.event_id)
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return Certificate.objects.create(
                    signup=signup,
                    reference=new_reference(rng),
                    title=event.title,
                    hours=hours_of(signup.occurrence),
                    aims=event.aims,
                    issued_on=timezone.localdate(now),
                )
        except IntegrityError:  # the reference is taken: the sign-up's own row is locked
            continue
    raise RuntimeError("No free reference was found.")
