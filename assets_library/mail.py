"""The letters of the library, written for what is true when they are sent."""

from datetime import date

from django.urls import reverse
from wagtail.models import Page

from hub.circles.audience import may_see_page
from hub.notices.letters import Letter, NoLongerRight, register
from hub.people.roles import is_library_team

from .models import AssetPage


def register_letters() -> None:
    register("assets_library/email/review_due", review_due_letter)
    register("assets_library/email/asset_drafted", asset_drafted_letter)


def review_due_letter(notice) -> Letter:
    page = Page.objects.live().filter(pk=notice.context["page"]).specific().first()
    if page is None:
        raise NoLongerRight("The page is no longer published.")
    if page.content_owner_id != notice.recipient_id:
        raise NoLongerRight("The page has another owner now.")
    if page.review_on != date.fromisoformat(notice.context["review_on"]):
        raise NoLongerRight("The review date was moved.")
    if not may_see_page(page, notice.recipient):
        raise NoLongerRight("The owner may no longer read the page.")
    return Letter({"title": page.title, "review_on": page.review_on, "path": page.get_url()})


def asset_drafted_letter(notice) -> Letter:
    asset = AssetPage.objects.filter(pk=notice.context["page"]).select_related("content_owner").first()
    if asset is None:
        raise NoLongerRight("The draft is no longer there.")
    if asset.live:
        raise NoLongerRight("The draft has been published.")
    if not is_library_team(notice.recipient) or not asset.permissions_for_user(notice.recipient).can_edit():
        raise NoLongerRight("The recipient does not edit the library any more.")
    return Letter({"asset": asset, "path": reverse("wagtailadmin_pages:edit", args=[asset.pk])})
