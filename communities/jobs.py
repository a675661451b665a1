from . import actions


def end_past_memberships_of(slot) -> None:
    """Every day: guests whose time is over belong no more."""
    actions.end_past_memberships()
