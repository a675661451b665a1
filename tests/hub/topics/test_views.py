import pytest
from django.urls import reverse

from hub.topics.models import TopicFollow
from tests.factories.content import ProfileFactory, TopicAliasFactory, TopicFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def test_index_lists_current_topics_only(staff_client):
    falls = TopicFactory(name="Falls")
    TopicFactory(name="Old", merged_into=falls)

    response = staff_client.get("/topics/")

    assert list(response.context["page_obj"]) == [falls]


def test_index_finds_topics_by_alias_and_each_once(staff_client):
    falls = TopicFactory(name="Falls prevention")
    for name in ("accidental falls", "falls at home"):
        TopicAliasFactory(topic=falls, name=name)
    TopicFactory(name="Sepsis")

    response = staff_client.get("/topics/", {"q": "falls"})

    assert list(response.context["page_obj"]) == [falls]


@pytest.mark.parametrize("words", ["%", "'", "x" * 500, '"><script>alert(1)</script>'])
def test_index_takes_any_words(staff_client, words):
    response = staff_client.get("/topics/", {"q": words})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_script_in_names_and_aliases_is_shown_as_text(staff_client):
    topic = TopicFactory(name="<script>alert(1)</script>", description="<b>bold</b>")
    TopicAliasFactory(topic=topic, name="<img src=x onerror=alert(2)>")

    for address in ("/topics/", topic.get_absolute_url()):
        content = staff_client.get(address).content
        assert b"<script>alert" not in content
        assert b"<img src=x" not in content
        assert b"<b>bold" not in content


def test_a_merged_topic_leads_to_the_one_it_went_into(staff_client):
    falls = TopicFactory(name="Falls")
    old = TopicFactory(name="Old", merged_into=falls)

    response = staff_client.get(old.get_absolute_url())

    assert (response.status_code, response.url) == (302, falls.get_absolute_url())


def test_letters_beyond_ascii_have_an_address(staff_client):
    topic = TopicFactory(name="Ménière", slug="ménière")

    assert staff_client.get(topic.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("address", ["/topics/none/", "/topics/none/follow/"])
def test_unknown_topics_are_not_found(staff_client, address):
    method = staff_client.post if address.endswith("follow/") else staff_client.get

    assert method(address, {"follow": "yes"}).status_code == 404


def test_a_topic_shows_listed_people_who_know_about_it(staff_client):
    topic = TopicFactory()
    listed = ProfileFactory(person__first_name="Sam", person__last_name="Ode")
    unlisted = ProfileFactory(person__first_name="Kit", person__last_name="Hidden", is_listed=False)
    for profile in (listed, unlisted):
        profile.topics.add(topic)

    response = staff_client.get(topic.get_absolute_url())

    assert [thing["title"] for section in response.context["sections"] for thing in section["things"]] == ["Sam Ode"]
    assert b"Hidden" not in response.content


def test_guests_see_the_topic_but_no_people(client):
    topic = TopicFactory()
    ProfileFactory().topics.add(topic)
    client.force_login(PersonFactory(guest=True))

    response = client.get(topic.get_absolute_url())

    assert response.context["sections"] == []


def test_following_and_stopping_are_posts(staff_client, person):
    topic = TopicFactory()
    address = reverse("topics:follow", args=[topic.slug])

    refused = staff_client.get(address)
    followed = staff_client.post(address, {"follow": "yes"})
    follows = TopicFollow.objects.filter(person=person, topic=topic).count()
    staff_client.post(address, {"follow": "no"})

    assert refused.status_code == 405
    assert (followed.status_code, followed.url, follows) == (302, topic.get_absolute_url(), 1)
    assert not TopicFollow.objects.exists()


def test_the_signed_out_are_asked_to_sign_in(client, db):
    topic = TopicFactory()

    for address in ("/topics/", topic.get_absolute_url(), "/topics/none/"):
        response = client.get(address)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize("number", [1, 3])
def test_pages_stay_within_their_budget_and_ask_nothing_twice(staff_client, home_page, number, queries_of):
    topics = TopicFactory.create_batch(number)
    for topic in topics:
        TopicAliasFactory(topic=topic)
        for profile in ProfileFactory.create_batch(number):
            profile.topics.add(topic)

    for address in ("/topics/", topics[0].get_absolute_url()):
        queries = queries_of(lambda address=address: staff_client.get(address))
        assert len(queries) <= MOST_QUERIES
        assert len(set(queries)) == len(queries)
