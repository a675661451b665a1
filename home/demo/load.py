"""Loads the demo through the Hub's own actions, so that what it shows is what the rules allow. Safe to run again:
what is there stays as it is."""

from datetime import timedelta
from io import BytesIO

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone

from assets_library.models import AssetContact, AssetPage, BulletinPage, LearningZonePage, LibraryIndexPage, ZonePick
from communities import actions as communities
from communities.models import CommunitiesIndexPage, CommunityPage
from events import actions as events
from events.models import EventsIndexPage, EventSpeaker, KnowledgeCafePage, LunchAndLearnPage, Signup
from home.models import HomePage, TechniquePage, TechniquesIndexPage
from home.setting_up import set_up
from hub.circles import actions as circles
from hub.circles.models import Membership, PageGate
from hub.core.models import Organisation
from hub.directory.models import Profile
from hub.media.models import HubImage
from hub.notices.models import Notice
from hub.people.actions import mark_email_verified, save_place
from hub.people.models import Place, StaffGroup, Unit, User
from hub.topics.actions import follow, load_topics
from hub.topics.models import Topic
from hub.topics.starter import STARTER_TOPICS
from hub.trail.actions import join

from .assets import ASSETS
from .bulletins import BULLETINS
from .communities import COMMUNITIES
from .events import EVENTS
from .illustrations import ILLUSTRATIONS, draw
from .load_events import load_afterwards, load_ideas, load_repeated
from .organisation import PEOPLE, PLACES, SCHEMES, TRUST, UNITS
from .placing import moment, publish_below
from .techniques import TECHNIQUES
from .zones import ZONES

PASSWORD = "knowledge-hub-demo"  # noqa: S105 -- printed for everybody: the demo's accounts are made up
EVENT_PAGES = {"lunch_and_learn": LunchAndLearnPage, "knowledge_cafe": KnowledgeCafePage}


@transaction.atomic
def load(*, today=None) -> None:
    """Load what is missing of the demo."""
    today, began = today or timezone.localdate(), timezone.now()
    set_up()
    load_topics(STARTER_TOPICS)
    _name_the_trust()
    _load_units()
    _load_places()
    people = _load_people(today)
    topics = {topic.name: topic for topic in Topic.objects.all()}
    pictures = _load_pictures(people["editor@wexcombe.example"])
    _load_techniques()
    _load_communities(people, topics, pictures)
    _load_events(people, topics, pictures, today)
    load_repeated(people, topics, pictures, today)
    load_afterwards(people)
    load_ideas(people)
    _load_assets(people, topics, pictures, today)
    _load_bulletins(people, topics, today)
    _load_zones(topics)
    _load_profiles(people, topics)
    # What led up to the demo was told long ago: its mail would only bury what the visitor causes.
    Notice.objects.filter(state=Notice.State.WAITING, created_at__gte=began).update(
        state=Notice.State.DROPPED, reason="Part of the demo's past.", sealed_body=None
    )


def _name_the_trust() -> None:
    organisation = Organisation.load()
    if organisation.name == TRUST["name"]:
        return
    organisation.name, organisation.hub_name = TRUST["name"], SCHEMES["hub_name"].removeprefix("The ")
    organisation.service_name = TRUST["library_name"]
    organisation.thanks_scheme, organisation.incident_system = SCHEMES["positive_reporting"], SCHEMES["incident_system"]
    organisation.postcard_scheme = SCHEMES["postcard_sets"]
    organisation.contact_email = f"library@{TRUST['email_domain']}"
    organisation.contact_place = "Education Centre, Wexcombe General"
    organisation.save()


def _load_units() -> None:
    for row in UNITS:
        parent = Unit.objects.filter(name=row["parent"]).first() if row["parent"] else None
        Unit.objects.get_or_create(name=row["name"], parent=parent, defaults={"level": row["level_label"]})


def _load_places() -> None:
    for row in PLACES:
        if not Place.objects.filter(name=row["name"]).exists():
            parent = Place.objects.filter(name=row["parent"]).first() if row["parent"] else None
            save_place(Place(name=row["name"], kind=row["kind"], parent=parent))


def _load_people(today) -> dict:
    units = {unit.name: unit for unit in Unit.objects.all()}
    places = {place.name: place for place in Place.objects.all()}
    staff_groups = {group.code: group for group in StaffGroup.objects.all()}
    groups = {group.name: group for group in Group.objects.all()}
    people = {person.email: person for person in User.objects.exclude(email=None)}
    for row in PEOPLE:
        if row["email"] in people:
            continue
        person = User.objects.create_user(
            row["email"],
            PASSWORD,
            first_name=row["first_name"],
            last_name=row["last_name"],
            job_title=row["job_title"],
            kind=row["kind"],
            unit=units.get(row["unit"]),
            workplace=places.get(row["workplace"]),
            staff_group=staff_groups.get(row["staff_group"]),
            is_superuser=row["is_superuser"],
            joined_on=today - timedelta(days=900),
        )
        person.groups.set([groups[name] for name in row["groups"]])
        mark_email_verified(person)
        people[row["email"]] = person
    for row in PEOPLE:
        person, manager = people[row["email"]], people.get(row["manager"])
        if manager and person.manager_id is None:
            person.manager = manager
            person.save(update_fields=["manager"])
    return people


