from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q


class QuestionSetQuerySet(models.QuerySet):
    def about(self, thing):
        """What was asked about one thing, whatever the kind."""
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=str(thing.pk))

    def closed(self, *, today):
        """Those that take no more answers and never will again."""
        return self.filter(Q(state="closed") | Q(closes_on__lt=today))
