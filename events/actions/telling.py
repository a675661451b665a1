"""What people are told about their places, written in the transaction that changes them."""

from django.db.models import F, Value
from django.db.models.functions import Greatest

from hub.notices import outbox


def tell(signup, letter, *, at, had_place=None, **more) -> None:
    """Post one letter about one sign-up. `more`: further ids or plain facts that the letter needs."""
    outbox.post(
        recipient=signup.person,
        template=f"events/email/{letter}",
        context={
            "signup": signup.pk,
            "sequence": signup.told_sequence,
            "round": signup.signed_up_at.isoformat(),
            "place": signup.is_confirmed if had_place is None else had_place,
            **more,
        },
        dedupe_key=f"signup:{signup.key}:{letter}:{at.isoformat()}",
    )


def raise_sequence(signups, *, to) -> None:
    """The same as `next_sequence` for many, in one statement."""
    signups.update(told_sequence=Greatest(F("told_sequence") + 1, Value(to)))
