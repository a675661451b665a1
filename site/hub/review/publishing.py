"""Pages whose words are checked on every way to publication.

The editor's buttons are caught by hooks that explain (`wagtail_hooks.py`); approval by `CheckedApprovalTask`; scheduled
and bulk publishing and any other call by `HeldPageMixin.publish`; and whatever goes round that method, by `clean`.
"""

import logging

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from . import actions
from .models import Hold
from .texts import texts_of

logger = logging.getLogger(__name__)


class HeldPageForm(WagtailAdminPageForm):
    """A new page enters the tree as a draft; publishing makes it live, after the check."""

    def save(self, commit=True):
        # SECURITY: Wagtail's create view adds the page live, and only then publishes its first revision.
        # Pinned by test_a_new_page_with_held_words_is_never_live.
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit=commit)


class HeldPageMixin:
    """Put before Page: nothing of this page is published while its words are held."""

    not_checked: frozenset[str] = frozenset()

    def review_texts(self) -> dict[str, str]:
        return texts_of(self)

    def publish(self, revision, user=None, **kwargs):
        """As Wagtail's, but publishes nothing and takes the revision off the schedule when its words are held."""
        hold = hold_of_revision(revision, by=user)
        if hold is None:
            return super().publish(revision, user=user, **kwargs)
        if revision.approved_go_live_at:
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
        logger.warning("Page %s was not published: hold %s.", self.pk, hold.key)
        return None

    def clean(self):
        super().clean()
        if self._goes_live():
            self.refuse_unready()
            if actions.unreleased(self, self.review_texts()):
                raise ValidationError(f"This text looks like it could name a patient. {actions.ADVICE}")

    def refuse_unready(self) -> None:
        """Raise ValidationError when something that publishing requires is missing."""

    def with_content_json(self, content):
        """As Wagtail's. Which revision is live belongs to the page, not to a revision: `clean` relies on it."""
        page = super().with_content_json(content)
        page.live_revision_id = self.live_revision_id
        return page

    def _goes_live(self) -> bool:
        """Whether this very save makes another revision the public one."""
        if not (self.live and self.pk and self.live_revision_id):
            return False
        return not type(self)._base_manager.filter(pk=self.pk, live_revision=self.live_revision_id).exists()


def hold_of_revision(revision, *, by=None) -> Hold | None:
    """Check the words of `revision`: the hold that keeps it in, or None."""
    page = revision.as_object()
    return actions.check(page, page.review_texts(), by=by or revision.user)


def open_hold_of(page) -> Hold | None:
    """The hold that waits for a reviewer."""
    return actions.holds_of(page).filter(state=Hold.State.HELD).first()
