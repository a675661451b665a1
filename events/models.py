import uuid

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
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from hub.core.addresses import ReservedSlugMixin
from hub.core.blocks import BODY_BLOCKS
from hub.topics.models import TopicItem

from . import listing, standing
from .querysets import EventPageQuerySet, OccurrenceQuerySet, SignupQuerySet


class EventsIndexPage(ReservedSlugMixin, Page):
    """What is coming and what has been. It lists every event that the reader may see, wherever it stands."""

    intro = models.CharField(max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["events.LunchAndLearnPage", "events.KnowledgeCafePage"]
    max_count = 1
    template = "events/events_index_page.html"

    class Meta:
        verbose_name = "events"

    def get_context(self, request, *args, **kwargs):
        dates = Occurrence.objects.of_events(EventPage.objects.live().visible_to(request.user))
        return {**super().get_context(request, *args, **kwargs), **listing.listing(dates, request, now=timezone.now())}


class EventTopic(TopicItem):
    content_object = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="topic_items")


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
        "sign-up closes", null=True, blank=True, help_text="Leave empty to close when the event starts."
    )
    catering = models.BooleanField(
        "food is provided", default=False, help_text="People are asked for dietary needs when they sign up."
    )

    objects = PageManager.from_queryset(EventPageQuerySet)()

    is_creatable = False
    subpage_types = []
    template = "events/event_page.html"
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
                FieldPanel("host"),
                FieldRowPanel([FieldPanel("signup_opens_at"), FieldPanel("signup_closes_at")]),
                FieldPanel("catering"),
            ],
            heading="Sign-up",
        ),
        InlinePanel("speakers", heading="Speakers", label="Speaker"),
        FieldPanel("body"),
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
        ]

    def clean(self):
        super().clean()
        errors = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = "The event must end after it starts."
        if self.signup_opens_at and self.signup_closes_at and self.signup_closes_at <= self.signup_opens_at:
            errors["signup_closes_at"] = "Sign-up must close after it opens."
        if not self.room_id and not self.online_link:
            errors["room"] = "Choose a room or give an online link: people need to know where to go."
        if errors:
            raise ValidationError(errors)

    def serve(self, request, *args, **kwargs):
        if self.alias_of_id:  # sign-ups belong to the page itself, so an alias only points there
            return HttpResponseRedirect(self.alias_of.get_url(request))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        topic_items = self.topic_items.select_related("tag") if self.pk else []
        panel = standing.panel_of(self, request.user)
        date = panel["occurrence"]
        return {
            **super().get_context(request, *args, **kwargs),
            **panel,
            "room": date.place if date and date.place_id == self.room_id else self.room,
            "speakers": self.speakers.all(),
            "topics": [item.tag for item in topic_items],
        }


class LunchAndLearnPage(EventPage):
    """A short talk over lunch, then questions."""

    template = "events/event_page.html"
    subpage_types = []

    class Meta:
        verbose_name = "Lunch and Learn"
        verbose_name_plural = "Lunch and Learns"


class KnowledgeCafePage(EventPage):
    """One question, small tables, several rounds of conversation."""

    template = "events/event_page.html"
    subpage_types = []

    class Meta:
        verbose_name = "Knowledge Café"
        verbose_name_plural = "Knowledge Cafés"


class EventSpeaker(Orderable):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160, blank=True, help_text="Job title and team, as it should be shown.")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Choose the colleague if they have an account.",
    )

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = "speaker"

    def __str__(self):
        return self.name


class Occurrence(models.Model):
    """One date of an event, as people were last told of it. Publishing the event brings it up to date."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        CANCELLED = "cancelled", "Cancelled"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    start = models.DateTimeField()
    end = models.DateTimeField()
    place = models.ForeignKey("hub_people.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    in_person_capacity = models.PositiveIntegerField(null=True, blank=True)
    online_link = models.URLField(max_length=500, blank=True)
    online_capacity = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.SCHEDULED)
    sequence = models.PositiveIntegerField(default=0, help_text="How often its time or place changed.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="events_occurrence_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="scheduled", cancelled_at=None) | Q(state="cancelled", cancelled_at__isnull=False),
                name="events_occurrence_cancelled_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["end"], name="events_occurrence_end"),
            models.Index(fields=["start"], name="events_occurrence_start"),
        ]

    def __str__(self):
        return f"{self.event} on {timezone.localtime(self.start):%d %B %Y}"

    @property
    def uid(self):
        """What calendars know this date by. It never changes."""
        return f"{self.key}@knowledge-hub"

    @property
    def modes(self):
        """The kinds of place that it offers."""
        offered = [(Signup.Mode.IN_PERSON, self.place_id), (Signup.Mode.ONLINE, self.online_link)]
        return [mode for mode, where in offered if where]

    def capacity(self, mode) -> int | None:
        """How many places of this kind there are; None is no limit."""
        return self.online_capacity if mode == Signup.Mode.ONLINE else self.in_person_capacity

    def places_taken(self, mode) -> int:
        """How many places of this kind are taken, from a queryset `with_places_taken`."""
        return self.online_taken if mode == Signup.Mode.ONLINE else self.in_person_taken

    def places_left(self, mode) -> int | None:
        """How many places of this kind are free, from the same; None is no limit."""
        capacity = self.capacity(mode)
        return None if capacity is None else max(capacity - self.places_taken(mode), 0)

    def is_over(self, *, now=None) -> bool:
        return self.end <= (now or timezone.now())

    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED


class Signup(models.Model):
    """One person and one date of an event. The row stays when they cancel and comes alive when they sign up again."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        ONLINE = "online", "Online"

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "Has a place"
        WAITING = "waiting", "Waiting"
        CANCELLED = "cancelled", "Cancelled"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="signups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signups")
    mode = models.CharField(max_length=9, choices=Mode)
    state = models.CharField(max_length=9, choices=State)
    signed_up_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True, help_text="When a place came from the waiting list.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    dietary_needs = models.TextField(blank=True)
    access_needs = models.TextField(blank=True)
    told_sequence = models.IntegerField(
        default=-1, help_text="SEQUENCE of the last calendar file for this person; -1 before the first."
    )

    objects = SignupQuerySet.as_manager()

    class Meta:
        ordering = ["signed_up_at", "pk"]
        verbose_name = "sign-up"
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person"], name="events_one_signup_a_person"),
            models.CheckConstraint(condition=Q(mode__in=["in_person", "online"]), name="events_signup_mode_is_known"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | Q(state__in=["confirmed", "waiting"], cancelled_at=None),
                name="events_signup_cancelled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(promoted_at=None) | ~Q(state="waiting"), name="events_signup_promoted_does_not_wait"
            ),
        ]
        indexes = [
            models.Index(
                fields=["occurrence", "mode", "signed_up_at", "id"],
                condition=Q(state="waiting"),
                name="events_signup_queue",
            ),
            models.Index(fields=["occurrence", "mode"], condition=Q(state="confirmed"), name="events_signup_confirmed"),
            models.Index(fields=["person", "state"], name="events_signup_of_person"),
        ]

    def __str__(self):
        return f"Sign-up {self.key}"

    @property
    def is_confirmed(self):
        return self.state == self.State.CONFIRMED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED
