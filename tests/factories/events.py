from datetime import timedelta

import factory
from django.utils import timezone

from events.actions.places import recount
from events.models import EventsIndexPage, KnowledgeCafePage, LunchAndLearnPage, Occurrence, Signup

from .people import PersonFactory, PlaceFactory


class _PageFactory(factory.django.DjangoModelFactory):
    """A live page below `parent`, which the test gives."""

    class Meta:
        abstract = True

    title = factory.Sequence("Event page {}".format)

    @classmethod
    def _create(cls, model_class, *args, parent, **fields):
        return parent.add_child(instance=model_class(**fields))


class EventsIndexPageFactory(_PageFactory):
    class Meta:
        model = EventsIndexPage


class LunchAndLearnPageFactory(_PageFactory):
    """Published as an editor would, so that it has its date: in a room, in a week, without a limit."""

    class Meta:
        model = LunchAndLearnPage

    host = factory.SubFactory(PersonFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda page: page.starts_at + timedelta(minutes=45))
    room = factory.SubFactory(PlaceFactory)

    class Params:
        online_only = factory.Trait(room=None, online_link="https://meet.example/room")
        past = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=7)))

    @classmethod
    def _create(cls, model_class, *args, **fields):
        page = super()._create(model_class, *args, **fields)
        page.save_revision().publish()
        return page


class KnowledgeCafePageFactory(LunchAndLearnPageFactory):
    class Meta:
        model = KnowledgeCafePage


class SignupFactory(factory.django.DjangoModelFactory):
    """A place in the room. Give it `occurrence`."""

    class Meta:
        model = Signup

    @classmethod
    def _create(cls, *args, **fields):
        signup = super()._create(*args, **fields)
        recount(Occurrence.objects.get(pk=signup.occurrence_id))
        return signup

    person = factory.SubFactory(PersonFactory)
    mode = "in_person"
    state = "confirmed"
    signed_up_at = factory.LazyFunction(timezone.now)


def date_of(page) -> Occurrence:
    """The one date of a published event, as it stands in the database."""
    return Occurrence.objects.select_related("event", "place").get(event=page.pk)
