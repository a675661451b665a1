from django.conf import settings

from hub.people.roles import is_library_team


def may_see_notices(user) -> bool:
    """The library team and operators look after the outbox: to whom, when and why not, never the words."""
    return user.is_authenticated and (user.is_superuser or is_library_team(user))


def may_read_captured_mail(user) -> bool:
    """SECURITY: captured mail shows everybody's letters, so it exists for the demo alone; production refuses it."""
    return settings.NOTICES_CAPTURE and user.is_authenticated and (user.is_superuser or settings.HUB_DEMO)
