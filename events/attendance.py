"""Who is coming to one date, for its organisers: on the screen and as a table."""

from django.conf import settings

HEADER = ["Name", "Job title", "Email", "How", "Standing", "Place in the queue", "Signed up"]
NEEDS = ["Dietary needs", "Access needs"]


def needs_kept_days() -> int:
    """How many days after an event its dietary and access needs are forgotten."""
    return getattr(settings, "HUB_NEEDS_KEPT_DAYS", 7)


def sheet(occurrence, *, with_needs: bool) -> dict:
    """The organisers' page: people with a place and people who wait, and how many places are taken."""
    confirmed, waiting = _confirmed(occurrence), _waiting(occurrence)
    if not with_needs:
        confirmed, waiting = _without_needs(confirmed), _without_needs(waiting)
    return {
        "confirmed": list(confirmed),
        "waiting": list(waiting),
        "with_needs": with_needs,
        "needs_kept_days": needs_kept_days(),
        "counts": [_count(occurrence, mode) for mode in occurrence.modes],
    }


def table(occurrence, *, with_needs: bool):
    """The same as a header and rows, read as they are written out."""
    return HEADER + NEEDS * with_needs, _rows(occurrence, with_needs)


def _rows(occurrence, with_needs):
    for people in (_confirmed(occurrence), _waiting(occurrence)):
        for signup in (people if with_needs else _without_needs(people)).iterator(chunk_size=500):
            yield _row(signup) + ([signup.dietary_needs, signup.access_needs] if with_needs else [])


def _row(signup):
    person = signup.person
    return [
        person.get_full_name(),
        person.job_title,
        person.email or "",
        signup.get_mode_display(),
        signup.get_state_display(),
        getattr(signup, "queue_place", ""),
        signup.signed_up_at,
    ]


def _confirmed(occurrence):
    return (
        occurrence.signups.confirmed()
        .select_related("person__unit")
        .order_by("person__last_name", "person__first_name", "pk")
    )


def _waiting(occurrence):
    return occurrence.signups.with_queue_place().select_related("person__unit")


def _without_needs(signups):
    return signups.defer("dietary_needs", "access_needs")


def _count(occurrence, mode):
    return {"label": mode.label, "taken": occurrence.places_taken(mode), "capacity": occurrence.capacity(mode)}
