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

from assets_library.models import AssetPage, BulletinPage, LearningZonePage  # noqa: E402
from communities import actions as communities  # noqa: E402
from communities.models import CommunityPage  # noqa: E402
from home.models import StandardPage, TechniquePage  # noqa: E402
from hub.circles.models import Membership  # noqa: E402
from hub.directory.models import Profile  # noqa: E402
from hub.notices import captured  # noqa: E402
from hub.notices.models import JobRun  # noqa: E402
from hub.people import invitations  # noqa: E402
from hub.people.models import User  # noqa: E402
from tests.e2e import stage_events, stage_people, stage_scenery  # noqa: E402
from tests.e2e.stage_people import found_community, person_of  # noqa: E402


def prepare():
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo")


def session(email):
    """The cookie of a new session of this person."""
    client = Client()
    client.force_login(person_of(email))
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


def invitation(email):
    """The address in the letter of a new invitation."""
    made = invitations.invite(email, by=person_of("operator@wexcombe.example"), kind=User.Kind.STAFF)
    return f"/do/people/invitations/{made.key}/"


def page_number(slug):
    """What the admin's addresses call this page by."""
    return Page.objects.get(slug=slug).pk


def make_due(slug):
    """Put the publishing time of a scheduled page into the past: the clock is moved, not waited for."""
    page = Page.objects.get(slug=slug)
    past = timezone.now() - timedelta(minutes=1)
    revision = page.scheduled_revision
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    Page.objects.filter(pk=page.pk).update(go_live_at=past)
    JobRun.objects.filter(job="publish_scheduled").delete()  # the next minute begins now


def scenery():
    """The address of every public page kind, and of every state that the nurse and the facilitator can meet."""
    return {**_everyday(), **_community_states(), **stage_scenery.of_events(), **_account_pages()}


def _everyday():
    nobody = "?q=zzzzzz"
    return {
        "home": "/",
        "techniques": "/techniques/",
        "technique": _first(TechniquePage).url,
        "communities": "/communities/",
        "communities, none found": f"/communities/{nobody}",
        "events": "/events/",
        "events, past": "/events/?when=past",
        "events, none found": f"/events/{nobody}",
        "library": "/library/",
        "library, second page": "/library/?page=2",
        "library, none found": f"/library/{nobody}",
        "bulletin": _first(BulletinPage).url,
        "asset": _first(AssetPage).url,
        "asset, due for review": AssetPage.objects.filter(review_on__lt=timezone.localdate()).first().url,
        "zone": _first(LearningZonePage).url,
        "search": "/search/",
        "search, found": "/search/?q=falls",
        "search, none found": f"/search/{nobody}",
        "topics": "/topics/",
        "topic": "/topics/sepsis/",
        "people": "/people/",
        "people, none found": f"/people/{nobody}",
        "profile": f"/people/{Profile.objects.listed().first().person.key}/",
        "my profile": "/people/me/",
        "my hub": "/my/",
        "not found": "/no-such-page/",
        **{f"standard page {page.slug}": page.url for page in StandardPage.objects.live()},
    }


def _first(model):
    return model.objects.live().filter(depth=4).order_by("pk").first()


def _community_states():
    """The nurse is a member, waits, was declined and is invited; the facilitator has a request to answer."""
    nurse, facilitator = person_of("nurse@wexcombe.example"), person_of("facilitator@wexcombe.example")
    made = {
        name: found_community(f"Community {name}", facilitator) for name in ("open", "asked", "declined", "invited")
    }
    communities.change_policy(made["open"], policy="open", listing="listed", by=facilitator)
    communities.join_community(made["open"], person=nurse)
    waiting = communities.ask_to_join(made["asked"], person=nurse, note="Please.")
    turned_down = communities.ask_to_join(made["declined"], person=nurse, note="Please.")
    communities.answer_request(turned_down, admit=False, by=facilitator, reason="It is full.")
    communities.invite_to_community(made["invited"], person=nurse, by=facilitator)
    falls = CommunityPage.objects.get(slug="falls-and-frailty-network")
    key = waiting.circle.key
    member = made["open"].circle.memberships.get(person=nurse)
    return {
        **{f"community, {name}": page.url for name, page in made.items()},
        **{f"community, {tab}": f"{falls.url}?tab={tab}" for tab in ("about", "members", "events", "resources")},
        "community, of other people": "/communities/pressure-ulcer-prevention-champions/",
        "leave a community": f"/do/communities/{falls.circle.key}/leave/",
        "ask to join": f"/do/communities/{made['declined'].circle.key}/ask/",
        "run a community": f"/do/communities/{key}/manage/",
        "answer a request": f"/do/communities/{key}/members/{waiting.key}/answer/",
        "remove a member": f"/do/communities/{made['open'].circle.key}/members/{member.key}/remove/",
        "invite to a community": f"/do/communities/{key}/invite/",
        "settings of a community": f"/do/communities/{key}/settings/",
    }


def _account_pages():
    run_worker()
    return {
        "my account": "/my/account/",
        "my password": "/accounts/password/change/",
        "my address": "/accounts/email/",
        "second factor": "/accounts/2fa/",
        "sign in": "/accounts/login/",
        "sign out": "/accounts/logout/",
        "forgotten password": "/accounts/password/reset/",
        "forgotten password, sent": "/accounts/password/reset/done/",
        "open an account": "/accounts/signup/",
        "invitation": invitation("newcomer@wexcombe.example"),
        "captured mail": "/do/notices/captured-mail/",
        "captured letter": f"/do/notices/captured-mail/{captured.newest_first()[0].key}/",
    }


def main():
    functions = {**vars(stage_events), **vars(stage_people), **globals()}
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"answer": functions[asked["call"]](**asked["with"])}
        except Exception:  # noqa: BLE001 -- told to the test, which fails with it
            answer = {"failed": traceback.format_exc()}
        ANSWERS.write(json.dumps(answer) + "\n")
        ANSWERS.flush()


if __name__ == "__main__":
    main()
