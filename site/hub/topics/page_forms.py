"""Tells Wagtail's forms which field a page's topics have."""

from taggit.managers import TaggableManager
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField

from .forms import TopicField
from .models import Topic


def use_topic_field() -> None:
    """Topics get our field; every other kind of tag (of images and documents) keeps Wagtail's."""
    register_form_field_override(TaggableManager, override=_field_of)


def _field_of(db_field) -> dict:
    is_topic = issubclass(db_field.related_model, Topic)
    return {"form_class": TopicField if is_topic else TagField, "tag_model": db_field.related_model}
