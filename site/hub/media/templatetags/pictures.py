from django import template

from hub.media import pictures

register = template.Library()


@register.filter
def card_picture(image):
    return pictures.picture_url(image, pictures.CARD)


@register.filter
def wide_picture(image):
    return pictures.picture_url(image, pictures.WIDE)


@register.filter
def body_picture(image):
    return pictures.picture_url(image, pictures.BODY)
