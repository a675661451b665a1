"""The library's register of topics. Nothing is deleted: pages point at topics. Two that mean the same are merged."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import NumberColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .forms import TopicForm
from .models import Topic
from .permissions import may_merge_topics
from .uses import with_counts


class TopicIndexView(IndexView):
    @cached_property
    def columns(self):
        """Without the boxes to tick: there is nothing to do to many topics at once."""
        return super().columns[1:]

    def search_queryset(self, queryset):
        """By name or by any alias."""
        return queryset.matching(self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if may_merge_topics(self.request.user):
            address = reverse("topics_admin:merge", args=[instance.pk])
            buttons.append(Button("Merge into another", url=address, icon_name="tag", priority=40))
        return buttons


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    add_to_admin_menu = True
    menu_label = "Topics"
    menu_name = "topics"
    menu_order = 450
    copy_view_enabled = False
    index_view_class = TopicIndexView
    list_display = [
        "name",
        NumberColumn("alias_count", label="Other words", sort_key="alias_count"),
        NumberColumn("use_count", label="Pages", sort_key="use_count"),
    ]
    search_fields = ["name"]  # switches the search box on; the view searches
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text="The plain word that most people use."),
            FieldPanel("description", help_text="One sentence. It stands under the name on the topic's page."),
            InlinePanel(
                "aliases",
                panels=[FieldPanel("name")],
                heading="Other words for it",
                label="Word",
                help_text="Abbreviations, older names, what patients say: whoever types one of them finds this topic.",
            ),
            HelpPanel(template="topics/admin/never_deleted.html"),
        ],
        base_form_class=TopicForm,
    )

    def get_queryset(self, request):
        return with_counts(Topic.objects.current())
