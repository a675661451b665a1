import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

from communities.models import CommunitiesIndexPage, CommunityPage
from hub.people.roles import EDITORS, LIBRARY_TEAM, REVIEWERS
from hub.topics.models import Topic, TopicAlias
from tests.factories.content import TopicAliasFactory, TopicFactory
from tests.factories.people import PersonFactory

LIST = "wagtailsnippets_hub_topics_topic:list"
ADD = "wagtailsnippets_hub_topics_topic:add"
EDIT = "wagtailsnippets_hub_topics_topic:edit"
DELETE = "wagtailsnippets_hub_topics_topic:delete"


@pytest.fixture
def as_role(client, settings, db):
    """The client signed in as somebody with a role."""
    settings.HUB_REQUIRE_SECOND_FACTOR = False

    def sign_in(role):
        person = PersonFactory(is_superuser=role == "operator")
        if role not in (None, "operator"):
            person.groups.add(Group.objects.get(name=role))
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def editor(as_role):
    return as_role(EDITORS)


@pytest.fixture
def community(home_page):
    index = home_page.add_child(instance=CommunitiesIndexPage(title="Communities"))
    return index.add_child(instance=CommunityPage(title="Falls", purpose="To learn"))


def topic_form(name, *aliases, **more):
    rows = [{"name": alias} for alias in aliases]
    return nested_form_data({"name": name, "description": "", "aliases": inline_formset(rows), **more})


