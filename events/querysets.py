from django.db import models
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.query import PageQuerySet

from hub.circles.audience import visible_pages


class EventPageQuerySet(PageQuerySet):
    def visible_to(self, user):
        return visible_pages(self, user)

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

    def with_places_taken(self):
        """Each with `in_person_taken` and `online_taken`, counted apart."""
        return self.annotate(in_person_taken=self._taken("in_person"), online_taken=self._taken("online"))

    def with_state_of(self, person):
        """Each with `my_state`: how `person` stands with it, or None."""
        mine = self._signups().filter(occurrence=OuterRef("pk"), person=person)
        return self.annotate(my_state=Subquery(mine.values("state")[:1]))

    def with_signup_of(self, person):
        """Each with `my_signup`, the sign-up of `person` or None, and with `ahead_of_me` in its queue."""
        mine = FilteredRelation("signups", condition=Q(signups__person=person.pk))
        earlier = Q(signed_up_at__lt=OuterRef("my_signup__signed_up_at")) | Q(
            signed_up_at=OuterRef("my_signup__signed_up_at"), pk__lt=OuterRef("my_signup__pk")
        )
        ahead = self._signups().filter(
            earlier, occurrence=OuterRef("pk"), state="waiting", mode=OuterRef("my_signup__mode")
        )
        return (
            self.annotate(my_signup=mine, ahead_of_me=_count(ahead))
            .select_related("my_signup")
            .defer("my_signup__dietary_needs", "my_signup__access_needs")
        )

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

    def ahead_of(self, signup):
        """Those who wait for the same kind of place and came before."""
        earlier = Q(signed_up_at__lt=signup.signed_up_at) | Q(signed_up_at=signup.signed_up_at, pk__lt=signup.pk)
        return self.waiting().filter(earlier, occurrence=signup.occurrence_id, mode=signup.mode)

    def with_needs_of_ended(self, *, before):
        """Sign-ups that still hold needs though their event ended before this moment."""
        return self.filter(~Q(dietary_needs="") | ~Q(access_needs=""), occurrence__end__lt=before)

    def with_queue_place(self):
        """Those who wait, each with `queue_place`, counted apart for each kind of place."""
        window = models.Window(
            models.functions.RowNumber(),
            partition_by=[F("occurrence"), F("mode")],
            order_by=[F("signed_up_at"), F("pk")],
        )
        return self.waiting().annotate(queue_place=window)
