"""The three roles above staff, as Wagtail groups. A superuser is an operator, not a librarian: no role by itself."""

EDITORS = "Editors"
LIBRARY_TEAM = "Library team"
REVIEWERS = "Information governance reviewers"


def roles_of(user) -> frozenset[str]:
    """Names of the groups of `user`, asked once for each user object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_role_names"):
        user._role_names = frozenset(user.groups.values_list("name", flat=True))
    return user._role_names


def is_editor(user) -> bool:
    return EDITORS in roles_of(user) or LIBRARY_TEAM in roles_of(user)


def is_library_team(user) -> bool:
    return LIBRARY_TEAM in roles_of(user)


def is_reviewer(user) -> bool:
    return REVIEWERS in roles_of(user)


def uses_admin(user) -> bool:
    """Whether /admin/ holds anything for this person."""
    return user.is_authenticated and (user.is_superuser or bool(roles_of(user) & {EDITORS, LIBRARY_TEAM, REVIEWERS}))


def needs_second_factor(user) -> bool:
    return user.is_authenticated and (user.is_superuser or is_library_team(user) or is_reviewer(user))
