"""Where the editor meets the check, and the reviewer's way in."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from . import actions, views
from .models import Hold
from .permissions import may_decide
from .publishing import HeldPageMixin, hold_of_revision, open_hold_of

DRAFT_IS_SAVED = "Your draft is saved."


@hooks.register("before_publish_page")
def stop_what_is_held(request, page):
    """Publishing and scheduling by the editor's button: the draft is saved already, and that is all that happens."""
    if not isinstance(page, HeldPageMixin):
        return None
    hold = hold_of_revision(page.latest_revision, by=request.user)
    return _back_to_editor(request, page, hold) if hold else None


@hooks.register("after_edit_page")
def say_that_approval_was_stopped(request, page):
    """Approval inside the editor: the task did not approve (`CheckedApprovalTask`), so say so and stay on the page."""
    if request.POST.get("workflow-action-name") != "approve" or not isinstance(page, HeldPageMixin):
        return None
    hold = actions.standing_hold(page, page.get_latest_revision_as_object().review_texts())
    return _back_to_editor(request, page, hold) if hold else None


@hooks.register("before_edit_page")
def show_what_is_held(request, page):
    """Whoever opens the editor reads where the page stands, however it got there."""
    if request.method == "GET" and isinstance(page, HeldPageMixin) and "_w_hydrate_create_view" not in request.GET:
        for line in _standing_of(page):
            messages.warning(request, line)


@hooks.register("before_bulk_action")
def stop_bulk_publishing(request, action_type, objects, action):
    """Several pages at once: publish none of them while one is held, and name it."""
    if action_type != "publish":
        return None
    held = [page for page in _with_descendants(objects, request) if _is_held(page, request.user)]
    if not held:
        return None
    names = ", ".join(f"“{page.get_admin_display_title()}”" for page in held)
    messages.error(request, f"Nothing was published. Held for review: {names}. {actions.ADVICE}")
    return redirect(action.next_url or reverse("wagtailadmin_home"))


@hooks.register("before_copy_page")
def stop_copies_that_go_live(request, page):
    """A copy or alias that is public at once would go round the check: a release is for one page in its own place."""
    if request.method != "POST" or not (request.POST.get("publish_copies") or request.POST.get("alias")):
        return None
    tree = page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else [page]
    if not any(_has_findings(one.specific) for one in tree):
        return None
    messages.error(
        request, "Not copied: this text looks like it could name a patient. Copy it as a draft, then publish the copy."
    )
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("register_admin_urls")
def reviewer_urls():
    screens = [
        path("", views.HeldTexts.as_view(), name="held_texts"),
        path("<uuid:key>/", views.HeldText.as_view(), name="held_text"),
        path("<uuid:key>/decide/", views.Decide.as_view(), name="decide"),
    ]
    return [path("held/", include((screens, "hub_review")))]


class HeldTextsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_decide(request.user)


@hooks.register("register_admin_menu_item")
def held_texts_menu_item():
    return HeldTextsMenuItem("Held texts", reverse("hub_review:held_texts"), icon_name="view", order=150)


@hooks.register("register_log_actions")
def review_log_actions(log_actions):
    log_actions.register_action("hub.review.held", "Text check: hold", "Held by the text check")
    log_actions.register_action("hub.review.mended", "Text check: mend", "Held words taken out")

    @log_actions.register_action("hub.review.released")
    class ReleasedFormatter(ReasonFormatter):
        label = "Text check: release"
        message = "Held words released"

    @log_actions.register_action("hub.review.refused")
    class RefusedFormatter(ReasonFormatter):
        label = "Text check: refuse"
        message = "Held words refused"


class ReasonFormatter(LogFormatter):
    def format_comment(self, log_entry):
        return log_entry.data.get("reason", "")


def _back_to_editor(request, page, hold):
    # An open hold is explained by `show_what_is_held` on the page that follows; a refusal stands behind no open hold.
    if hold.state != Hold.State.HELD:
        messages.error(request, f"Not published. {actions.explain(hold)} {DRAFT_IS_SAVED}")
    return redirect("wagtailadmin_pages:edit", page.pk)


def _standing_of(page) -> list[str]:
    found = actions.unreleased(page, page.review_texts())
    hold = open_hold_of(page)
    if hold and found:
        return [f"Not published: held since {hold.held_at:%-d %B %Y}. {actions.explain(hold)} {DRAFT_IS_SAVED}"]
    if hold:
        return ["The held words are no longer in this draft. Publish it again."]
    if found:
        return [f"This draft cannot be published yet. {actions.explain_findings(found)}"]
    return []


def _with_descendants(pages, request):
    for page in pages:
        yield page.specific
        if request.POST.get("include_descendants"):
            yield from page.get_descendants().not_live().specific()


def _has_findings(page) -> bool:
    return isinstance(page, HeldPageMixin) and bool(actions.findings_in(page.review_texts()))


def _is_held(page, user) -> bool:
    if not isinstance(page, HeldPageMixin):
        return False
    revision = page.get_latest_revision() or page.save_revision(user=user)
    return hold_of_revision(revision, by=user) is not None
