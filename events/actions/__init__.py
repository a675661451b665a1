"""Every rule about dates and places is decided here, under one row lock."""

from .attendance import (
    add_walk_in,
    check_in,
    mark,
    mark_everybody_else_absent,
    renew_door_code,
    set_head_count,
)
from .changing import add_date, change_date, effect_of
from .dates import cancel_event, cancel_following, synchronise_dates, wanted_slots
from .deciding import BUSY, SignupRefused, why_closed
from .organising import add_person, move_person, remove_person
from .places import (
    cancel_signup,
    change_signup,
    erase_needs,
    give_up_everything,
    give_up_places_out_of_sight,
    recount_tallies,
    sign_up,
    switch_mode,
)
from .reminding import remind
from .series import give_up_all, sign_up_for_all

__all__ = [
    "BUSY",
    "SignupRefused",
    "add_date",
    "add_person",
    "add_walk_in",
    "cancel_event",
    "cancel_following",
    "cancel_signup",
    "change_date",
    "change_signup",
    "check_in",
    "effect_of",
    "erase_needs",
    "give_up_all",
    "give_up_everything",
    "give_up_places_out_of_sight",
    "mark",
    "mark_everybody_else_absent",
    "move_person",
    "recount_tallies",
    "remind",
    "remove_person",
    "renew_door_code",
    "set_head_count",
    "sign_up",
    "sign_up_for_all",
    "switch_mode",
    "synchronise_dates",
    "wanted_slots",
    "why_closed",
]
