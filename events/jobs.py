import logging
from datetime import timedelta

from . import actions, attendance
from .models import Signup

log = logging.getLogger(__name__)


def forget_needs(slot):
    """Erase what people said about diet and access, a set number of days after the event."""
    before = slot - timedelta(days=attendance.needs_kept_days())
    actions.erase_needs(Signup.objects.with_needs_of_ended(before=before))


def remind(slot):
    """Remind people of what begins within a day and within the hour."""
    actions.remind(now=slot)


def recount_tallies(slot):
    """Every night: a tally that does not say how many places are given is set right and said in the log."""
    wrong = actions.recount_tallies(now=slot)
    if wrong:
        log.error("%s dates had a wrong tally of places; they are set right", wrong)
