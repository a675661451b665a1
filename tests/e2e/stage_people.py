"""People and communities of the browser tests' stage. Django is set up by whoever imports it."""

from communities import actions as communities
from communities.models import CommunitiesIndexPage, CommunityPage
from hub.people.models import User


def person_of(email):
    return User.objects.get(email=email)


def found_community(title, facilitator, policy="by_request"):
    return communities.found_community(
        CommunityPage(title=title, purpose="Made for a browser test."),
        parent=CommunitiesIndexPage.objects.get(),
        policy=policy,
        listing="listed",
        facilitators=[facilitator],
    )


def open_community(title, facilitator, members=()):
    """A community whose facilitator may plan events below its page."""
    page = found_community(title, person_of(facilitator))
    communities.change_policy(page, policy="open", listing="listed", by=person_of(facilitator))
    for email in members:
        communities.join_community(page, person=person_of(email))
    return {"url": page.url, "pk": page.pk}
