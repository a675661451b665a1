"""Where one date of an event is shown."""

from .models import EventPage, Occurrence, Repeats


def address_of_date(date: Occurrence) -> str:
    """The event's page, opened at this date where the page may have others; the front page if it stands nowhere."""
    page = date.event.get_url()
    if page is None:
        return "/"
    return page if is_first_of_one(date, date.event) else f"{page}?date={date.key}"


def is_first_of_one(date: Occurrence, event: EventPage) -> bool:
    """Whether the page alone will do. More times on the same day are not asked for: they would cost a query each."""
    return event.repeats == Repeats.NEVER and date.slot == event.starts_at
