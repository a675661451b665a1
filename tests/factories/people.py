import factory

from hub.people.models import Place, StaffGroup, Unit, User


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    name = factory.Sequence("Ward {}".format)


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    kind = "room"
    name = factory.Sequence("Room {}".format)
    full_name = factory.SelfAttribute("name")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence("person{}@wexcombe.example".format)
    first_name = "Alex"
    last_name = factory.Sequence("Marlow{}".format)

    class Params:
        guest = factory.Trait(kind="guest")


def staff_group(code="03"):
    """One of the ten staff groups that the migration made."""
    return StaffGroup.objects.get(code=code)