def _load_pictures(editor) -> dict:
    pictures = {image.title: image for image in HubImage.objects.all()}
    loaded = {}
    for key, (title, alt) in ILLUSTRATIONS.items():
        if title not in pictures:
            file = BytesIO()
            draw(key).save(file, "PNG", optimize=True)
            image_file = ImageFile(ContentFile(file.getvalue()), name=f"{key}.png")
            pictures[title] = HubImage.objects.create(
                title=title, description=alt, file=image_file, uploaded_by_user=editor, credit="Drawn for the demo"
            )
        loaded[key] = pictures[title]
    home = HomePage.objects.first()
    if home.picture_id is None:
        home.picture = loaded["round_table"]
        home.save_revision().publish()
    return loaded


def _load_techniques() -> None:
    index = TechniquesIndexPage.objects.first()
    have = set(TechniquePage.objects.values_list("number", flat=True))
    for row in TECHNIQUES:
        if row["number"] in have:
            continue
        page = TechniquePage(
            title=row["title"],
            slug=row["slug"],
            number=row["number"],
            stage=row["stage"],
            duration=row["duration"],
            people=row["people"],
            summary=row["summary"],
            what=row["what"],
            when_to_use=[("point", text) for text in row["when_to_use"]],
            steps=[("step", text) for text in row["how"]],
            tips=[("tip", text) for text in row["tips"]],
        )
        publish_below(index, page)


def _load_communities(people, topics, pictures) -> None:
    index = CommunitiesIndexPage.objects.first()
    for row in COMMUNITIES:
        if CommunityPage.objects.filter(slug=row["slug"]).exists():
            continue
        page = CommunityPage(
            title=row["title"],
            slug=row["slug"],
            purpose=row["purpose"],
            about=row["about"],
            charter=row["charter"],
            welcome="Say hello to a facilitator at the next event, and look under Resources for what we know already.",
            picture=pictures[row["picture"]],
            owner=None,
        )
        page.topics.add(*[topics[name] for name in row["topics"]])
        page = communities.found_community(
            page,
            parent=index,
            policy=row["policy"],
            listing=row["listing"],
            facilitators=[people[email] for email in row["facilitators"]],
        )
        _fill(page, row, people)


def _fill(page, row, people) -> None:
    for email in row["members"]:
        person = people[email]
        if email in row["facilitators"]:
            continue
        membership = circles.enrol(page.circle, person=person)
        if person.kind == User.Kind.GUEST:
            Membership.objects.filter(pk=membership.pk).update(ends_on=timezone.localdate() + timedelta(days=180))
    for request in row["pending"]:
        communities.ask_to_join(page, person=people[request["email"]], note=request["note"])


def _load_events(people, topics, pictures, today) -> None:
    index = EventsIndexPage.objects.first()
    places = {place.name: place for place in Place.objects.all()}
    for row in EVENTS:
        if EVENT_PAGES[row["kind"]].objects.filter(slug=row["slug"]).exists():
            continue
        parent = CommunityPage.objects.get(slug=row["community"]) if row["community"] else index
        start = moment(today, row["day_offset"], row["start"])
        page = EVENT_PAGES[row["kind"]](
            title=row["title"],
            slug=row["slug"],
            intro=row["intro"],
            body=[("paragraph", row["body"])],
            picture=pictures[row["picture"]],
            host=people[row["host"]],
            starts_at=start,
            ends_at=start + timedelta(minutes=row["minutes"]),
            room=places.get(row["room"]),
            online_link=row["online_link"] or "",
            in_person_capacity=row["capacity"],
            catering=row["catering"],
        )
        page.topics.add(*[topics[name] for name in row["topics"]])
        page.speakers = [EventSpeaker(name=one["name"], role=one["role"]) for one in row["speakers"]]
        page = publish_below(parent, page)
        _sign_people_up(page, row, people, start)


def _sign_people_up(page, row, people, start) -> None:
    occurrence = page.occurrences.get()
    now = min(timezone.now(), start) - timedelta(days=3)
    for number, person in enumerate(_who_comes(page, row, people)):
        mode = Signup.Mode.ONLINE if occurrence.online_link and number % 4 == 3 else occurrence.modes[0]
        dietary = "Vegetarian" if row["catering"] and number % 5 == 2 else ""
        events.sign_up(occurrence, person=person, mode=mode, dietary=dietary, now=now + timedelta(minutes=number))


