from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_fragment(request) -> bool:
    """True for an htmx swap; False for a boosted link and for a history restore."""
    return bool(request.htmx) and not (request.htmx.boosted or request.htmx.history_restore_request)


def render_fragment(request, template, context):
    """The fragment alone. Says `Vary: HX-Request`, as every address that answers twice must."""
    return vary_on_htmx(render(request, template, context))


def vary_on_htmx(response):
    """Tell caches that this address answers htmx differently. Returns the response."""
    patch_vary_headers(response, ["HX-Request"])
    return response
