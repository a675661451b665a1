from django.db import models
from django.db.models import Q


class TopicQuerySet(models.QuerySet):
    def current(self):
        """Topics in use: those merged into another are left out."""
        return self.filter(merged_into=None)

    def matching(self, words):
        """Current topics whose name or alias holds `words`."""
        # PostgreSQL refuses the NUL character in a text.
        words = words.replace("\0", "")
        found = self.model.objects.filter(Q(name__icontains=words) | Q(aliases__name__icontains=words))
        return self.current().filter(pk__in=found.values("pk"))
