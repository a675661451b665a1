"""What communities give to the registries of lower rooms."""

from .models import CommunityPage, CommunityTopic


def named_communities(user):
    return CommunityPage.objects.live().named_to(user)


def communities_of_topic(topic, user, limit):
    tagged = CommunityTopic.objects.filter(tag=topic).values("content_object")
    pages = named_communities(user).filter(pk__in=tagged).order_by("title", "pk")[:limit]
    return [{"title": page.title, "url": page.url, "note": page.purpose} for page in pages]
