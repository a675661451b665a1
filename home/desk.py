"""What a role can do next, first on the admin's front page."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from assets_library.models import LibraryIndexPage
from events.models import EventsIndexPage
from hub.people.roles import is_editor, is_library_team, is_reviewer
from hub.review.models import Hold


class NextSteps(Component):
    """Shortcuts for editors, waiting texts for reviewers, people for the library team."""

    name = "next_steps"
    order = 10
    template_name = "home/admin/next_steps.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return {"steps": [*self._to_write(), *self._to_review(), *self._to_look_after()]}

    def _to_write(self):
        if not is_editor(self.user):
            return
        library = LibraryIndexPage.objects.first()
        if library:
            yield "Write a bulletin", _add("assets_library", "bulletinpage", library)
            yield "Write a knowledge asset", _add("assets_library", "assetpage", library)
        if EventsIndexPage.objects.exists():
            yield "Plan an event", reverse("events:plan")

    def _to_review(self):
        if is_reviewer(self.user):
            waiting = Hold.objects.filter(state=Hold.State.HELD).count()
            yield f"Held texts: {waiting} waiting for a decision", reverse("hub_review:held_texts")

    def _to_look_after(self):
        if is_library_team(self.user):
            yield "Invite somebody", reverse("people_admin:invite")


def _add(app_label, model, parent):
    return reverse("wagtailadmin_pages:add", args=[app_label, model, parent.pk])
