"""Every rule about dates and places is decided here, under one row lock."""

from .dates import cancel_event, synchronise_occurrence
from .deciding import BUSY, SignupRefused, why_closed
from .places import (
    cancel_signup,
    erase_needs,
    give_up_everything,
    give_up_places_out_of_sight,
    recount_tallies,
    set_listed,
    sign_up,
    switch_mode,
)

__all__ = [
    "BUSY",
    "SignupRefused",
    "cancel_event",
    "cancel_signup",
    "erase_needs",
    "give_up_everything",
    "give_up_places_out_of_sight",
    "recount_tallies",
    "set_listed",
    "sign_up",
    "switch_mode",
    "synchronise_occurrence",
    "why_closed",
]
