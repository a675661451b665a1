"""What happens to a person's sign-ups when they leave, are erased or ask for their data."""

from hub.people import lifecycle

from . import actions
from .models import Signup


def register_entries() -> None:
    lifecycle.register("events.Signup", on_leave=_leave, erase=_erase, export=_export)
    lifecycle.register(
        "events.EventPage", why="The event keeps its host's name as the account shows it; an editor chooses a new host."
    )
    lifecycle.register("events.EventSpeaker", why="What was announced; the link follows the account, erased or not.")


def _leave(person, now):
    actions.give_up_everything(person, now=now)


def _erase(person, now):
    actions.give_up_everything(person, now=now)
    actions.erase_needs(Signup.objects.filter(person=person))


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
            "dietary_needs": signup.dietary_needs,
            "access_needs": signup.access_needs,
        }
        for signup in signups
    ]
