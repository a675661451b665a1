"""What the public pages show beside their own fields: a fixed number of queries whatever the page holds."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
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
    contacts = list(page.contacts.all())
    people = people_by_id([page.content_owner_id, *(contact.person_id for contact in contacts)])
    return {
        **_kept_context(page, request, people),
        "contacts": _without_repeats(contacts, people),
        "standing_tag": standing_tag(page),
        "standing_note": STANDING_NOTES[page.standing],
    }


def bulletin_context(page, request) -> dict:
    people = people_by_id([page.content_owner_id])
    return {
        **_kept_context(page, request, people),
        "issue": issue_of(page),
        "sections": readable_sections(page, request),
    }


def _kept_context(page, request, people) -> dict:
    return {
        "crumbs": crumbs_of(page, request),
        "topics": list(page.topics.all()),
        "content_owner": people.get(page.content_owner_id),
        "is_due": page.is_due_for_review(),
        "may_confirm": bool(page.pk) and page.live and may_confirm(request.user, page),
        "short_link": short_address(page),
    }


def short_address(page) -> str:
    """The short address of a published page, or nothing."""
    link = ShortLink.objects.filter(
        content_type=ContentType.objects.get_for_model(page), object_id=str(page.pk)
    ).first()
    return f"{settings.HUB_BASE_URL}{link.get_absolute_url()}" if link else ""


def issue_of(page) -> str:
    """For example “Bulletin 12 · 3 March 2026”."""
    number = f"Bulletin {page.number}" if page.number else "Bulletin"
    return f"{number} · {page.issued_on:%-d %B %Y}" if page.issued_on else number


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
        {"heading": section["heading"], "items_to_show": [_readable_item(item, addresses) for item in section["items"]]}
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
