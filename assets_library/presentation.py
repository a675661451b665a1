"""What the public pages show beside their own fields: a fixed number of queries whatever the page holds."""

from django.contrib.auth import get_user_model
from wagtail.models import Page

from hub.circles.audience import visible_pages

STANDING_COLOURS = {"idea": "blue", "recommended": "green", "required": "red"}
STANDING_NOTES = {
    "idea": "Worth trying. See whether it works where you are.",
    "recommended": "Do this unless there is a good reason not to.",
    "required": "A policy asks for this. The policy it links to is what counts.",
}


def asset_context(page, request) -> dict:
    contacts = list(page.contacts.all())
    people = people_by_id([page.content_owner_id, *(contact.person_id for contact in contacts)])
    return {
        "crumbs": crumbs_of(page, request),
        "topics": list(page.topics.all()),
        "content_owner": people.get(page.content_owner_id),
        "contacts": _without_repeats(contacts, people),
        "is_due": page.is_due_for_review(),
        "standing_tag": standing_tag(page),
        "standing_note": STANDING_NOTES[page.standing],
    }


def bulletin_context(page, request) -> dict:
    people = people_by_id([page.content_owner_id])
    return {
        "crumbs": crumbs_of(page, request),
        "topics": list(page.topics.all()),
        "content_owner": people.get(page.content_owner_id),
        "is_due": page.is_due_for_review(),
        "sections": readable_sections(page, request),
    }


def standing_tag(page) -> dict:
    return {"text": page.get_standing_display(), "colour": STANDING_COLOURS[page.standing]}


def crumbs_of(page, request) -> list[tuple[str, str]]:
    """The way down to `page`, without the site's root and without pages that the reader may not see."""
    path = page.path or ""
    steps = [path[:length] for length in range(3 * Page.steplen, len(path), Page.steplen)]
    if not steps:
        return []
    above = visible_pages(Page.objects.live().filter(path__in=steps), request.user).order_by("path")
    return [(ancestor.title, ancestor.get_url(request)) for ancestor in above]


def people_by_id(ids) -> dict:
    wanted = {pk for pk in ids if pk}
    people = get_user_model().objects.filter(pk__in=wanted).select_related("unit")
    return {person.pk: person for person in people} if wanted else {}


def readable_sections(page, request) -> list[dict]:
    """Sections with their items. An item that leads to a page the reader may not see keeps its words, not its link."""
    sections = [section.value for section in page.sections]
    wanted = {item["page"].pk for section in sections for item in section["items"] if item["page"]}
    readable = visible_pages(Page.objects.live().filter(pk__in=wanted), request.user) if wanted else []
    addresses = {target.pk: target.get_url(request) for target in readable}
    return [
        {"heading": section["heading"], "items": [_readable_item(item, addresses) for item in section["items"]]}
        for section in sections
    ]


def _readable_item(item, addresses) -> dict:
    address = addresses.get(item["page"].pk) if item["page"] else item["url"]
    words = {name: item[name] for name in ("title", "summary", "source", "date")}
    return {**words, "url": address, "is_outside": bool(item["url"])}


def _without_repeats(contacts, people) -> list[dict]:
    """People to ask, each once, in the editor's order; nobody whose account has ended."""
    found = {}
    for contact in contacts:
        person = people.get(contact.person_id)
        if person and person.is_active:
            found.setdefault(person.pk, {"person": person, "ask_about": contact.ask_about})
    return list(found.values())
