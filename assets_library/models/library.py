from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from assets_library.listing import library_list, zone_list
from assets_library.querysets import LearningZonePageQuerySet
from assets_library.words import INTRO_FEATURES
from hub.core.addresses import ReservedSlugMixin
from hub.topics.models import TopicItem


class LibraryIndexPage(ReservedSlugMixin, Page):
    """The library's front page: the latest bulletins and assets."""

    intro = RichTextField(blank=True, features=INTRO_FEATURES)

    subpage_types = [
        "assets_library.BulletinPage",
        "assets_library.AssetPage",
        "assets_library.LearningZonePage",
    ]
    max_count = 1
    template = "assets_library/library_index_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = "library front page"

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **library_list(request)}


class ZoneTopic(TopicItem):
    content_object = ParentalKey(
        "assets_library.LearningZonePage", on_delete=models.CASCADE, related_name="topic_items"
    )


class LearningZonePage(Page):
    """A themed page that fills itself: hand-picked pages first, then the newest of its topics."""

    intro = RichTextField(blank=True, features=INTRO_FEATURES)
    topics = ClusterTaggableManager(
        through=ZoneTopic, blank=True, verbose_name="topics", help_text="The zone fills itself with these topics."
    )

    objects = PageManager.from_queryset(LearningZonePageQuerySet)()

    subpage_types = []
    template = "assets_library/learning_zone_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("topics"),
        InlinePanel(
            "picks", label="Hand-picked page", heading="Hand-picked pages", help_text="Shown first, in this order."
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = "learning zone"

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **zone_list(self, request)}


class ZonePick(Orderable):
    """A page that an editor put at the top of a zone."""

    zone = ParentalKey(LearningZonePage, on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    def __str__(self):
        return f"Pick {self.pk}"
