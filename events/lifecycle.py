"""What happens to a person's sign-ups when they leave, are erased or ask for their data."""

from hub.people import lifecycle

from . import actions
from .actions import ideas
from .actions.feeds import switch_off
from .models import Certificate, FeedAddress, PlaceChange, Signup


def register_entries() -> None:
    lifecycle.register("events.Signup", on_leave=_leave, erase=_erase, export=_export)
    lifecycle.register("events.PlaceChange", erase=_forget_reasons, export=_export_changes)
    lifecycle.register(
        "events.EventPage", why="The event keeps its host's name as the account shows it; an editor chooses a new host."
    )
    lifecycle.register("events.EventSpeaker", why="What was announced; the link follows the account, erased or not.")
    lifecycle.register("events.WrapUp", why="That people were thanked; after erasure a former colleague thanked them.")
    # Erasing changes nothing: a certificate takes its name from the account, which then names a former colleague.
    lifecycle.register("events.Certificate", export=_export_certificates)
    lifecycle.register("events.Suggestion", on_leave=_withdraw_offers, erase=_erase_ideas, export=ideas.export_ideas)
    lifecycle.register("events.EventTemplate", why="It says who first kept the words; it is about no person.")
    lifecycle.register("events.FeedAddress", on_leave=_end_feeds, erase=_end_feeds, export=_export_feeds)


def _leave(person, now):
    actions.give_up_everything(person, now=now)


def _erase(person, now):
    actions.give_up_everything(person, now=now)
    signups = Signup.objects.filter(person=person)
    actions.erase_needs(signups)
    signups.update(is_listed=False)


def _forget_reasons(person, now):
    """Why an organiser changed somebody's place may be about that person; that it was changed stays."""
    PlaceChange.objects.filter(signup__person=person).update(reason="")


def _export_changes(person):
    changes = PlaceChange.objects.filter(signup__person=person).select_related("signup__occurrence__event")
    return [
        {
            "event": change.signup.occurrence.event.title,
            "what": change.get_what_display(),
            "at": change.at.isoformat(),
            "reason": change.reason,
        }
        for change in changes.order_by("at", "pk")
    ]


def _export(person):
    signups = Signup.objects.filter(person=person).select_related("occurrence__event").order_by("signed_up_at", "pk")
    return [
        {
            "event": signup.occurrence.event.title,
            "starts": signup.occurrence.start.isoformat(),
            "how": signup.get_mode_display(),
            "state": signup.get_state_display(),
            "signed_up_at": signup.signed_up_at.isoformat(),
            "promoted_at": signup.promoted_at.isoformat() if signup.promoted_at else "",
            "cancelled_at": signup.cancelled_at.isoformat() if signup.cancelled_at else "",
            "attendance": signup.get_attendance_display(),
            "checked_in_at": signup.checked_in_at.isoformat() if signup.checked_in_at else "",
            "dietary_needs": signup.dietary_needs,
            "access_needs": signup.access_needs,
            "answers": {one["question"]: one["answer"] for one in signup.answers},
            "named_to_others": signup.is_listed,
        }
        for signup in signups
    ]


def _export_certificates(person):
    certificates = Certificate.objects.filter(signup__person=person).order_by("issued_on", "pk")
    return [
        {
            "reference": certificate.reference,
            "title": certificate.title,
            "hours": str(certificate.hours),
            "aims": certificate.aims,
            "issued_on": certificate.issued_on.isoformat(),
        }
        for certificate in certificates
    ]


def _withdraw_offers(person, now):
    ideas.withdraw_offers(person)


def _erase_ideas(person, now):
    ideas.erase_ideas(person)


def _end_feeds(person, now):
    switch_off(person)


def _export_feeds(person):
    """That there is an address. The secret is none of a copy's business: whoever has it reads the calendar."""
    return [{"has_calendar_address": "yes"} for _ in FeedAddress.objects.filter(person=person)]
