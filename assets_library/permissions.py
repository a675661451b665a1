from hub.people.roles import is_editor


def may_confirm(user, page) -> bool:
    """Whether `user` may say that `page` is still correct: its owner, or somebody who edits the library."""
    return user.is_authenticated and (page.content_owner_id == user.pk or is_editor(user))