def _who_comes(page, row, people):
    """People who may see the event, but for the accounts that visitors of the demo try things with."""
    kept_free = {"nurse@wexcombe.example", "member@wexcombe.example", "outsider@wexcombe.example", row["host"]}
    candidates = [person for email, person in people.items() if email not in kept_free]
    gate = PageGate.objects.filter(page=page.get_parent().pk).select_related("circle").first()
    if gate and gate.circle.reach == "members":
        inside = set(gate.circle.memberships.active().values_list("person", flat=True))
        candidates = [person for person in candidates if person.pk in inside]
    else:
        candidates = [person for person in candidates if person.kind == User.Kind.STAFF]
    first = len(page.slug) * 7 % max(len(candidates), 1)
    return (candidates[first:] + candidates[:first])[: row["signups"]]


def _load_assets(people, topics, pictures, today) -> None:
    index = LibraryIndexPage.objects.first()
    for number, row in enumerate(ASSETS):
        if AssetPage.objects.filter(slug=row["slug"]).exists():
            continue
        story = row["story"] or {"text": "", "who": ""}
        page = AssetPage(
            title=row["title"],
            slug=row["slug"],
            kind=row["kind"],
            for_whom=row["for_whom"],
            gist=row["gist"],
            context=row["context"],
            key_points=[("point", text) for text in row["key_points"]],
            what_to_do=row["what_to_do"],
            story=story["text"],
            story_by=story["who"],
            content_owner=people[row["owner"]],
            review_on=today + timedelta(days=row["review_in_days"]),
            licence=row["licence"],
            standing=row["standing"],
            picture=pictures[row["picture"]] if row["picture"] else None,
            first_published_at=timezone.now() - timedelta(days=3 * number),
        )
        page.topics.add(*[topics[name] for name in row["topics"]])
        page.contacts = [AssetContact(person=people[email]) for email in row["people_to_ask"]]
        parent = CommunityPage.objects.get(slug=row["community"]) if row["community"] else index
        page = publish_below(parent, page)
        _tell_where_it_came_from(page, row["came_from"], people[row["owner"]])


def _tell_where_it_came_from(page, slug, by) -> None:
    event = slug and next(
        (found for model in EVENT_PAGES.values() if (found := model.objects.filter(slug=slug).first())), None
    )
    if event:
        join(event.eventpage_ptr, page, by=by)


def _load_bulletins(people, topics, today) -> None:
    index = LibraryIndexPage.objects.first()
    assets = {asset.slug: asset for asset in AssetPage.objects.all()}
    for row in BULLETINS:
        if BulletinPage.objects.filter(title=row["title"], number=row["number"]).exists():
            continue
        issued = today + timedelta(days=row["day_offset"])
        page = BulletinPage(
            title=row["title"],
            number=row["number"],
            issued_on=issued,
            intro=f"<p>{row['intro']}</p>",
            sections=[("section", _section(section, assets, today)) for section in row["sections"]],
            contact=row["contact"],
            content_owner=people[row["owner"]],
            review_on=issued + timedelta(days=365),
            first_published_at=moment(today, row["day_offset"], "09:00"),
        )
        page.topics.add(*[topics[name] for name in row["topics"]])
        publish_below(index, page)


def _section(section, assets, today) -> dict:
    items = [
        {
            "title": item["title"],
            "summary": item["summary"],
            "page": assets[item["asset"]] if item["asset"] else None,
            "url": item["url"] or "",
            "source": item["source"],
            "date": today + timedelta(days=item["day_offset"]),
        }
        for item in section["items"]
    ]
    return {"heading": section["heading"], "items": items}


def _load_zones(topics) -> None:
    index = LibraryIndexPage.objects.first()
    for row in ZONES:
        if LearningZonePage.objects.filter(slug=row["slug"]).exists():
            continue
        page = LearningZonePage(title=row["title"], slug=row["slug"], intro=row["intro"])
        page.topics.add(*[topics[name] for name in row["topics"]])
        page.picks = [ZonePick(page=_picked(pick)) for pick in row["picks"]]
        publish_below(index, page)


def _picked(pick):
    if pick["kind"] == "asset":
        return AssetPage.objects.get(slug=pick["ref"])
    return BulletinPage.objects.filter(title=pick["ref"]).order_by("-issued_on").first()


def _load_profiles(people, topics) -> None:
    """Every third colleague is listed, with the topics of the communities they belong to."""
    staff = [person for person in people.values() if person.kind == User.Kind.STAFF]
    for person in staff[::3]:
        profile, is_new = Profile.objects.get_or_create(person=person, defaults={"is_listed": True, "show_email": True})
        if is_new:
            pages = CommunityPage.objects.filter(gate__circle__in=person.memberships.active().values("circle"))
            names = {topic.name for page in pages for topic in page.topics.all()}
            profile.topics.set([topics[name] for name in names])
    nurse = people["nurse@wexcombe.example"]
    for name in ("Falls prevention", "Frailty"):
        follow(topics[name], person=nurse)
