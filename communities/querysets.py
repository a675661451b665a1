from wagtail.query import PageQuerySet

from hub.circles.audience import named_to, visible_pages


class CommunityPageQuerySet(PageQuerySet):
    def visible_to(self, user):
        """Communities whose content `user` may read."""
        return visible_pages(self, user)

    def named_to(self, user):
        """Communities that `user` may know of: name, purpose and how to join."""
        return named_to(self, user)
