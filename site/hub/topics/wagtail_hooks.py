from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from . import admin_screens
from .models import Topic
from .permissions import topic_policy
from .registers import TopicViewSet

register_permission_policy(Topic, topic_policy)
register_snippet(TopicViewSet)


@hooks.register("register_admin_urls")
def register_topic_urls():
    patterns = [
        path("autocomplete/", admin_screens.autocomplete, name="autocomplete"),
        path("<int:pk>/merge/", admin_screens.MergeView.as_view(), name="merge"),
    ]
    return [path("topics/", include((patterns, "topics_admin")))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("hub_topics.merge", "Merge topic", "Topic merged")
