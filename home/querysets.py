from wagtail.query import PageQuerySet

from hub.circles.audience import visible_pages


class TechniquePageQuerySet(PageQuerySet):
    def visible_to(self, user):
        return visible_pages(self, user)
