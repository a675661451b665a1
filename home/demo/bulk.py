"""Many rows to measure with: the same ones every time, written in bulk. They are no part of the demo."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from assets_library.models import AssetContact, AssetPage, AssetTopic, BulletinPage, BulletinTopic, LibraryIndexPage
from communities.models import CommunitiesIndexPage, CommunityPage, CommunityTopic
from events.models import (
    EventPage,
    EventsIndexPage,
    EventSpeaker,
    EventTopic,
    KnowledgeCafePage,
    LunchAndLearnPage,
    Occurrence,
    Signup,
)
from home.setting_up import set_up
from hub.circles.models import Circle, Membership, PageGate
from hub.core.models import ShortLink
from hub.core.short_codes import new_code
from hub.directory.models import Profile
from hub.people.actions import save_place
from hub.people.models import Place, StaffGroup, Unit, User
from hub.topics.actions import load_topics
from hub.topics.models import Topic
from hub.topics.starter import STARTER_TOPICS

from .bulk_words import FIRST_NAMES, GROUPS, JOBS, LAST_NAMES, LESSONS, SENTENCES, SETTINGS
from .page_rows import add_pages

AT_ONCE = 2_000
SIGNUPS_EACH = 20
# Of ten communities: five open, three by request, one by invitation and one that only its members know of.
DOORS = [
    *[("open", "listed"), ("by_request", "listed")] * 3,
    *[("open", "listed"), ("by_invitation", "listed")],
    *[("open", "listed"), ("by_invitation", "hidden")],
]


@dataclass(frozen=True)
class Size:
    people: int
    communities: int
    events: int
    assets: int


SIZES = {
    "XS": Size(people=10, communities=2, events=6, assets=8),
    "S": Size(people=100, communities=10, events=50, assets=200),
    "M": Size(people=2_000, communities=60, events=2_000, assets=5_000),
}


@transaction.atomic
def load_bulk(size: str, *, now=None) -> dict:
    """Load the rows of this size, unless they are there, and say how many of each kind there are."""
    if not CommunityPage.objects.filter(slug__startswith=_prefix(size)).exists():
        set_up()
        load_topics(STARTER_TOPICS)
        _Loader(size, now or timezone.now()).load()
        with connection.cursor() as cursor:
            cursor.execute("analyze")
    return _counts(_prefix(size))


def _prefix(size):
    return f"bulk-{size.lower()}-"


def _counts(prefix) -> dict:
    events = EventPage.objects.filter(slug__startswith=prefix)
    return {
        "people": User.objects.filter(email__startswith=prefix).count(),
        "communities": CommunityPage.objects.filter(slug__startswith=prefix).count(),
        "memberships": Membership.objects.filter(circle__gates__page__slug__startswith=prefix).count(),
        "events": events.count(),
        "signups": Signup.objects.filter(occurrence__event__in=events).count(),
        "assets": AssetPage.objects.filter(slug__startswith=prefix).count(),
        "bulletins": BulletinPage.objects.filter(slug__startswith=prefix).count(),
    }


class _Loader:
    """Holds what every step draws from: the dice, the moment, and what was made before."""

    def __init__(self, size, now):
        self.size, self.prefix, self.now = SIZES[size], _prefix(size), now
        self.rng = Random(f"bulk {size}")  # noqa: S311 -- the same rows every time, nothing secret
        self.topics = list(Topic.objects.current().order_by("pk"))
        self.rooms = list(Place.objects.rooms()) or [save_place(Place(kind=Place.Kind.ROOM, name="Seminar room"))]
        self.indexes = {model: model.objects.first() for model in (EventsIndexPage, LibraryIndexPage)}
        self.who_may_come = {}

    def load(self):
        self.people = self._add_people()
        self.communities = self._add_communities()
        events = self._add_events()
        self._add_signups(events)
        self._add_assets()
        self._add_bulletins()

    def _add_people(self):
        units, groups = list(Unit.objects.current()) or [None], list(StaffGroup.objects.all()) or [None]
        people = [
            User(
                email=f"{self.prefix}{number:05}@wexcombe.example",
                password=make_password(None),
                first_name=self.rng.choice(FIRST_NAMES),
                last_name=self.rng.choice(LAST_NAMES),
                job_title=self.rng.choice(JOBS),
                unit=self.rng.choice(units),
                staff_group=self.rng.choice(groups),
                joined_on=self.now.date() - timedelta(days=self.rng.randint(30, 4_000)),
            )
            for number in range(self.size.people)
        ]
        User.objects.bulk_create(people, AT_ONCE)
        profiles = [
            Profile(person=person, is_listed=True, show_email=True, about=self.rng.choice(SENTENCES))
            for person in people[::2]
        ]
        Profile.objects.bulk_create(profiles, AT_ONCE)
        known = [(profile, topic) for profile in profiles for topic in self._some_topics()]
        through = Profile.topics.through
        through.objects.bulk_create([through(profile=profile, topic=topic) for profile, topic in known], AT_ONCE)
        return people

    def _add_communities(self):
        pages = [self._community(number) for number in range(self.size.communities)]
        index = CommunitiesIndexPage.objects.first()
        add_pages([(page, index) for page in pages], now=self.now)
        circles = [self._circle(page, number) for number, page in enumerate(pages)]
        Circle.objects.bulk_create(circles)
        # The gates come before the pages below: a page written later finds its circle, a late gate must go and tell.
        pairs = list(zip(pages, circles, strict=True))
        PageGate.objects.bulk_create([PageGate(page_id=page.pk, circle=circle) for page, circle in pairs])
        memberships = [one for page, circle in pairs for one in self._memberships(page, circle)]
        Membership.objects.bulk_create(memberships, AT_ONCE)
        self._file_under_topics(CommunityTopic, pages)
        return pairs

    def _community(self, number):
        topic = self.topics[number % len(self.topics)]
        return CommunityPage(
            title=f"{topic.name} {GROUPS[number % len(GROUPS)]} {number + 1}",
            slug=f"{self.prefix}community-{number:04}",
            purpose=f"Learning together about {topic.name.lower()} {self.rng.choice(SETTINGS)}.",
            about=self._paragraphs(2),
            charter=self._paragraphs(1),
            first_published_at=self._days_ago(900),
        )

    def _circle(self, page, number):
        policy, listing = DOORS[number % len(DOORS)]
        reach = Circle.Reach.STAFF if policy == Circle.Policy.OPEN else Circle.Reach.MEMBERS
        return Circle(name=page.title, policy=policy, listing=listing, reach=reach)

    def _memberships(self, page, circle):
        fewest = (
            10 if circle.reach == Circle.Reach.STAFF else SIGNUPS_EACH
        )  # so that a closed community fills its events
        people = self._some_people(self.rng.randint(fewest, 60))
        if circle.reach == Circle.Reach.MEMBERS:
            self.who_may_come[page.pk] = people
        role = Membership.Role
        return [
            Membership(
                circle=circle,
                person=person,
                role=role.FACILITATOR if number < 2 else role.MEMBER,
                since=page.first_published_at + timedelta(hours=number),
            )
            for number, person in enumerate(people)
        ]

    def _add_events(self):
        pairs = [self._event(number) for number in range(self.size.events)]
        for model in (LunchAndLearnPage, KnowledgeCafePage):
            add_pages([pair for pair in pairs if type(pair[0]) is model], now=self.now)
        events = [page for page, _ in pairs]
        speakers = [
            EventSpeaker(page_id=page.pk, name=one.name, role=one.role)
            for page in events
            for one in page.speakers.all()
        ]
        EventSpeaker.objects.bulk_create(speakers, AT_ONCE)
        self._file_under_topics(EventTopic, events)
        return pairs

    def _event(self, number):
        topic, starts_at = self.rng.choice(self.topics), self._moment_of_event(number)
        model = KnowledgeCafePage if number % 5 == 0 else LunchAndLearnPage
        room, online = self._where(number)
        page = model(
            title=f"{topic.name}: {self.rng.choice(LESSONS)} {self.rng.choice(SETTINGS)}",
            slug=f"{self.prefix}event-{number:05}",
            intro=self.rng.choice(SENTENCES),
            body=[("paragraph", self._paragraphs(2))],
            host=self.rng.choice(self.people),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=45),
            room=room,
            online_link="https://meet.example/room" if online else "",
            in_person_capacity=SIGNUPS_EACH * 3 // 5 if number % 10 == 0 else SIGNUPS_EACH * 2,
            catering=number % 4 == 0,
            first_published_at=min(self.now, starts_at) - timedelta(days=21),
        )
        page.speakers = [EventSpeaker(name=str(self.rng.choice(self.people)), role=self.rng.choice(JOBS))]
        return page, self._somewhere(number, EventsIndexPage)

    def _moment_of_event(self, number):
        """One in three is still to come."""
        days = self.rng.randint(2, 120) if number % 3 == 0 else -self.rng.randint(1, 700)
        return datetime.combine(self.now.date() + timedelta(days=days), time(12), tzinfo=UTC)

    def _where(self, number):
        online = number % 3 == 1
        return (None if online and number % 2 else self.rng.choice(self.rooms)), online

    def _add_signups(self, pairs):
        dates = [
            Occurrence(
                event_id=page.pk,
                slot=page.starts_at,
                start=page.starts_at,
                end=page.ends_at,
                place=page.room,
                in_person_capacity=page.in_person_capacity,
                online_link=page.online_link,
            )
            for page, _ in pairs
        ]
        Occurrence.objects.bulk_create(dates, AT_ONCE)
        signups = [
            signup for date, (_, parent) in zip(dates, pairs, strict=True) for signup in self._signups(date, parent)
        ]
        Signup.objects.bulk_create(signups, AT_ONCE)
        Occurrence.objects.filter(event__in=[page.pk for page, _ in pairs]).recount()

    def _signups(self, date, parent):
        first, taken = min(self.now, date.start) - timedelta(days=14), 0
        for number, person in enumerate(self._some_people(SIGNUPS_EACH, of=self.who_may_come.get(parent.pk))):
            online = bool(date.online_link) and (not date.place_id or number % 4 == 3)
            waits = not online and taken >= date.in_person_capacity
            taken += not online
            yield Signup(
                occurrence=date,
                person=person,
                mode=Signup.Mode.ONLINE if online else Signup.Mode.IN_PERSON,
                state=Signup.State.WAITING if waits else Signup.State.CONFIRMED,
                signed_up_at=first + timedelta(minutes=number),
                told_sequence=-1 if waits else 0,
            )

    def _add_assets(self):
        pairs = [self._asset(number) for number in range(self.size.assets)]
        add_pages(pairs, now=self.now)
        pages = [page for page, _ in pairs]
        contacts = [AssetContact(page_id=page.pk, person=self.rng.choice(self.people)) for page in pages]
        AssetContact.objects.bulk_create(contacts, AT_ONCE)
        self._file_under_topics(AssetTopic, pages)
        self._give_short_links(pages)

    def _asset(self, number):
        topic, kinds = self.rng.choice(self.topics), AssetPage.Kind.values
        page = AssetPage(
            title=f"{topic.name}: {self.rng.choice(LESSONS)} {self.rng.choice(SETTINGS)}",
            slug=f"{self.prefix}asset-{number:05}",
            kind=kinds[number % len(kinds)],
            for_whom="Ward teams",
            gist=self.rng.choice(SENTENCES),
            context=self._paragraphs(2),
            key_points=[("point", text) for text in self.rng.sample(SENTENCES, 3)],
            what_to_do=self._paragraphs(1),
            content_owner=self.rng.choice(self.people),
            review_on=self.now.date() + timedelta(days=self.rng.randint(-30, 400)),
            standing=self.rng.choice(AssetPage.Standing.values),
            first_published_at=self._days_ago(700),
        )
        return page, self._somewhere(number, LibraryIndexPage)

    def _add_bulletins(self):
        index = self.indexes[LibraryIndexPage]
        pages = [self._bulletin(number) for number in range(max(self.size.assets // 50, 1))]
        add_pages([(page, index) for page in pages], now=self.now)
        self._file_under_topics(BulletinTopic, pages)
        self._give_short_links(pages)

    def _bulletin(self, number):
        published = self._days_ago(700)
        items = [
            {"title": title, "summary": self.rng.choice(SENTENCES), "page": None, "url": "https://journal.example/"}
            for title in self.rng.sample(SENTENCES, 4)
        ]
        return BulletinPage(
            title=f"Evidence bulletin: {self.rng.choice(self.topics).name.lower()} {number + 1}",
            slug=f"{self.prefix}bulletin-{number:04}",
            number=number + 1,
            issued_on=published.date(),
            intro=self._paragraphs(1),
            sections=[("section", {"heading": "New evidence", "items": items})],
            content_owner=self.rng.choice(self.people),
            review_on=published.date() + timedelta(days=365),
            first_published_at=published,
        )

    def _somewhere(self, number, index_model):
        """Below a community for one page in four, otherwise below the index page."""
        if number % 4 == 3:
            return self.communities[number // 4 % len(self.communities)][0]
        return self.indexes[index_model]

    def _file_under_topics(self, through, pages):
        rows = [through(content_object_id=page.pk, tag=topic) for page in pages for topic in self._some_topics()]
        through.objects.bulk_create(rows, AT_ONCE)

    def _give_short_links(self, pages):
        kind = ContentType.objects.get_for_model(pages[0])
        links = [ShortLink(code=new_code(self.rng), content_type=kind, object_id=str(page.pk)) for page in pages]
        ShortLink.objects.bulk_create(links, AT_ONCE, ignore_conflicts=True)  # should a code be taken already

    def _some_topics(self):
        return self.rng.sample(self.topics, self.rng.randint(1, 3))

    def _some_people(self, count, of=None):
        people = of or self.people
        return self.rng.sample(people, min(count, len(people)))

    def _paragraphs(self, count):
        return "".join(f"<p>{' '.join(self.rng.sample(SENTENCES, 3))}</p>" for _ in range(count))

    def _days_ago(self, most):
        return self.now - timedelta(days=self.rng.randint(1, most), minutes=self.rng.randint(0, 1_000))
