from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image

from hub.directory.models import Profile
from hub.media.models import HubDocument, HubImage
from hub.topics.models import Topic, TopicAlias

from .people import PersonFactory


def png(width=1200, height=800, colour="seagreen") -> bytes:
    """The bytes of a small real picture."""
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence("Topic {}".format)
    slug = factory.Sequence("topic-{}".format)


class TopicAliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TopicAlias

    topic = factory.SubFactory(TopicFactory)
    name = factory.Sequence("other word {}".format)


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HubImage

    title = factory.Sequence("Picture {}".format)
    file = factory.LazyFunction(lambda: ContentFile(png(), name="picture.png"))


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HubDocument

    title = factory.Sequence("Document {}".format)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4 checklist", name="checklist.pdf"))


class ProfileFactory(factory.django.DjangoModelFactory):
    """Of somebody who chose to be listed and shows nothing else."""

    class Meta:
        model = Profile

    person = factory.SubFactory(PersonFactory)
    is_listed = True
