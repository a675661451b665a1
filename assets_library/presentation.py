"""What the public pages show beside their own fields: a fixed number of queries whatever the page holds."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, Subquery
from django.utils.dateparse import parse_date
from wagtail.models import Page

from hub.circles.audience import visible_pages
from hub.core.models import ShortLink

from .permissions import may_confirm

STANDING_COLOURS = {"idea": "blue", "recommended": "green", "required": "red"}
STANDING_NOTES = {
    "idea": "Worth trying. See whether it works where you are.",
    "recommended": "Do this unless there is a good reason not to.",
    "required": "A policy asks for this. The policy it links to is what counts.",
}


def asset_context(page, request) -> dict:
    owner, contacts = people_of_asset(page)
    return {
        **_kept_context(page, request, owner, surroundings_of(page)),
        "contacts": contacts,
        "standing_tag": standing_tag(page),
        "standing_note": STANDING_NOTES[page.standing],
    }


def bulletin_context(page, request) -> dict:
    owner = get_user_model().objects.filter(pk=page.content_owner_id).select_related("unit").first()
    wanted = {item["page"] for section in stored_sections(page) for item in section["items"] if item.get("page")}
    around = surroundings_of(page, and_readable=wanted, user=request.user)
    return {
        **_kept_context(page, request, owner, around),
        "issue": issue_of(page),
        "sections": readable_sections(page, around.addresses),
    }


def _kept_context(page, request, owner, around) -> dict:
    return {
        "crumbs": around.crumbs,
        "short_link": around.short_link,
        "topics": list(page.topics.all()),
        "content_owner": owner,
        "is_due": page.is_due_for_review(),
        "may_confirm": bool(page.pk) and page.live and may_confirm(request.user, page),
    }


def issue_of(page) -> str:
    """For example “Bulletin 12 · 3 March 2026”."""
    number = f"Bulletin {page.number}" if page.number else "Bulletin"
    return f"{number} · {page.issued_on:%-d %B %Y}" if page.issued_on else number


def standing_tag(page) -> dict:
    return {"text": page.get_standing_display(), "colour": STANDING_COLOURS[page.standing]}


@dataclass(frozen=True)
class Surroundings:
    """The way down to a page, its short address, and the addresses of other pages by their id."""

    crumbs: list[tuple[str, str]]
    short_link: str
    addresses: dict[int, str]


def surroundings_of(page, *, and_readable=(), user=None) -> Surroundings:
    """What stands around `page`, and which of the pages `and_readable` the `user` may read: all in one query.

    Whoever reads a page may read those above it: the gate of a page is its own or one of theirs.
    """
    path = page.path or ""
    steps = [path[:length] for length in range(3 * Page.steplen, len(path), Page.steplen)]
    wanted = Q(path__in=steps)
    if and_readable:
        wanted |= Q(pk__in=visible_pages(Page.objects.filter(pk__in=and_readable), user).values("pk"))
    code = ShortLink.objects.filter(content_type=ContentType.objects.get_for_model(page), object_id=str(page.pk))
    pages = Page.objects.live().filter(wanted).annotate(short_code=Subquery(code.values("code")[:1]))
    found = list(pages.order_by("path"))
    short_code = found[0].short_code if found else ""
    return Surroundings(
        crumbs=[(above.title, above.url) for above in found if above.path in steps],
        short_link=f"{settings.HUB_BASE_URL}/s/{short_code}" if short_code else "",
        addresses={target.pk: target.url for target in found if target.pk in and_readable},
    )


def people_of_asset(page) -> tuple:
    """(owner, people to ask), in one query. People to ask come once each, in the editor's order; nobody who left."""
    if page.contacts.is_deferring:  # a preview: the rows are in memory
        rows = {row.person_id: (row.sort_order, row.ask_about) for row in reversed(list(page.contacts.all()))}
        people = get_user_model().objects.filter(pk__in=[*rows, page.content_owner_id])
    else:
        contacts = page.contacts.get_live_queryset()
        mine = contacts.filter(person=OuterRef("pk")).order_by("sort_order")
        people = get_user_model().objects.filter(Q(pk=page.content_owner_id) | Q(pk__in=contacts.values("person")))
        people = people.annotate(
            place=Subquery(mine.values("sort_order")[:1]), about=Subquery(mine.values("ask_about")[:1])
        )
        rows = None
    found = list(people.select_related("unit"))
    owner = next((person for person in found if person.pk == page.content_owner_id), None)
    return owner, _people_to_ask(found, rows)


def readable_sections(page, addresses) -> list[dict]:
    """Sections with their items. An item that leads to a page the reader may not see keeps its words, not its link."""
    return [
        {"heading": section["heading"], "items_to_show": [_readable_item(item, addresses) for item in section["items"]]}
        for section in stored_sections(page)
    ]


def stored_sections(page) -> list[dict]:
    """The sections in their stored form: the block's own would fetch each page, readable or not."""
    return [
        {"heading": section["value"]["heading"], "items": [item["value"] for item in section["value"]["items"]]}
        for section in page.sections.raw_data
    ]


def _readable_item(item, addresses) -> dict:
    day = item.get("date")
    return {
        "title": item["title"],
        "summary": item.get("summary", ""),
        "source": item.get("source", ""),
        "date": parse_date(day) if isinstance(day, str) else day,
        "url": addresses.get(item["page"]) if item.get("page") else item.get("url", ""),
        "is_outside": not item.get("page"),
    }


def _people_to_ask(people, rows) -> list[dict]:
    place_and_words = rows or {person.pk: (person.place, person.about) for person in people if hasattr(person, "place")}
    asked = [(place_and_words.get(person.pk), person) for person in people if person.is_active]
    asked = [(words, person) for words, person in asked if words and words[1] is not None]
    asked.sort(key=lambda one: (one[0][0] is None, one[0][0] or 0, one[1].pk))
    return [{"person": person, "ask_about": words[1]} for words, person in asked]
