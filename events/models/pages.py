"""What editors write: the list, the event and its kinds."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpResponseRedirect
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from events import listing, recurrence, standing
from events.blocks import QUESTION_BLOCKS
from events.kinds import EVENT_PAGE_TYPES, Preset
from events.near import FAR, is_far
from events.page_forms import EventPageForm
from events.querysets import EventPageQuerySet
from hub.core.addresses import ReservedSlugMixin
from hub.core.blocks import BODY_BLOCKS
from hub.topics.models import TopicItem

from .dates import Occurrence


class EventsIndexPage(ReservedSlugMixin, Page):
    """What is coming and what has been. It lists every event that the reader may see, wherever it stands."""

    intro = models.CharField(max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = EVENT_PAGE_TYPES
    max_count = 1
    template = "events/events_index_page.html"

    class Meta:
        verbose_name = "events"

    def get_context(self, request, *args, **kwargs):
        dates = Occurrence.objects.of_events(EventPage.objects.live().visible_to(request.user))
        return {**super().get_context(request, *args, **kwargs), **listing.listing(dates, request, now=timezone.now())}


class EventTopic(TopicItem):
    content_object = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="topic_items")


class Repeats(models.TextChoices):
    NEVER = "never", "Does not repeat"
    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY_DATE = "monthly_date", "Every month on this day of the month"
    MONTHLY_WEEKDAY = "monthly_weekday", "Every month on this weekday, such as the second Tuesday"


class EventPage(Page):
    """What an editor writes about an event. What happens when lives in `Occurrence`, who comes in `Signup`: publishing
    a draft rewrites every field here, so nothing that people do may be one."""

    intro = models.CharField(max_length=300, blank=True, help_text="One or two sentences for lists and mail.")
    body = StreamField(BODY_BLOCKS, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    topics = ClusterTaggableManager(
        through=EventTopic, blank=True, verbose_name="topics", help_text="What the event is about."
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="events_hosted",
        help_text="Organises the event, and alone reads what people say about diet and access.",
    )
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    room = models.ForeignKey(
        "hub_people.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Leave empty if the event is online only.",
    )
    in_person_capacity = models.PositiveIntegerField(
        "places in the room", null=True, blank=True, help_text="Leave empty for no limit."
    )
    online_link = models.URLField(
        max_length=500, blank=True, help_text="Shown only to people with an online place. Leave empty if not online."
    )
    online_capacity = models.PositiveIntegerField(
        "places online", null=True, blank=True, help_text="Leave empty for no limit."
    )
    signup_opens_at = models.DateTimeField(
        "sign-up opens", null=True, blank=True, help_text="Leave empty to open when the page is published."
    )
    signup_closes_at = models.DateTimeField(
        "sign-up closes",
        null=True,
        blank=True,
        help_text="Leave empty to close when the event starts; of a series, this closes all dates.",
    )
    promotion_stops_hours = models.PositiveSmallIntegerField(
        "hours before the start when the waiting list stops moving",
        default=2,
        help_text="After that nobody is moved up by surprise; a free place goes to whoever takes it first.",
    )
    drop_in = models.BooleanField(
        "people may just come", default=False, help_text="Nobody needs to sign up; those who come are counted there."
    )
    catering = models.BooleanField(
        "food is provided", default=False, help_text="People are asked for dietary needs when they sign up."
    )
    questions = StreamField(
        QUESTION_BLOCKS,
        blank=True,
        max_num=5,
        help_text="Up to five questions of your own. Organisers alone read the answers.",
    )
    aims = models.TextField(
        "learning aims", blank=True, max_length=600, help_text="One to a line. They are printed on certificates."
    )
    repeats = models.CharField(max_length=16, choices=Repeats, default=Repeats.NEVER)
    repeat_until = models.DateField(
        "repeat until", null=True, blank=True, help_text="The last day on which it may happen; 60 dates at most."
    )
    skip_bank_holidays = models.BooleanField("not on bank holidays in England", default=True)

    objects = PageManager.from_queryset(EventPageQuerySet)()

    is_creatable = False
    subpage_types = []
    template = "events/event_page.html"
    base_form_class = EventPageForm
    preset = Preset(minutes=60)
    MOMENTS = ("starts_at", "ends_at", "signup_opens_at", "signup_closes_at", "repeat_until")
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("room"), FieldPanel("in_person_capacity")]),
                FieldRowPanel([FieldPanel("online_link"), FieldPanel("online_capacity")]),
            ],
            heading="When and where",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("repeats"), FieldPanel("repeat_until")]),
                FieldPanel("skip_bank_holidays"),
                InlinePanel("times", heading="More times on each day", label="Time"),
                InlinePanel("skipped_dates", heading="Days left out", label="Day"),
            ],
            heading="Repeats",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("host"),
                FieldRowPanel([FieldPanel("signup_opens_at"), FieldPanel("signup_closes_at")]),
                FieldRowPanel([FieldPanel("drop_in"), FieldPanel("catering")]),
                FieldPanel("promotion_stops_hours"),
                FieldPanel("questions"),
            ],
            heading="Sign-up",
        ),
        InlinePanel("speakers", heading="Speakers", label="Speaker"),
        FieldPanel("body"),
        FieldPanel("aims"),
        FieldPanel("topics"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.RelatedFields("speakers", [index.SearchField("name")]),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
    ]

    class Meta:
        verbose_name = "event"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_page_ends_after_start"),
            models.CheckConstraint(
                condition=Q(signup_opens_at=None)
                | Q(signup_closes_at=None)
                | Q(signup_closes_at__gt=F("signup_opens_at")),
                name="events_page_signup_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(repeats="never") | Q(repeat_until__isnull=False), name="events_page_repeats_until_a_day"
            ),
        ]

    def clean(self):
        super().clean()
        self._refuse_far_days()
        errors = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = "The event must end after it starts."
        if self.signup_opens_at and self.signup_closes_at and self.signup_closes_at <= self.signup_opens_at:
            errors["signup_closes_at"] = "Sign-up must close after it opens."
        if not self.room_id and not self.online_link:
            errors["room"] = "Choose a room or give an online link: people need to know where to go."
        if self.repeats != Repeats.NEVER and not self.repeat_until:
            errors["repeat_until"] = "Give the last day on which it may happen."
        elif self.repeat_until and self.starts_at and self.repeat_until < timezone.localdate(self.starts_at):
            errors["repeat_until"] = "The last day must not be before the first date."
        elif self.starts_at and not self._days():
            errors["repeat_until"] = "Every day until then is a bank holiday, so there would be no date."
        if errors:
            raise ValidationError(errors)

    def _refuse_far_days(self):
        given = {name: getattr(self, name) for name in self.MOMENTS}
        if far := {name: FAR for name, moment in given.items() if moment and is_far(moment)}:
            raise ValidationError(far)

    def _days(self):
        first, last = timezone.localdate(self.starts_at), self.repeat_until
        return recurrence.days(self.repeats, first, last or first, skip_bank_holidays=self.skip_bank_holidays, cap=1)

    def serve(self, request, *args, **kwargs):
        if self.alias_of_id:  # sign-ups belong to the page itself, so an alias only points there
            return HttpResponseRedirect(self.alias_of.get_url(request))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        topic_items = self.topic_items.select_related("tag") if self.pk else []
        panel = standing.panel_of(self, request.user, key=request.GET.get("date", ""))
        return {
            **super().get_context(request, *args, **kwargs),
            **panel,
            **self._facts(panel["occurrence"], is_preview=getattr(request, "is_preview", False)),
            "speakers": self.speakers.all(),
            "material": self._material(),
            "topics": [item.tag for item in topic_items],
        }

    def _material(self):
        from events.afterwards import material_of  # noqa: PLC0415 -- circular import: it queries what dates leave behind

        return material_of(self)

    def _facts(self, date, *, is_preview):
        """When and where, of the date that is shown; of the page itself in a preview, and where several are shown."""
        if date is None or is_preview:
            return {"starts": self.starts_at, "ends": self.ends_at, "room": self.room, "is_online": self.online_link}
        return {"starts": date.start, "ends": date.end, "room": date.place, "is_online": date.online_link}
