import factory
import wagtail_factories
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils import timezone

from assets_library.models import AssetPage, AssetTopic, BulletinPage, BulletinTopic, LearningZonePage, LibraryIndexPage
from hub.media.models import HubImage
from hub.topics.models import Topic

from .people import PersonFactory


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence("Subject {}".format)
    slug = factory.Sequence("subject-{}".format)


class ImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = HubImage

    title = factory.Sequence("Picture {}".format)
    description = "Two nurses at a whiteboard"


class LibraryIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = LibraryIndexPage

    title = "Library"
    slug = "library"


class LearningZonePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = LearningZonePage

    title = factory.Sequence("Zone {}".format)
    slug = factory.Sequence("zone-{}".format)
    first_published_at = factory.LazyFunction(timezone.now)


class AssetPageFactory(wagtail_factories.PageFactory):
    """A live asset with all that publishing requires but a topic: see `about`."""

    class Meta:
        model = AssetPage

    title = factory.Sequence("Asset {}".format)
    slug = factory.Sequence("asset-{}".format)
    kind = "lesson"
    gist = "What we learned, in brief."
    content_owner = factory.SubFactory(PersonFactory)
    first_published_at = factory.LazyFunction(timezone.now)


class BulletinPageFactory(wagtail_factories.PageFactory):
    """A live bulletin with all that publishing requires but a topic: see `about`."""

    class Meta:
        model = BulletinPage

    title = factory.Sequence("Bulletin {}".format)
    slug = factory.Sequence("bulletin-{}".format)
    number = factory.Sequence(lambda n: n + 1)
    issued_on = factory.LazyFunction(timezone.localdate)
    content_owner = factory.SubFactory(PersonFactory)
    review_on = factory.LazyFunction(lambda: timezone.localdate().replace(year=timezone.localdate().year + 2, day=1))
    first_published_at = factory.LazyFunction(timezone.now)


def about(page, *topics):
    """Give `page` these topics. Returns the page."""
    through = AssetTopic if isinstance(page, AssetPage) else BulletinTopic
    for topic in topics:
        through.objects.create(content_object=page, tag=topic)
    return page


def in_role(person, role):
    """Put `person` into the Wagtail group of a role, with the second factor that the role asks for."""
    person.groups.add(Group.objects.get(name=role))
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {}})
    return person
