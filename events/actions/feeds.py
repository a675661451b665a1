"""The addresses of a person's calendar feeds."""

from events.models import FeedAddress, new_secret


def make_address(person) -> FeedAddress:
    """The person's address, made if they have none."""
    address, _ = FeedAddress.objects.get_or_create(person=person)
    return address


def renew_address(person) -> FeedAddress:
    """A new address; the old one stops working."""
    address, _ = FeedAddress.objects.update_or_create(person=person, defaults={"secret": new_secret()})
    return address


def switch_off(person) -> None:
    """No address any more. Twice is harmless."""
    FeedAddress.objects.filter(person=person).delete()
