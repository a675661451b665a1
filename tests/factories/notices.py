import factory
from django.utils import timezone

from hub.notices.models import Notice

from .people import PersonFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    """A waiting notice that is due, of the kind that the tests' letter writer knows."""

    class Meta:
        model = Notice

    template = "tests_notices/hello"
    recipient = factory.SubFactory(PersonFactory)
    dedupe_key = factory.Sequence("notice:{}".format)
    send_after = factory.LazyFunction(timezone.now)
