from django.conf import settings
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from assets_library.forms import KeptPageForm
from assets_library.presentation import asset_context
from assets_library.querysets import AssetPageQuerySet
from assets_library.words import REVIEW_HELP, TEXT_FEATURES, TOPICS_HELP
from hub.core.blocks import BODY_BLOCKS
from hub.review.publishing import HeldPageMixin
from hub.topics.models import TopicItem

from .kept import Kept, in_twelve_months


class AssetTopic(TopicItem):
    content_object = ParentalKey("assets_library.AssetPage", on_delete=models.CASCADE, related_name="topic_items")


class AssetPage(Kept, HeldPageMixin, Page):
    """One piece of know-how that somebody else can use."""

    class Kind(models.TextChoices):
        LESSON = "lesson", "Lesson learned"
        GUIDE = "guide", "Guide"
        CHECKLIST = "checklist", "Checklist"
        CASE_STORY = "case_story", "Case story"
        CONTACT_LIST = "contact_list", "Key contacts"
        POSTER = "poster", "Poster"
        HOW_TO = "how_to", "How to"
        EVIDENCE_SUMMARY = "evidence_summary", "Evidence summary"

    class Licence(models.TextChoices):
        TRUST = "trust", "For use in this organisation"
        OGL = "ogl", "Open Government Licence"
        CC_BY = "cc_by", "Creative Commons: credit us (CC BY)"
        CC_BY_NC = "cc_by_nc", "Creative Commons: credit us, not for sale (CC BY-NC)"
        CC_BY_NC_SA = "cc_by_nc_sa", "Creative Commons: credit us, not for sale, share alike (CC BY-NC-SA)"
        CC_BY_NC_ND = "cc_by_nc_nd", "Creative Commons: credit us, not for sale, unchanged (CC BY-NC-ND)"
        THIRD_PARTY = "third_party", "Somebody else's, used with permission"

    class Standing(models.TextChoices):
        IDEA = "idea", "Idea"
        RECOMMENDED = "recommended", "Recommended"
        REQUIRED = "required", "Required"

    kind = models.CharField(max_length=16, choices=Kind)
    for_whom = models.CharField(max_length=200, blank=True, help_text="Who can use this, for example “ward teams”.")
    gist = models.TextField(max_length=300, verbose_name="in 30 seconds", help_text="The gist, in 300 characters.")
    picture = models.ForeignKey(
        "hub_media.HubImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="It needs a description for people who cannot see it.",
    )
    context = RichTextField(blank=True, features=TEXT_FEATURES, help_text="Where this comes from and what happened.")
    key_points = StreamField(
        [("point", blocks.CharBlock(max_length=200, icon="tick", preview_value="Ask the patient first."))],
        blank=True,
        max_num=5,
        help_text="Up to five.",
    )
    what_to_do = RichTextField(blank=True, features=TEXT_FEATURES)
    story = models.TextField(blank=True, max_length=1500, verbose_name="story or quote")
    story_by = models.CharField(
        max_length=120, blank=True, verbose_name="who says it", help_text="A role is enough: “a ward sister”."
    )
    evidence = StreamField(BODY_BLOCKS, blank=True, verbose_name="evidence and files")
    review_on = models.DateField(null=True, default=in_twelve_months, verbose_name="review date", help_text=REVIEW_HELP)
    standing = models.CharField(max_length=11, choices=Standing, default=Standing.IDEA)
    licence = models.CharField(max_length=12, choices=Licence, default=Licence.TRUST)
    topics = ClusterTaggableManager(through=AssetTopic, blank=True, verbose_name="topics", help_text=TOPICS_HELP)

    objects = PageManager.from_queryset(AssetPageQuerySet)()

    base_form_class = KeptPageForm
    subpage_types = []
    template = "assets_library/asset_page.html"
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("for_whom")]),
        FieldPanel("gist"),
        FieldPanel("picture"),
        FieldPanel("topics"),
        FieldPanel("context"),
        FieldPanel("key_points"),
        FieldPanel("what_to_do"),
        MultiFieldPanel([FieldPanel("story"), FieldPanel("story_by")], heading="Story or quote"),
        InlinePanel("contacts", label="Person to ask", heading="People to ask"),
        FieldPanel("evidence"),
        MultiFieldPanel(
            [
                FieldPanel("content_owner"),
                FieldPanel("review_on"),
                FieldRowPanel([FieldPanel("standing"), FieldPanel("licence")]),
            ],
            heading="Kept right by",
            help_text=(
                "Idea: worth trying. Recommended: do it unless there is a reason not to. Required: a policy says so, "
                "and this page links to that policy; it never replaces it."
            ),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("gist"),
        index.SearchField("context"),
        index.SearchField("key_points"),
        index.SearchField("what_to_do"),
        index.SearchField("evidence"),
    ]

    class Meta:
        verbose_name = "knowledge asset"

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **asset_context(self, request)}


class AssetContact(Orderable):
    """Somebody to ask about an asset."""

    page = ParentalKey(AssetPage, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ask_about = models.CharField(max_length=120, blank=True, help_text="What this person can help with.")

    panels = [FieldPanel("person"), FieldPanel("ask_about")]

    def __str__(self):
        return f"Contact {self.pk}"
