from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils import timezone
from wagtail.query import PageQuerySet

from hub.circles.audience import visible_pages
from hub.circles.models import Circle, PageAudience
from hub.core.models import ShortLink

PAST_IN_FEEDS, CANCELLED_IN_FEEDS = 90, 30  # days
REACHES_ALL_STAFF = Q(circle=None) | Q(circle__reach__in=[Circle.Reach.PUBLIC, Circle.Reach.STAFF])


class EventPageQuerySet(PageQuerySet):
    def visible_to(self, user):
        return visible_pages(self, user)

    def open_to_all_staff(self):
        """Events that nobody needs a membership for; who may see one of them is another question."""
        return self.filter(pk__in=PageAudience.objects.filter(REACHES_ALL_STAFF).values("page"))

    def upcoming(self, *, now=None):
        """Events with a date not yet over, soonest first. An event under way still counts."""
        coming = self._dates().filter(end__gt=now or timezone.now(), state="scheduled")
        return self._with(coming, first="start").order_by("first_date", "pk")

    def past(self, *, now=None):
        """Events whose dates are all over, latest first."""
        now = now or timezone.now()
        over = self._dates().filter(end__lte=now)
        return (
            self.exclude(pk__in=self._dates().filter(end__gt=now).values("event"))
            ._with(over, first="-start")
            .order_by("-first_date", "-pk")
        )

    def _dates(self):
        return self.model._meta.get_field("occurrences").related_model.objects.all()

    def _with(self, dates, *, first):
        first_date = dates.filter(event=OuterRef("pk")).order_by(first).values("start")[:1]
        return self.filter(pk__in=dates.values("event")).annotate(first_date=Subquery(first_date))


class OccurrenceQuerySet(models.QuerySet):
    def of_events(self, events):
        """Dates of these events. Give it events that somebody may see."""
        return self.filter(event__in=events.order_by().values("pk"))

    def coming(self, *, now=None):
        """Not yet over, soonest first. One under way still counts."""
        return self.filter(end__gt=now or timezone.now()).order_by("start", "pk")

    def past(self, *, now=None):
        """Over, latest first."""
        return self.filter(end__lte=now or timezone.now()).order_by("-start", "-pk")

    def between(self, start, end):
        """Held at least in part from `start` until before `end`, soonest first."""
        return self.filter(start__lt=end, end__gt=start).order_by("start", "pk")

    def with_free_places(self):
        """Still on, with room for one more without waiting."""
        room = ~Q(place=None) & (Q(in_person_capacity=None) | Q(in_person_tally__lt=F("in_person_capacity")))
        online = ~Q(online_link="") & (Q(online_capacity=None) | Q(online_tally__lt=F("online_capacity")))
        return self.filter(room | online, state="scheduled")

    def of_person(self, person):
        """Those for which `person` has a place or waits."""
        mine = self._signups().filter(person=person.pk, state__in=["confirmed", "waiting"])
        return self.filter(pk__in=mine.values("occurrence"))

    def with_places_taken(self):
        """Each with `in_person_taken` and `online_taken`, counted apart."""
        return self.annotate(in_person_taken=self._taken("in_person"), online_taken=self._taken("online"))

    def with_places_tallied(self):
        """The same from the tallies, which are right for limited places alone: enough to say how many are left."""
        return self.annotate(in_person_taken=F("in_person_tally"), online_taken=F("online_tally"))

    def with_state_of(self, person):
        """Each with `my_state`: how `person` stands with it, or None."""
        mine = self._signups().filter(occurrence=OuterRef("pk"), person=person)
        return self.annotate(my_state=Subquery(mine.values("state")[:1]))

    def with_signup_of(self, person):
        """Each with `my_signup`, the sign-up of `person` or None, with `ahead_of_me` in its queue and with `clash`."""
        mine = FilteredRelation("signups", condition=Q(signups__person=person.pk))
        earlier = Q(signed_up_at__lt=OuterRef("my_signup__signed_up_at")) | Q(
            signed_up_at=OuterRef("my_signup__signed_up_at"), pk__lt=OuterRef("my_signup__pk")
        )
        ahead = self._signups().filter(
            earlier, occurrence=OuterRef("pk"), state="waiting", mode=OuterRef("my_signup__mode")
        )
        return (
            self.with_clash_of(person)
            .annotate(my_signup=mine, ahead_of_me=_count(ahead))
            .select_related("my_signup")
            .defer("my_signup__dietary_needs", "my_signup__access_needs")
        )

    def with_clash_of(self, person):
        """Each with `clash`: title, start and end of the first other date at the same time for which `person` has a
        place or waits, or None. One that ends when the other starts does not clash."""
        events = self.model._meta.get_field("event").related_model.objects.live().visible_to(person)
        others = (
            self._signups()
            .filter(
                person=person.pk,
                state__in=["confirmed", "waiting"],
                occurrence__state="scheduled",
                occurrence__start__lt=OuterRef("end"),
                occurrence__end__gt=OuterRef("start"),
            )
            .exclude(occurrence=OuterRef("pk"))
            .filter(Exists(events.filter(pk=OuterRef("occurrence__event")).order_by()))
            .order_by("occurrence__start", "occurrence")
        )
        told = JSONObject(title="occurrence__event__title", start="occurrence__start", end="occurrence__end")
        return self.annotate(clash=Subquery(others.values(told=told)[:1], output_field=models.JSONField()))

    def with_short_code(self):
        """Each with `short_code`: the code of the short link to its event, or None."""
        own = Cast(OuterRef("event"), models.CharField())
        links = ShortLink.objects.filter(content_type=OuterRef("event__content_type"), object_id=own)
        return self.annotate(short_code=Subquery(links.values("code")[:1]))

    def in_feeds(self, *, now):
        """What calendar feeds hold: the last 90 days and what is to come; cancelled ones for 30 days after that."""
        fresh = Q(state="scheduled") | Q(cancelled_at__gt=now - timedelta(days=CANCELLED_IN_FEEDS))
        return self.filter(fresh, end__gt=now - timedelta(days=PAST_IN_FEEDS)).order_by("start", "pk")

    def recount(self):
        """Bring the tallies up to the places that are given; for rows made in bulk. Returns how many dates."""
        return self.update(in_person_tally=self._taken("in_person"), online_tally=self._taken("online"))

    def _taken(self, mode):
        return _count(self._signups().filter(occurrence=OuterRef("pk"), state="confirmed", mode=mode))

    def _signups(self):
        return self.model._meta.get_field("signups").related_model.objects.all()


