from django.utils.functional import SimpleLazyObject

from .shell import shell_of


def shell(request):
    """`shell`, put together only when a template asks for it."""
    return {"shell": SimpleLazyObject(lambda: shell_of(request))}
