"""Where one reader stands with one event: what the sign-up panel says."""

from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.timezone import localdate

from .clashing import clash_of
from .company import company_of
from .permissions import facilitating, may_organise, remember_facilitating
from .sharing import share_of

SHARED = ("event__host", "event__picture")
SHOWN_DAYS = 12


def panel_of(event, user, *, key="", now=None):
    """The context of the sign-up panel. An event that was never published has no date yet, and no panel.

    An event with several dates to come has a list of them instead, until one is chosen by its `key`.
    """
    now = now or timezone.now()
    dates = _dates_of(event, user, key, now) if event.pk else []
    if not dates:
        return panel(event, None, None, user)
    remember_facilitating(event, user, dates[0].i_facilitate)
    _share(event, dates[0].event)
    for date in dates:
        date.event = event
        if date.place_id and date.place_id == event.room_id:
            event.room = date.place  # read already
    coming = [date for date in dates if not date.is_over(now=now)]
    shown = _shown(dates, coming, key)
    shared = {"dates_to_come": len(coming), "share": share_of(shown or coming[0])}
    if shown is None:
        return {**panel(event, None, None, user), **shared, **dates_panel(event, coming, user, now=now)}
    signup = my_signup_of(shown)
    shared["company"] = company_of(shown)
    return {**panel(event, shown, signup, user, ahead=shown.ahead_of_me, now=now), **shared}


def my_signup_of(date):
    """The reader's sign-up, from a queryset `with_signup_of`; Django sets no attribute where the join finds nothing."""
    return getattr(date, "my_signup", None)


def _dates_of(event, user, key, now):
    """Dates to come, the last that is over and the one that was asked for, soonest first."""
    last = event.occurrences.filter(end__lte=now).order_by("-start", "-pk").values("pk")[:1]
    wanted = Q(end__gt=now) | Q(pk__in=last)
    if _is_key(key):
        wanted |= Q(key=key)
    dates = event.occurrences.filter(wanted).with_places_taken().with_signup_of(user).with_short_code()
    dates = dates.select_related("place", *SHARED, "my_signup").order_by("start", "pk")
    return list(dates.annotate(i_facilitate=Exists(facilitating(user, OuterRef(OuterRef("event"))))))


def _is_key(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _shown(dates, coming, key):
    """The date that was asked for, the only one to come, or the last of what is over; none of several."""
    asked = [date for date in dates if str(date.key) == key.lower()]
    if asked:
        return asked[0]
    if len(coming) > 1:
        return None
    return coming[0] if coming else dates[-1]


def dates_panel(event, dates, user, *, now) -> dict:
    """The list of several dates, by day, and what the reader can do about all of them."""
    rows = [date_row(event, date, now=now) for date in dates]
    by_day = [
        {"day": day, "rows": list(theirs)} for day, theirs in groupby(rows, lambda row: localdate(row["date"].start))
    ]
    shown, more = _first_of(by_day)
    return {
        "standing": "several",
        "days": shown,
        "more_days": more,
        "by_day": any(len(day["rows"]) > 1 for day in by_day),
        "open_dates": sum(row["standing"] in {"open", "full"} for row in rows),
        "my_dates": sum(row["standing"] in {"confirmed", "waiting"} for row in rows),
        "is_organiser": may_organise(user, event),
    }


def date_row(event, date, *, now) -> dict:
    """One date of several as the list shows it."""
    signup = my_signup_of(date)
    standing = standing_of(event, date, signup, now=now)
    places = [place_line(date, mode) for mode in date.modes]
    return {
        "date": date,
        "standing": standing,
        "queue_place": _queue_place(date, signup, date.ahead_of_me) if standing == "waiting" else None,
        "places": places,
        "is_limited": any(place["left"] is not None for place in places),
        "mode": signup.get_mode_display() if signup else "",
        "is_elsewhere": date.place_id != event.room_id or bool(date.online_link) != bool(event.online_link),
    }


def _first_of(days):
    """The first dozen days, and the rest, which opens below; nobody opens a list of one or two more."""
    return (days[:SHOWN_DAYS], days[SHOWN_DAYS:]) if len(days) > SHOWN_DAYS + 2 else (days, [])


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
    now = now or timezone.now()
    standing = standing_of(event, occurrence, signup, now=now)
    return {
        **context,
        "standing": standing,
        "queue_place": _queue_place(occurrence, signup, ahead) if standing == "waiting" else None,
        "queue_has_stopped": now >= occurrence.queue_stops_at,
        "signup_has_closed": _has_closed(event, occurrence, now=now),
        "places": [place_line(occurrence, mode) for mode in occurrence.modes],
        "clash": clash_of(occurrence) if standing in {"open", "full", "confirmed", "waiting"} else None,
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
        ("closed", _has_closed(event, occurrence, now=now)),
        ("full", full),
    ]
    return next((word for word, holds in words if holds), "open")


def _has_closed(event, occurrence, *, now):
    return now >= (event.signup_closes_at or occurrence.start)


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
