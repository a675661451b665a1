from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from hub.people.models import Unit, User

PLACES_DEEP = 5  # site, building, floor, room, zone


class ProfileQuerySet(models.QuerySet):
    def listed(self):
        """Profiles of staff who chose to be listed and are still here."""
        staff = User.objects.active().staff().values("pk")
        return self.filter(is_listed=True, person__in=staff)

    def by_name(self):
        return self.order_by("person__last_name", "person__first_name", "pk")

    def named_like(self, words):
        """Each word stands in the name or the job title."""
        found = self
        for word in words.split()[:5]:
            name = Q(person__first_name__icontains=word) | Q(person__last_name__icontains=word)
            found = found.filter(name | Q(person__job_title__icontains=word))
        return found

    def knowing(self, topic):
        return self.filter(pk__in=self.model.topics.through.objects.filter(topic=topic).values("profile"))

    def in_unit(self, unit):
        """People of `unit` and of every unit below it."""
        return self.filter(person__unit__in=Unit.objects.within(unit))

    def at_place(self, place):
        """People whose workplace is `place` or lies within it."""
        paths = ["person__workplace" + "__parent" * depth for depth in range(PLACES_DEEP)]
        return self.filter(reduce(or_, [Q(**{path: place}) for path in paths]))
