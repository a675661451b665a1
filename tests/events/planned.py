"""What planners give: to the action, and by form."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
NASTY = "<script>alert(1)</script>"


def soon(days=14, at=time(12, 30)):
    return datetime.combine(timezone.localdate() + timedelta(days=days), at, LONDON)


def fields(**more):
    start = more.pop("starts_at", soon())
    return {
        "title": "Falls on the night shift",
        "intro": "What helps.",
        "description": "Come along.\n\n- Bring lunch",
        "starts_at": start,
        "ends_at": start + timedelta(minutes=45),
        "online_link": "https://meet.example/falls",
        **more,
    }


def typed(**more):
    """What a browser sends for the smallest event."""
    return {
        "title": "Falls on the night shift",
        "day": f"{timezone.localdate() + timedelta(days=14):%Y-%m-%d}",
        "start": "12:30",
        "end": "",
        "online_link": "https://meet.example/falls",
        "promotion_stops_hours": "2",
        "repeats": "never",
        "then": "publish",
        **more,
    }


def plan_address(parent, kind="lunchandlearnpage", **more):
    query = "&".join(f"{name}={value}" for name, value in {"under": parent.pk, "kind": kind, **more}.items())
    return f"{reverse('events:plan')}?{query}"