def _count(signups):
    """How many of these sign-ups of an outer occurrence there are."""
    counted = signups.order_by().values("occurrence").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class SignupQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state="confirmed")

    def waiting(self):
        """Who waits, first come first."""
        return self.filter(state="waiting").order_by("signed_up_at", "pk")

    def coming_for(self, person, *, now=None):
        """The sign-ups of `person` for what is still to come and that they may still see, soonest first."""
        events = self.model._meta.get_field("occurrence").related_model._meta.get_field("event").related_model
        return (
            self.filter(person=person, state__in=["confirmed", "waiting"])
            .filter(
                occurrence__state="scheduled",
                occurrence__end__gt=now or timezone.now(),
                occurrence__event__in=events.objects.live().visible_to(person).order_by().values("pk"),
            )
            .select_related("occurrence__event", "occurrence__place")
            .order_by("occurrence__start", "pk")
        )

    def in_feed_of(self, person, *, now):
        """Where `person` has a place or waits, of what feeds hold and they may still see, soonest first."""
        dates = self.model._meta.get_field("occurrence").related_model.objects.in_feeds(now=now)
        events = dates.model._meta.get_field("event").related_model.objects.live().visible_to(person)
        return self.filter(
            person=person,
            state__in=["confirmed", "waiting"],
            occurrence__in=dates.of_events(events).order_by().values("pk"),
        ).order_by("occurrence__start", "pk")

    def ahead_of(self, signup):
        """Those who wait for the same kind of place and came before."""
        earlier = Q(signed_up_at__lt=signup.signed_up_at) | Q(signed_up_at=signup.signed_up_at, pk__lt=signup.pk)
        return self.waiting().filter(earlier, occurrence=signup.occurrence_id, mode=signup.mode)

    def with_needs_of_ended(self, *, before):
        """Sign-ups that still hold needs or answers though their event ended before this moment."""
        said = ~Q(dietary_needs="") | ~Q(access_needs="") | ~Q(answers=[])
        return self.filter(said, occurrence__end__lt=before)

    def with_queue_place(self):
        """Those who wait, each with `queue_place`, counted apart for each kind of place."""
        window = models.Window(
            models.functions.RowNumber(),
            partition_by=[F("occurrence"), F("mode")],
            order_by=[F("signed_up_at"), F("pk")],
        )
        return self.waiting().annotate(queue_place=window)
