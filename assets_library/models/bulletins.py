from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from assets_library.blocks import SECTION_BLOCKS
from assets_library.forms import KeptPageForm
from assets_library.presentation import bulletin_context
from assets_library.querysets import BulletinPageQuerySet
from assets_library.words import INTRO_FEATURES, TOPICS_HELP
from hub.review.publishing import HeldPageMixin
from hub.topics.models import TopicItem

from .kept import Kept


class BulletinTopic(TopicItem):
    content_object = ParentalKey("assets_library.BulletinPage", on_delete=models.CASCADE, related_name="topic_items")


class BulletinPage(Kept, HeldPageMixin, Page):
    """One numbered issue: sections of items that lead to pages of the Hub or to outside addresses."""

    number = models.PositiveIntegerField(null=True, help_text="The number of this issue.")
    issued_on = models.DateField(null=True, verbose_name="issue date")
    intro = RichTextField(blank=True, features=INTRO_FEATURES, help_text="One or two sentences.")
    sections = StreamField(SECTION_BLOCKS, blank=True)
    contact = models.CharField(
        max_length=200, blank=True, help_text="Who compiled it and how to reach them. A shared address is best."
    )
    topics = ClusterTaggableManager(through=BulletinTopic, blank=True, verbose_name="topics", help_text=TOPICS_HELP)

    objects = PageManager.from_queryset(BulletinPageQuerySet)()

    # Staff addresses belong here; the check is for patients.
    not_checked = frozenset({"contact"})
    base_form_class = KeptPageForm
    subpage_types = []
    template = "assets_library/bulletin_page.html"
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("issued_on")]),
        FieldPanel("intro"),
        FieldPanel("sections"),
        FieldPanel("topics"),
        MultiFieldPanel(
            [FieldPanel("content_owner"), FieldPanel("review_on"), FieldPanel("contact")], heading="Kept right by"
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("sections")]

    class Meta:
        verbose_name = "bulletin"

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **bulletin_context(self, request)}
