"""What the library gives to other rooms' registries: always only what the reader may see."""

from .listing import cards_of, knowledge_pages
from .models import AssetPage, BulletinPage
from .presentation import issue_of

MOST_RESOURCES = 200


def assets_of_topic(topic, user, limit) -> list[dict]:
    assets = AssetPage.objects.live().visible_to(user).about([topic]).newest()[:limit]
    return [{"title": page.title, "url": page.url, "note": page.get_kind_display()} for page in assets]


def bulletins_of_topic(topic, user, limit) -> list[dict]:
    bulletins = BulletinPage.objects.live().visible_to(user).about([topic]).newest()[:limit]
    return [{"title": page.title, "url": page.url, "note": issue_of(page)} for page in bulletins]


def resources_of_circle(circle, page, user, request) -> dict:
    """Bulletins and assets below a circle's page, gathered by topic: each stands under its first topic."""
    below = knowledge_pages(user).filter(path__startswith=page.path, depth__gt=page.depth)
    groups: dict[str, list[dict]] = {}
    for card in cards_of(below[:MOST_RESOURCES]):
        groups.setdefault(card["topics"][0] if card["topics"] else "Other", []).append(card)
    return {"groups": [{"topic": topic, "cards": cards} for topic, cards in sorted(groups.items())]}
