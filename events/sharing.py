"""Passing an event on: its short link, Teams and email. Nothing is asked of others until somebody follows a link."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse

from hub.core.templatetags.hub_core import time_range

TEAMS = "https://teams.microsoft.com/share"


def share_of(date) -> dict:
    """`link`, `teams_url`, `email_url` and `qr_url` of the event of this date.

    The link is the short one where there is one. No query if `date` comes from a queryset `with_short_code`.
    """
    link = link_to(date)
    when = time_range(date.start, date.end)
    # Teams would otherwise fetch the page to show a part of it, and only find the door.
    teams = {"href": link, "msgText": f"{date.event.title}, {when}", "preview": "false"}
    email = {"subject": date.event.title, "body": f"{date.event.title}\r\n{when}\r\n{link}"}
    return {
        "link": link,
        "teams_url": f"{TEAMS}?{urlencode(teams, quote_via=quote)}",
        "email_url": f"mailto:?{urlencode(email, quote_via=quote)}",
        "qr_url": reverse("events:qr", args=[date.key]),
    }


def link_to(date) -> str:
    """The short link of the event, or its whole address while it has none: reading makes nothing."""
    code = date.short_code if hasattr(date, "short_code") else _code_of(date)
    return f"{settings.HUB_BASE_URL}{f'/s/{code}' if code else date.event.get_url() or '/'}"


def _code_of(date):
    return type(date).objects.with_short_code().values_list("short_code", flat=True).get(pk=date.pk)
