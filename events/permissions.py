from hub.people.roles import is_library_team


def may_organise(user, event) -> bool:
    """The host and the library team see who is coming and may call the event off."""
    return user.is_authenticated and (user.pk == event.host_id or is_library_team(user))


def may_read_needs(user, event) -> bool:
    """Diet and access needs were told to the host, and to nobody else."""
    return user.is_authenticated and user.pk == event.host_id


def may_see_register(user) -> bool:
    """The admin's register of sign-ups, which never holds needs."""
    return user.is_active and (user.is_superuser or is_library_team(user))
