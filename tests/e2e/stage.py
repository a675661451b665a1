"""What the browser tests need behind the server's back: run as a process of its own, with the server's settings.

It reads one call a line (`{"call": name, "with": {…}}`) and answers in one line, so that Django starts only once and
the test process never opens the server's database itself.
"""

import json
import os
import sys
import traceback
from datetime import timedelta

ANSWERS = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what commands print must not stand between the answers

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Page  # noqa: E402

from communities import actions as communities  # noqa: E402
from communities.models import CommunitiesIndexPage, CommunityPage  # noqa: E402
from events import actions as events  # noqa: E402
from events.models import EventsIndexPage, LunchAndLearnPage, Signup  # noqa: E402
from hub.circles.models import Membership  # noqa: E402
from hub.notices import captured  # noqa: E402
from hub.people import invitations  # noqa: E402
from hub.people.models import Place, User  # noqa: E402


def prepare():
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo")


def session(email):
    """The cookie of a new session of this person."""
    client = Client()
    client.force_login(_person(email))
    return client.cookies["sessionid"].value


def run_worker():
    call_command("run_worker", once=True)


def mail_to(email):
    """What was sent to this address, oldest first, with the calendar file as text."""
    found = [mail for mail in reversed(captured.newest_first()) if email in mail.to]
    return [{"subject": mail.subject, "text": mail.text, "calendar": _calendar(mail)} for mail in found]


def forget_mail():
    run_worker()
    for mail in captured.newest_first():
        mail.path.unlink()


def _calendar(mail):
    files = [part for part in mail.message.walk() if part.get_content_type() == "text/calendar"]
    return files[0].get_payload(decode=True).decode() if files else ""


def membership(slug, email):
    """How this person stands with this community: one row at most, and its state."""
    rows = _memberships(slug, email)
    return [row.state for row in rows]


def forget_membership(slug, email):
    _memberships(slug, email).delete()


def _memberships(slug, email):
    return Membership.objects.filter(circle__gates__page__slug=slug, person__email=email)


def community(title, facilitators=(), members=(), **more):
    page = CommunityPage(title=title, purpose="Made for a browser test.")
    page = communities.found_community(
        page,
        parent=CommunitiesIndexPage.objects.get(),
        policy=more.get("policy", "open"),
        listing=more.get("listing", "listed"),
        facilitators=[_person(email) for email in facilitators],
    )
    for email in members:
        communities.invite_to_community(page, person=_person(email), by=_person(facilitators[0]))
        communities.join_community(page, person=_person(email))
    return {"url": page.url, "slug": page.slug, "key": str(page.circle.key)}


def event(title, days=10, hours=1, host="editor@wexcombe.example", room=True, below=None, **fields):
    """A published Lunch and Learn that starts in so many days."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    page = LunchAndLearnPage(
        title=title,
        live=False,
        starts_at=start,
        ends_at=start + timedelta(hours=hours),
        host=_person(host),
        room=Place.objects.get(name="Library seminar room") if room else None,
        **fields,
    )
    parent = Page.objects.get(slug=below).specific if below else EventsIndexPage.objects.get()
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    return {"url": page.url, "key": str(page.occurrences.get().key), "pk": page.pk}


def sign_up(key, email, mode="in_person"):
    return events.sign_up(_occurrence(key), person=_person(email), mode=Signup.Mode(mode)).state


def cancel_event(key):
    events.cancel_event(_occurrence(key), by=_person("editor@wexcombe.example"), reason="The speaker is ill.")


def _occurrence(key):
    from events.models import Occurrence  # noqa: PLC0415 -- used here alone

    return Occurrence.objects.get(key=key)


def sign_ups(key, email):
    return [row.state for row in _occurrence(key).signups.filter(person__email=email)]


def invitation(email):
    """The address in the letter of a new invitation."""
    made = invitations.invite(email, by=_person("operator@wexcombe.example"), kind=User.Kind.STAFF)
    return f"/do/people/invitations/{made.key}/"


def _person(email):
    return User.objects.get(email=email)


def pages(model):
    """The addresses of the live pages of one type, such as "events.EventPage"."""
    from django.apps import apps  # noqa: PLC0415 -- used here alone

    return [page.url for page in apps.get_model(model).objects.live().order_by("pk")]


def page_number(slug):
    """What the admin's addresses call this page by."""
    return Page.objects.get(slug=slug).pk


def row(model, **lookup):
    """The key of one row."""
    from django.apps import apps  # noqa: PLC0415 -- used here alone

    return str(apps.get_model(model).objects.filter(**lookup).order_by("pk").first().key)


def make_due(slug):
    """Put the publishing time of a scheduled page into the past: the clock is moved, not waited for."""
    page = Page.objects.get(slug=slug)
    past = timezone.now() - timedelta(minutes=1)
    revision = page.scheduled_revision
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    Page.objects.filter(pk=page.pk).update(go_live_at=past)


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"answer": globals()[asked["call"]](**asked["with"])}
        except Exception:  # noqa: BLE001 -- told to the test, which fails with it
            answer = {"failed": traceback.format_exc()}
        ANSWERS.write(json.dumps(answer) + "\n")
        ANSWERS.flush()


if __name__ == "__main__":
    main()
