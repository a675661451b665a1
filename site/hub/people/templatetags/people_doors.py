from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def signup_is_open():
    """Whether anybody may open an account by themselves."""
    return bool(settings.HUB_SIGNUP_DOMAINS)
