from django.db import models
from django.utils.functional import cached_property
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from events.kinds import EVENT_PAGE_TYPES
from hub.circles.models import PageGate
from hub.core.addresses import ReservedSlugMixin
from hub.core.blocks import BODY_BLOCKS
from hub.topics.models import TopicItem

from .querysets import CommunityPageQuerySet

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class CommunitiesIndexPage(ReservedSlugMixin, Page):
    """The directory of communities."""

    intro = models.CharField(max_length=300, blank=True)

    subpage_types = ["communities.CommunityPage"]
    max_count = 1
    template = "communities/communities_index_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    def get_context(self, request, *args, **kwargs):
        from .directory import directory_context  # noqa: PLC0415 -- circular import: it queries CommunityPage

        return {**super().get_context(request, *args, **kwargs), **directory_context(self, request)}


class CommunityTopic(TopicItem):
    content_object = ParentalKey("communities.CommunityPage", on_delete=models.CASCADE, related_name="topic_items")


class CommunityPage(Page):
    """What a community says about itself. Who belongs, who may join and whether it is listed live on its circle."""

    class Kind(models.TextChoices):
        COMMUNITY_OF_PRACTICE = "community_of_practice", "Community of practice"
        WORKING_GROUP = "working_group", "Working group"

    kind = models.CharField(max_length=22, choices=Kind, default=Kind.COMMUNITY_OF_PRACTICE)
    purpose = models.CharField(max_length=250, help_text="One sentence that everybody who may know of it can read.")
    picture = models.ForeignKey(
        "hub_media.HubImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    about = RichTextField(features=TEXT_FEATURES, blank=True)
    charter = RichTextField(
        features=TEXT_FEATURES, blank=True, help_text="What you do together, how you behave and when you meet."
    )
    welcome = models.CharField(max_length=300, blank=True, help_text="The first step for somebody who has just joined.")
    links = StreamField(
        [block for block in BODY_BLOCKS if block[0] in {"document", "page_links", "media_link"}],
        blank=True,
        help_text="Documents and links shown under Resources.",
    )
    topics = ClusterTaggableManager(through=CommunityTopic, blank=True, verbose_name="topics")

    objects = PageManager.from_queryset(CommunityPageQuerySet)()

    parent_page_types = ["communities.CommunitiesIndexPage"]
    subpage_types = [*EVENT_PAGE_TYPES, "assets_library.AssetPage"]
    template = "communities/community_page.html"
    has_public_face = True
    content_panels = [
        HelpPanel(
            "<p>A new community is hidden until its facilitator opens it: publish the page, open it, and choose "
            "<b>Run this community</b>, then <b>Who can join</b>.</p>"
        ),
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("purpose"),
        FieldPanel("picture"),
        FieldPanel("about"),
        FieldPanel("charter"),
        FieldPanel("welcome"),
        FieldPanel("links"),
        FieldPanel("topics"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("purpose", boost=2),
        # Not `about`: people who may only know of a community search too, and would find it by words they may not read.
        index.FilterField("kind"),
    ]

    @cached_property
    def circle(self):
        """The circle that stands before this page. Every community has one from the moment it is created."""
        return PageGate.objects.select_related("circle").get(page=self.pk).circle

    def serve(self, request, *args, **kwargs):
        from .views import community_page  # noqa: PLC0415 -- circular import: the view queries CommunityPage

        return community_page(request, self)
