"""What people are told about their places, written in the transaction that changes them."""

from django.db.models import F, Value
from django.db.models.functions import Greatest

from events.models import Mode, Signup
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


def tell_of_change(occurrence, *, everyone, online, now) -> None:
    """One notice each to those whom the change reaches. A new link is news to people with an online place alone."""
    if not everyone and not online:
        return
    coming = occurrence.signups.exclude(state=Signup.State.CANCELLED)
    if not everyone:
        coming = coming.confirmed().filter(mode=Mode.ONLINE)
    raise_sequence(coming.confirmed(), to=occurrence.sequence)
    for signup in coming.select_related("person"):
        tell(signup, "event_changed" if signup.is_confirmed else "event_changed_waiting", at=now)


def raise_sequence(signups, *, to) -> None:
    """The same as `next_sequence` for many, in one statement."""
    signups.update(told_sequence=Greatest(F("told_sequence") + 1, Value(to)))