def save_topics(client, page, typed):
    """Type into the topics of the page's own form and save it as a draft."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    form.update(nested_form_data({"links": streamfield([]), "topics": typed}))
    return client.post(address, form)


def topics_of_draft(page):
    draft = CommunityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [topic.name for topic in draft.topics.all()]


def test_the_list_counts_other_words_and_pages(editor, community):
    falls = TopicFactory(name="Falls")
    TopicAliasFactory.create_batch(2, topic=falls)
    TopicFactory(name="Merged", merged_into=falls)
    community.topics.set([falls])
    community.save()

    response = editor.get(reverse(LIST))

    assert [(row.name, row.alias_count, row.use_count) for row in response.context["object_list"]] == [("Falls", 2, 1)]


def test_the_list_searches_other_words(editor):
    falls = TopicFactory(name="Falls prevention")
    TopicAliasFactory(topic=falls, name="slips and trips")
    TopicFactory(name="Sepsis")

    response = editor.get(reverse(LIST), {"q": "trips"})

    assert list(response.context["object_list"]) == [falls]


def test_an_editor_adds_a_topic_with_other_words(editor):
    response = editor.post(reverse(ADD), topic_form("Falls  prevention", "slips", "accidental falls"))

    topic = Topic.objects.get()
    assert response.status_code == 302
    assert (topic.name, topic.slug) == ("Falls prevention", "falls-prevention")
    assert [alias.name for alias in topic.aliases.all()] == ["accidental falls", "slips"]


@pytest.mark.parametrize(
    ("name", "aliases", "words"),
    [
        ("SEPSIS", [], "There is a topic with this name already."),
        ("blood poisoning", [], "leads to the topic “Sepsis” already"),
        ("Falls", ["sepsis"], "“sepsis” is a topic already. Merge the two instead."),
        ("Falls", ["Blood Poisoning"], "This word leads to a topic already."),
        ("Falls", ["falls"], "This topic has this word already."),
        ("Falls", ["trips", "Trips"], "This topic has this word already."),
        ("Falls, slips", [], "A comma or a quotation mark parts topics"),
        ("Falls", ["slips, trips"], "A comma or a quotation mark parts topics"),
    ],
)
def test_no_word_leads_to_two_topics(editor, name, aliases, words):
    TopicAliasFactory(topic=TopicFactory(name="Sepsis"), name="blood poisoning")

    response = editor.post(reverse(ADD), topic_form(name, *aliases))

    assert response.status_code == 200
    assert words in response.content.decode()
    assert Topic.objects.count() == 1


def test_an_editor_changes_a_topic_and_its_words(editor):
    topic = TopicFactory(name="Falls")
    alias = TopicAliasFactory(topic=topic, name="slips")
    rows = [{"id": alias.pk, "name": "trips"}, {"id": "", "name": "tumbles"}]

    shown = editor.get(reverse(EDIT, args=[topic.pk]))
    form = nested_form_data({"name": "Falls prevention", "description": "", "aliases": inline_formset(rows, initial=1)})
    response = editor.post(reverse(EDIT, args=[topic.pk]), form)

    assert "A topic is never deleted" in shown.content.decode()
    assert response.status_code == 302
    assert list(TopicAlias.objects.values_list("name", flat=True)) == ["trips", "tumbles"]


@pytest.mark.parametrize("role", [EDITORS, LIBRARY_TEAM, "operator"])
def test_nobody_deletes_a_topic(as_role, role):
    topic = TopicFactory()
    client = as_role(role)
    bulk = reverse("wagtail_bulk_action", args=["hub_topics", "topic", "delete"])

    client.post(reverse(DELETE, args=[topic.pk]))
    client.post(f"{bulk}?id={topic.pk}")

    assert Topic.objects.get() == topic


@pytest.mark.parametrize("role", [REVIEWERS, None])
def test_others_do_not_reach_the_register(as_role, role):
    topic = TopicFactory(name="Falls")
    client = as_role(role)

    answers = [client.get(reverse(LIST)), client.post(reverse(ADD), topic_form("New"))]
    answers.append(client.post(reverse(EDIT, args=[topic.pk]), topic_form("Other")))

    assert all(answer.status_code in (302, 403, 404) for answer in answers)
    assert [topic.name for topic in Topic.objects.all()] == ["Falls"]


def test_merging_shows_what_moves_and_changes_nothing_before_the_post(as_role, community):
    falls, slips = TopicFactory(name="Falls"), TopicFactory(name="Slips")
    community.topics.set([slips])
    community.save()
    library = as_role(LIBRARY_TEAM)
    address = reverse("topics_admin:merge", args=[slips.pk])

    shown = library.get(address, {"into": falls.pk})
    before = Topic.objects.current().count()
    response = library.post(address, {"into": falls.pk})

    assert shown.context["moves"] == [("community pages", 1)]
    assert (before, Topic.objects.current().count()) == (2, 1)
    assert response.url == reverse(LIST)


@pytest.mark.parametrize("into", ["", "0", "x", "itself"])
def test_merging_into_nothing_asks_again(as_role, into):
    topic = TopicFactory()

    response = as_role(LIBRARY_TEAM).post(
        reverse("topics_admin:merge", args=[topic.pk]), {"into": topic.pk if into == "itself" else into}
    )

    assert response.status_code == 200
    assert "into" in response.context["form"].errors


@pytest.mark.parametrize("role", [EDITORS, REVIEWERS, None])
def test_only_the_library_team_merges(as_role, role):
    falls, slips = TopicFactory(), TopicFactory()

    response = as_role(role).post(reverse("topics_admin:merge", args=[slips.pk]), {"into": falls.pk})

    assert response.status_code in (302, 403)
    assert Topic.objects.current().count() == 2


def test_suggestions_know_other_words_and_leave_out_merged_topics(editor):
    falls = TopicFactory(name="Falls prevention")
    TopicAliasFactory(topic=falls, name="slips and trips")
    TopicFactory(name="Slips", merged_into=falls)
    address = reverse("topics_admin:autocomplete")

    assert editor.get(address, {"term": "slip"}).json() == [
        {"label": "Falls prevention (slips and trips)", "value": "Falls prevention"}
    ]
    assert editor.get(address, {"term": '"falls'}).json() == [
        {"label": "Falls prevention", "value": "Falls prevention"}
    ]
    assert editor.get(address).json() == []


def test_suggestions_are_for_the_admin_alone(as_role):
    TopicFactory(name="Falls")

    response = as_role(None).get(reverse("topics_admin:autocomplete"), {"term": "falls"})

    assert response.status_code in (302, 403, 404)
    assert b"Falls" not in response.content


def test_the_page_form_suggests_topics(editor, community):
    content = editor.get(reverse("wagtailadmin_pages:edit", args=[community.pk])).content.decode()

    assert f'data-w-tag-url-value="{reverse("topics_admin:autocomplete")}"' in content
    assert "A comma-separated list of tags" not in content


@pytest.mark.parametrize(
    "typed", ["Falls prevention", '"falls prevention"', "accidental falls", "Slips, FALLS PREVENTION"]
)
def test_any_word_for_a_topic_saves_the_topic(editor, community, typed):
    falls = TopicFactory(name="Falls prevention")
    TopicAliasFactory(topic=falls, name="accidental falls")
    TopicFactory(name="Slips", merged_into=falls)

    response = save_topics(editor, community, typed)

    assert response.status_code == 302
    assert topics_of_draft(community) == ["Falls prevention"]


def test_an_unknown_word_is_refused_in_plain_words(editor, community):
    TopicFactory(name="Falls")

    response = save_topics(editor, community, 'Falls, "flower arranging"')

    expected = "“flower arranging” is not a topic. Choose one from the list, or ask the library to add it."
    assert response.context["form"].errors["topics"] == [expected]
    assert Topic.objects.count() == 1


def test_topics_can_be_left_empty(editor, community):
    community.topics.set([TopicFactory()])
    community.save()

    save_topics(editor, community, "")

    assert topics_of_draft(community) == []
