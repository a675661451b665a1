"""Who is coming, as far as everybody who sees the event may know: how many, and the names of those who agreed."""

from django.db.models import Count, Window

NAMED = 12


def company_of(date) -> dict | None:
    """`count` of people with a place, the first `names` from A to Z and how many `more` agreed to be named.

    `date` comes from a queryset `with_places_taken`. One query, none where nobody comes. None for a date that is over,
    cancelled, or has nobody yet.
    """
    count = date.in_person_taken + date.online_taken
    if not count or date.is_cancelled() or date.is_over():
        return None
    named = list(named_at(date).annotate(all_named=Window(Count("pk")))[:NAMED])
    return {
        "count": count,
        "names": [signup.person.get_full_name() for signup in named],
        "more": named[0].all_named - len(named) if named else 0,
    }


def named_at(date):
    """The sign-ups of those who come and agreed to be named, from A to Z."""
    listed = date.signups.confirmed().filter(is_listed=True, person__is_active=True)
    by_name = listed.order_by("person__last_name", "person__first_name", "pk").select_related("person")
    return by_name.only("occurrence", "person__first_name", "person__last_name", "person__erased_at")
