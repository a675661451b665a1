"""Who keeps the vocabulary. Decided by role, so that no group permission can widen it. Topics are never deleted."""

from hub.people.permissions import RolePolicy
from hub.people.roles import is_editor, is_library_team

from .models import Topic


def may_edit_topics(user) -> bool:
    """Add topics and change their words: editors, library team and operators."""
    return user.is_authenticated and (user.is_superuser or is_editor(user))


def may_merge_topics(user) -> bool:
    """Merging moves everybody's things at once: library team and operators."""
    return user.is_authenticated and (user.is_superuser or is_library_team(user))


topic_policy = RolePolicy(Topic, may=may_edit_topics, actions={"add", "change", "view"})
