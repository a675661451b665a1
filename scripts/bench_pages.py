"""The part of `make bench` that runs inside Django: fills a database, finds the pages to measure, counts queries."""

import io
import json
import sys
import time
import traceback
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Q
from django.test import Client

from assets_library.models import AssetPage, BulletinPage, LearningZonePage, LibraryIndexPage
from communities.models import CommunitiesIndexPage, CommunityPage
from events.models import EventPage, EventsIndexPage, Occurrence
from home.demo.bulk import load_bulk
from home.models import TechniquePage, TechniquesIndexPage
from hub.people.models import User
from hub.topics.actions import follow
from hub.topics.models import Topic

ROOT = Path(__file__).resolve().parents[1]
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def prepare():
    """Migrate and load the demo. Both sizes start from here."""
    call_command("migrate", verbosity=0)
    call_command("load_demo", stdout=io.StringIO())


def measure(size):
    """Load the bulk rows, count every page's queries, and say how the load can sign in and where it goes."""
    start = time.monotonic()
    counts = load_bulk(size)
    seconds = time.monotonic() - start
    person = _busy_person(size)
    pages = _pages(person)
    reader = Client()
    reader.force_login(person)
    return {
        "counts": counts,
        "load_seconds": seconds,
        "session": _session_of(person),
        "pages": [{"name": name, "kind": kind, "url": url} for name, kind, url in pages],
        "queries": {name: _asked_by(reader, url) for name, _, url in pages} | {"Sign up": _sign_up(reader, person)},
    }


def _busy_person(size):
    """Somebody with places at events, communities and followed topics: the most that a page has to show."""
    people = User.objects.filter(email__startswith=f"bulk-{size.lower()}-")
    active = Count("memberships", filter=Q(memberships__state="active"))
    person = people.filter(profile__isnull=False).annotate(how_many=active).order_by("-how_many", "pk")[0]
    for topic in Topic.objects.current().order_by("pk")[:2]:
        follow(topic, person=person)
    return person


def _pages(person):
    """Name, kind and address of every page to measure, as `person` can read it."""
    assets = AssetPage.objects.live().visible_to(person).filter(slug__startswith="bulk-").order_by("-pk")
    dates = Occurrence.objects.of_events(EventPage.objects.live().visible_to(person)).coming()
    communities = CommunityPage.objects.live().visible_to(person).filter(slug__startswith="bulk-").order_by("pk")
    topic = Topic.objects.current().order_by("pk")[0]
    library, techniques = LibraryIndexPage.objects.get(), TechniquesIndexPage.objects.get()
    events = EventsIndexPage.objects.get()
    return [
        ("Asset", "content", assets.filter(depth=library.depth + 1)[0].url),
        ("Asset of a community", "content", assets.exclude(depth=library.depth + 1)[0].url),
        ("Bulletin", "content", BulletinPage.objects.live().filter(slug__startswith="bulk-").latest("pk").url),
        ("Event", "content", (dates.filter(signups__person=person).first() or dates[0]).event.url),
        ("Community", "content", communities[0].url),
        ("Technique", "content", TechniquePage.objects.live().earliest("number").url),
        ("Learning zone", "list", LearningZonePage.objects.live().earliest("pk").url),
        ("Person", "content", f"/people/{person.key}/"),
        ("Library", "list", library.url),
        ("Library, one topic", "list", f"{library.url}?topic={topic.slug}"),
        ("Events", "list", events.url),
        ("Events that are over", "list", f"{events.url}?when=past"),
        ("Communities", "list", CommunitiesIndexPage.objects.get().url),
        ("Techniques", "list", techniques.url),
        ("Topics", "list", "/topics/"),
        ("One topic", "list", f"/topics/{topic.slug}/"),
        ("People", "list", "/people/"),
        ("Home", "home", "/"),
        ("My hub", "home", "/my/"),
        ("Search", "search", "/search/?q=checklist+wards"),
        ("Search, assets only", "search", "/search/?q=checklist+wards&kind=asset"),
    ]


def _session_of(person):
    """A session made in the database, so that nothing of signing in is measured."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _asked_by(reader, url):
    """What one warm request asks the database. The better of two: a cache of some seconds may run out under one."""
    for _ in range(2):  # the near cache keeps what the second request finds
        reader.get(url)
    return min((_watched(lambda: reader.get(url), expect=200) for _ in range(2)), key=lambda asked: asked["count"])


def _sign_up(reader, person):
    """A place in a room with a limit: the dearest way to sign up."""
    open_dates = Occurrence.objects.of_events(EventPage.objects.live().visible_to(person)).coming()
    mine = person.signups.values("occurrence")
    limited = open_dates.filter(online_link="", in_person_capacity__isnull=False, event__catering=False)
    free = [date for date in limited.exclude(pk__in=mine).with_places_taken()[:40] if date.places_left("in_person")]
    first, second = free[:2]
    reader.post(f"/do/events/{first.key}/sign-up/", {"mode": "in_person"})
    return _watched(lambda: reader.post(f"/do/events/{second.key}/sign-up/", {"mode": "in_person"}), expect=302)


def _watched(request, *, expect):
    asked = []

    def note(execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(CONTROL):
            asked.append((str(sql), repr(params), _origin()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        response = request()
    if response.status_code != expect:
        raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}, not {expect}")
    repeated = len(asked) - len({(sql, params) for sql, params, _ in asked})
    queries = [{"sql": sql[:300], "origin": origin} for sql, _, origin in asked]
    return {"count": len(asked), "duplicates": repeated, "asked": queries}


def _origin():
    """The innermost line of ours that led to the query, and the template that asked, if one did."""
    place, template = "", ""
    for frame, line in traceback.walk_stack(None):
        node = frame.f_locals.get("self")
        if not template and frame.f_code.co_name == "render_annotated" and getattr(node, "origin", None):
            template = f"{node.origin.template_name}:{node.token.lineno if node.token else 0}"
        file = Path(frame.f_code.co_filename)
        ours = file.is_relative_to(ROOT) and ".venv" not in file.parts and file != Path(__file__)
        if ours and not place:
            place = f"{file.relative_to(ROOT)}:{line} {frame.f_code.co_name}"
    return " in ".join(filter(None, [place, template])) or "a package"


def main(command, *arguments):
    answer = {"prepare": prepare, "measure": measure}[command](*arguments)
    sys.stdout.write(json.dumps(answer))
