import factory
from django.utils import timezone

from hub.circles.models import Circle, Membership, PageGate

from .people import PersonFactory


class CircleFactory(factory.django.DjangoModelFactory):
    """A closed circle by request: the case that can leak."""

    class Meta:
        model = Circle

    name = factory.Sequence("Circle {}".format)
    policy = "by_request"
    reach = "members"

    class Params:
        open = factory.Trait(policy="open", reach="staff")
        hidden = factory.Trait(policy="by_invitation", reach="members", listing="hidden")
        public = factory.Trait(policy="open", reach="public")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    circle = factory.SubFactory(CircleFactory)
    person = factory.SubFactory(PersonFactory)
    since = factory.LazyFunction(timezone.now)


def gate(page, circle):
    """Put `page` and everything below it behind `circle`."""
    return PageGate.objects.create(page=page, circle=circle)
