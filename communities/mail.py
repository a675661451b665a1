"""The letters of communities: written when they are sent, for what is true then."""

from hub.circles.models import Membership
from hub.notices.letters import Letter, NoLongerRight, register

from .models import CommunityPage

State = Membership.State
STILL_RIGHT_WHEN = {
    "welcome": {State.ACTIVE},
    "request": {State.REQUESTED},
    "admitted": {State.ACTIVE},
    "declined": {State.DECLINED},
    "invited": {State.INVITED},
    "removed": {State.REMOVED},
}


def register_letters() -> None:
    for letter in STILL_RIGHT_WHEN:
        register(f"communities/email/{letter}", _writer_of(letter))


def _writer_of(letter: str):
    def write(notice) -> Letter:
        membership = Membership.objects.select_related("circle", "person").get(pk=notice.context["membership"])
        if membership.state not in STILL_RIGHT_WHEN[letter]:
            raise NoLongerRight(f"The membership is now: {membership.get_state_display()}.")
        if letter == "request" and not _still_facilitates(notice.recipient, membership.circle):
            raise NoLongerRight("The recipient no longer facilitates the community.")
        page = CommunityPage.objects.live().filter(gate__circle=membership.circle).first()
        if page is None:
            raise NoLongerRight("The community's page is no longer published.")
        may_know = CommunityPage.objects.named_to(notice.recipient).filter(pk=page.pk).exists()
        if letter == "declined" and not may_know:
            raise NoLongerRight("The recipient may no longer know of the community.")
        path = page.get_url() if may_know else "/my/"
        return Letter({"membership": membership, "community": page, "path": path})

    return write


def _still_facilitates(person, circle) -> bool:
    return circle.memberships.facilitators().filter(person=person).exists()
