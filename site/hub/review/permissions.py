from hub.people.roles import is_reviewer


def may_decide(user) -> bool:
    """Reviewers alone see held passages and decide about them: a superuser without the role does not."""
    return user.is_authenticated and user.is_active and is_reviewer(user)
