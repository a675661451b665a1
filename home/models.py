from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from hub.core.addresses import ReservedSlugMixin
from hub.core.blocks import BODY_BLOCKS

from .querysets import TechniquePageQuerySet


class HomePage(Page):
    """The front door. What it shows of people's own things is put together in `home.front_page`."""

    welcome = models.CharField(max_length=120, default="Learn before, during and after. Then share it.")
    intro = models.CharField(
        max_length=300,
        default="Find what colleagues already know, meet the people who know it, and pass on what you learn.",
    )
    picture = models.ForeignKey(
        "hub_media.HubImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "communities.CommunitiesIndexPage",
        "events.EventsIndexPage",
        "assets_library.LibraryIndexPage",
        "home.TechniquesIndexPage",
        "home.StandardPage",
    ]
    template = "home/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("welcome"), FieldPanel("intro"), FieldPanel("picture")]

    def get_context(self, request, *args, **kwargs):
        from .front_page import front_page_of  # noqa: PLC0415 -- circular import: it reads the wings' models

        return {**super().get_context(request, *args, **kwargs), **front_page_of(request.user)}


class StandardPage(ReservedSlugMixin, Page):
    """A page of plain content: help, accessibility statement, privacy."""

    intro = models.CharField(max_length=300, blank=True)
    body = StreamField(BODY_BLOCKS, blank=True)

    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]


class TechniquesIndexPage(ReservedSlugMixin, Page):
    """The chooser: not a list of forty-five, but four moments to start from."""

    intro = models.CharField(max_length=300, blank=True)

    subpage_types = ["home.TechniquePage"]
    max_count = 1
    template = "home/techniques_index_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        techniques = TechniquePage.objects.child_of(self).live().visible_to(request.user).order_by("number")
        by_stage = {stage: [] for stage in TechniquePage.Stage.values}
        for technique in techniques:
            by_stage[technique.stage].append(technique)
        chosen = request.GET.get("stage", "")
        context["stages"] = [
            {"value": stage.value, "label": stage.label, "moment": MOMENTS[stage], "techniques": by_stage[stage.value]}
            for stage in TechniquePage.Stage
        ]
        context["chosen"] = chosen if chosen in TechniquePage.Stage.values else ""
        return context


class TechniquePage(Page):
    """One technique of the knowledge mobilisation framework: what it is, when to use it and how to run it."""

    class Stage(models.TextChoices):
        WHERE_ARE_WE_NOW = "where_are_we_now", "Where are we now?"
        BEFORE = "before", "Before a project"
        DURING_AND_AFTER = "during_and_after", "During and after"
        SHARING = "sharing", "Sharing"

    number = models.PositiveSmallIntegerField(unique=False, help_text="Its number in the framework, 1 to 45.")
    stage = models.CharField(max_length=20, choices=Stage)
    summary = models.CharField(max_length=250)
    duration = models.CharField("how long", max_length=80, blank=True)
    people = models.CharField("how many people", max_length=80, blank=True)
    what = RichTextField("what it is", features=["bold", "italic", "link", "ul", "ol"])
    when_to_use = StreamField([("point", blocks.CharBlock(max_length=250))], blank=True)
    steps = StreamField([("step", blocks.CharBlock(max_length=400))], blank=True)
    tips = StreamField([("tip", blocks.CharBlock(max_length=300))], blank=True)

    objects = PageManager.from_queryset(TechniquePageQuerySet)()

    parent_page_types = ["home.TechniquesIndexPage"]
    subpage_types = []
    template = "home/technique_page.html"
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("stage")]),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("duration"), FieldPanel("people")]),
        FieldPanel("what"),
        MultiFieldPanel([FieldPanel("when_to_use"), FieldPanel("steps"), FieldPanel("tips")], heading="Running it"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("what"),
        index.FilterField("stage"),
    ]


MOMENTS = {
    TechniquePage.Stage.WHERE_ARE_WE_NOW: "I want to know how well we share what we know",
    TechniquePage.Stage.BEFORE: "I am about to start something",
    TechniquePage.Stage.DURING_AND_AFTER: "Something is under way, or has just happened",
    TechniquePage.Stage.SHARING: "I have something worth passing on",
}
