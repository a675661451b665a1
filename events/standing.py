"""Where one reader stands with one event: what the sign-up panel says."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from .permissions import facilitating, may_organise, remember_facilitating

SHARED = ("event__host", "event__picture")


def panel_of(event, user, *, now=None):
    """The context of the sign-up panel. An event that was never published has no date yet, and no panel."""
    dates = event.occurrences.with_places_taken().with_signup_of(user).select_related("place", *SHARED, "my_signup")
    dates = dates.annotate(i_facilitate=Exists(facilitating(user, OuterRef(OuterRef("event")))))
    occurrence = dates.first() if event.pk else None
    if occurrence is None:
        return panel(event, None, None, user)
    remember_facilitating(event, user, occurrence.i_facilitate)
    _share(event, occurrence.event)
    occurrence.event = event
    signup = getattr(occurrence, "my_signup", None)  # Django sets no attribute where the join finds nothing
    return panel(event, occurrence, signup, user, ahead=occurrence.ahead_of_me, now=now)


def _share(event, published):
    """Give the page what was read with its date, unless a draft points elsewhere."""
    for name in ("host", "picture"):
        if getattr(event, f"{name}_id") == getattr(published, f"{name}_id"):
            setattr(event, name, getattr(published, name))


def panel(event, occurrence, signup, user, *, ahead=None, now=None):
    """The same from what is known already. `ahead`: how many wait before this person, asked for if not given."""
    context = {"event": event, "occurrence": occurrence, "signup": signup}
    if occurrence is None:
        return {**context, "standing": "unpublished"}
    standing = standing_of(event, occurrence, signup, now=now or timezone.now())
    return {
        **context,
        "standing": standing,
        "queue_place": _queue_place(occurrence, signup, ahead) if standing == "waiting" else None,
        "places": [place_line(occurrence, mode) for mode in occurrence.modes],
        "online_link": _link_for(event, occurrence, signup, user),
        "is_organiser": may_organise(user, event),
    }


def standing_of(event, occurrence, signup, *, now) -> str:
    """One word: cancelled, past, confirmed, waiting, not_open, closed, full or open. The first that holds."""
    mine = signup.state if signup and not signup.is_cancelled else None
    full = occurrence.modes and all(occurrence.places_left(mode) == 0 for mode in occurrence.modes)
    words = [
        ("cancelled", occurrence.is_cancelled()),
        ("past", occurrence.is_over(now=now)),
        (mine, mine),
        ("not_open", event.signup_opens_at and now < event.signup_opens_at),
        ("closed", now >= (event.signup_closes_at or occurrence.start)),
        ("full", full),
    ]
    return next((word for word, holds in words if holds), "open")


def place_line(occurrence, mode):
    """One kind of place in words: what it is called and how many are left."""
    left = occurrence.places_left(mode)
    words = "places available" if left is None else "full" if left == 0 else f"{left} place{'s' * (left != 1)} left"
    return {"mode": mode, "label": mode.label, "left": left, "words": words}


def _queue_place(occurrence, signup, ahead):
    return 1 + (occurrence.signups.ahead_of(signup).count() if ahead is None else ahead)


def _link_for(event, occurrence, signup, user):
    """SECURITY: the online link goes to people with an online place and to the organisers alone."""
    has_place = signup and signup.is_confirmed and signup.mode == signup.Mode.ONLINE
    return occurrence.online_link if has_place or may_organise(user, event) else ""
