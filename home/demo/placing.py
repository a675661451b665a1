"""When things of the demo happen, and putting its pages where they belong."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def publish_below(parent, page):
    """Add `page` below `parent` as a draft and publish it, as an editor would. Returns it fresh from the database."""
    parent = type(parent).objects.get(pk=parent.pk)
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    return type(page).objects.get(pk=page.pk)


def moment(today, day_offset, clock) -> datetime:
    """A London wall time so many days from today, moved on from a weekend, in UTC."""
    day = today + timedelta(days=day_offset)
    day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0)) if day_offset >= 0 else timedelta(0)
    day -= timedelta(days={5: 1, 6: 2}.get(day.weekday(), 0)) if day_offset < 0 else timedelta(0)
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=LONDON).astimezone(UTC)
