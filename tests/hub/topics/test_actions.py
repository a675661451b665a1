import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from communities.models import CommunitiesIndexPage, CommunityPage, CommunityTopic
from hub.topics import actions
from hub.topics.models import Topic, TopicAlias, TopicFollow
from hub.topics.names import find_topics, split_words
from hub.topics.starter import STARTER_TOPICS
from tests.factories.content import ProfileFactory, TopicAliasFactory, TopicFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def community(home_page, *topics):
    index = CommunitiesIndexPage.objects.first() or home_page.add_child(instance=CommunitiesIndexPage(title="All"))
    page = index.add_child(
        instance=CommunityPage(title=f"Community {CommunityPage.objects.count()}", purpose="To learn")
    )
    page.topics.set(topics)
    page.save()
    return page


def topics_of(page):
    return list(CommunityTopic.objects.filter(content_object=page).values_list("tag__name", flat=True))


def test_following_twice_is_following_once(person):
    topic = TopicFactory()

    actions.follow(topic, person=person)
    actions.follow(topic, person=person)

    assert list(actions.followed_by(person)) == [topic]


def test_following_ends(person):
    topic = TopicFactory()
    actions.follow(topic, person=person)

    actions.unfollow(topic, person=person)

    assert list(actions.followed_by(person)) == []


def test_merging_moves_pages_and_keeps_each_topic_once_on_a_page(home_page):
    falls, slips = TopicFactory(name="Falls"), TopicFactory(name="Slips")
    with_one, with_both = community(home_page, slips), community(home_page, falls, slips)

    actions.merge(slips, into=falls)

    assert topics_of(with_one) == ["Falls"]
    assert topics_of(with_both) == ["Falls"]


def test_merging_moves_followers_and_people_who_know(person):
    falls, slips = TopicFactory(name="Falls"), TopicFactory(name="Slips")
    colleague = PersonFactory()
    for follower, topic in [(person, falls), (person, slips), (colleague, slips)]:
        TopicFollow.objects.create(person=follower, topic=topic)
    knows_one, knows_both = ProfileFactory(), ProfileFactory()
    knows_one.topics.set([slips])
    knows_both.topics.set([falls, slips])

    actions.merge(slips, into=falls)

    assert set(TopicFollow.objects.values_list("person", "topic")) == {(person.pk, falls.pk), (colleague.pk, falls.pk)}
    assert [list(profile.topics.all()) for profile in (knows_one, knows_both)] == [[falls], [falls]]


def test_merging_makes_the_name_and_the_aliases_lead_to_the_other_topic():
    falls, slips = TopicFactory(name="Falls"), TopicFactory(name="Slips")
    TopicAliasFactory(topic=slips, name="trips")

    actions.merge(slips, into=falls)

    assert [alias.name for alias in TopicAlias.objects.filter(topic=falls)] == ["Slips", "trips"]
    assert list(Topic.objects.current()) == [falls]


def test_merging_in_a_chain_leads_to_the_last_topic():
    first, second, third = TopicFactory(name="First"), TopicFactory(name="Second"), TopicFactory(name="Third")

    actions.merge(first, into=second)
    actions.merge(second, into=third)

    assert find_topics(["first", "SECOND", "third"]) == ([third], [])
    assert Topic.objects.get(pk=first.pk).merged_into == third


def test_merging_is_written_into_the_audit_log(person):
    falls, slips = TopicFactory(name="Falls"), TopicFactory(name="Slips")

    actions.merge(slips, into=falls, by=person)

    entry = ModelLogEntry.objects.get(action="hub_topics.merge")
    assert (entry.label, entry.user_id, entry.data) == ("Slips", person.pk, {"into": "Falls"})


@pytest.mark.parametrize("case", ["itself", "merged already", "into a merged one"])
def test_senseless_merges_are_refused(case):
    falls, slips, other = TopicFactory(name="Falls"), TopicFactory(name="Slips"), TopicFactory(name="Other")
    actions.merge(slips, into=falls)
    topic, into = {"itself": (falls, falls), "merged already": (slips, other), "into a merged one": (other, slips)}[
        case
    ]

    with pytest.raises(actions.TopicRefused):
        actions.merge(topic, into=into)


def test_publishing_an_old_draft_does_not_bring_back_a_merged_topic(home_page):
    falls, slips = TopicFactory(name="Falls"), TopicFactory(name="Slips")
    page = community(home_page, slips)
    draft = page.save_revision()
    actions.merge(slips, into=falls)

    draft.publish()

    assert topics_of(page) == ["Falls"]


def test_an_alias_cannot_be_the_name_of_a_topic_or_lead_to_two():
    falls = TopicFactory(name="Falls")
    TopicAliasFactory(topic=falls, name="trips")
    other = TopicFactory(name="Other")

    for name in ("FALLS", "Trips"):
        with pytest.raises(ValidationError):
            actions.check_alias(name, topic=other)


def test_the_starter_topics_load_once_and_clash_with_nothing(db):
    assert actions.load_topics(STARTER_TOPICS) == len(STARTER_TOPICS)
    assert actions.load_topics(STARTER_TOPICS) == 0
    for alias in TopicAlias.objects.select_related("topic"):
        actions.check_alias(alias.name, topic=alias.topic)


def test_words_are_parted_by_commas_alone():
    assert split_words('"accidental falls", sepsis,, end of life ') == ["accidental falls", "sepsis", "end of life"]


def test_topics_are_found_by_name_and_alias_whatever_the_case(db):
    falls = TopicFactory(name="Falls prevention")
    TopicAliasFactory(topic=falls, name="accidental falls")

    assert find_topics(["FALLS PREVENTION", "Accidental Falls", "gardening"]) == ([falls], ["gardening"])
