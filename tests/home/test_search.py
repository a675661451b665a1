import pytest
from factory import make_factory

from events.models import EventPage
from hub.topics.models import TopicAlias
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory
from tests.factories.library import AssetPageFactory, BulletinPageFactory, LibraryIndexPageFactory, TopicFactory, about
from tests.queries import budget


@pytest.fixture
def library(home_page):
    return LibraryIndexPageFactory(parent=home_page)


def found(client, **query):
    return [result["title"] for result in client.get("/search/", query).context["results"]]


def test_words_of_the_text_are_found(staff_client, library):
    AssetPageFactory(parent=library, title="Quiet nights", gist="Earplugs and soft shoes halve the noise.")

    assert found(staff_client, q="earplugs") == ["Quiet nights"]


def test_the_beginning_of_a_word_is_found(staff_client, library):
    AssetPageFactory(parent=library, title="Hydration rounds")

    assert found(staff_client, q="hydr") == ["Hydration rounds"]


def test_another_word_for_a_topic_finds_what_is_filed_under_it(staff_client, library):
    topic = TopicFactory(name="Falls prevention")
    TopicAlias.objects.create(topic=topic, name="accidental falls")
    about(AssetPageFactory(parent=library, title="Look-round at the bedside"), topic)

    assert found(staff_client, q="accidental") == ["Look-round at the bedside"]


def test_what_the_reader_may_not_see_is_neither_found_nor_counted(staff_client, person, library):
    topic = TopicFactory(name="Insulin")
    circle = CircleFactory()
    secret = AssetPageFactory(parent=library, title="Insulin secrets")
    about(secret, topic)
    gate(secret, circle)

    response = staff_client.get("/search/", {"q": "insulin"})
    assert (response.context["results"], response.context["page_obj"].paginator.count) == ([], 0)

    MembershipFactory(circle=circle, person=person)
    assert found(staff_client, q="insulin") == ["Insulin secrets"]


@pytest.mark.parametrize("model", EventPage.__subclasses__())
def test_every_kind_of_event_is_found_among_events(staff_client, home_page, model):
    of_this_kind = make_factory(model, FACTORY_CLASS=LunchAndLearnPageFactory)
    of_this_kind(parent=EventsIndexPageFactory(parent=home_page), title="Quiet nights")

    assert found(staff_client, q="quiet", kind="event") == ["Quiet nights"]


def test_a_listed_community_is_found_by_name_and_a_hidden_one_is_not(staff_client, home_page):
    index = CommunitiesIndexPageFactory(parent=home_page)
    CommunityPageFactory(parent=index, title="Wound care friends")
    CommunityPageFactory(parent=index, title="Wound care inner circle", policy="by_invitation", listing="hidden")

    assert found(staff_client, q="wound care") == ["Wound care friends"]


def test_results_are_narrowed_by_kind(staff_client, library):
    AssetPageFactory(parent=library, title="Sepsis asset")
    BulletinPageFactory(parent=library, title="Sepsis bulletin")

    assert found(staff_client, q="sepsis", kind="bulletin") == ["Sepsis bulletin"]


@pytest.mark.parametrize("words", ["'; drop table x; --", "<script>alert(1)</script>", '"', "%", "a" * 5000, "( & |"])
def test_hostile_words_break_nothing(staff_client, library, words):
    response = staff_client.get("/search/", {"q": words})

    assert response.status_code == 200
    assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("address", ["/search/?q=%00", "/topics/%00/", "/topics/?q=a%00b"])
def test_a_null_character_is_a_bad_request(staff_client, address):
    assert staff_client.get(address).status_code == 400


def test_nothing_found_says_what_to_do(staff_client, library):
    content = staff_client.get("/search/", {"q": "unobtainium"}).content.decode()

    assert "Nothing found" in content
    assert "Contact the library" in content


@pytest.mark.parametrize("how_many", [1, 3])
def test_searching_costs_the_same_however_much_is_found(staff_client, library, how_many):
    topic = TopicFactory(name="Delirium")
    for number in range(how_many):
        about(AssetPageFactory(parent=library, title=f"Delirium {number}"), topic)
    staff_client.get("/search/", {"q": "delirium"})

    with budget(9):
        response = staff_client.get("/search/", {"q": "delirium"})

    assert len(response.context["results"]) == how_many
