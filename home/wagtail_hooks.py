from django.shortcuts import redirect
from wagtail import hooks

from .models import HomePage


@hooks.register("before_serve_page", order=-200)
def guests_start_at_my_hub(page, request, serve_args, serve_kwargs):
    """The front page is for staff. A guest's own things stand on My hub."""
    user = request.user
    if isinstance(page, HomePage) and user.is_authenticated and user.kind == user.Kind.GUEST:
        return redirect("home:my_hub")
    return None
