from django import template

from hub.trail.trails import trail_of

register = template.Library()


@register.inclusion_tag("hub_trail/trail.html", takes_context=True)
def trail(context, thing):
    """What `thing` came from and led to, for the person who reads the page."""
    came_from, led_to = trail_of(thing, context["request"].user)
    return {"came_from": came_from, "led_to": led_to}
