import factory

from communities.models import CommunitiesIndexPage, CommunityPage
from hub.circles import actions as circles

from .circles import MembershipFactory


class CommunitiesIndexPageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommunitiesIndexPage

    title = "Communities"
    slug = "communities"

    @classmethod
    def _create(cls, model_class, *args, parent, **fields):
        parent.refresh_from_db()
        return parent.add_child(instance=model_class(**fields))


class CommunityPageFactory(factory.django.DjangoModelFactory):
    """A live community by request, listed, with one facilitator: the case that can leak. Give it `parent`."""

    class Meta:
        model = CommunityPage

    title = factory.Sequence("Community {}".format)
    purpose = "We look after skin."
    about = "<p>Only members read this sentence.</p>"

    @classmethod
    def _create(cls, model_class, *args, parent, policy="by_request", listing="listed", **fields):
        parent.refresh_from_db()
        page = parent.add_child(instance=model_class(**fields))
        circles.change_policy(page.circle, policy=policy, listing=listing)
        MembershipFactory(circle=page.circle, role="facilitator")
        return CommunityPage.objects.get(pk=page.pk)
