import pytest
from django.urls import reverse
from django.utils import timezone

from hub.directory import actions, gathering, life
from hub.directory.models import Profile
from tests.factories.content import ProfileFactory, TopicFactory
from tests.factories.people import PersonFactory, PlaceFactory, UnitFactory

LOGIN = "/accounts/login/"
ADDRESSES = ["/people/", "/people/me/"]
pytestmark = pytest.mark.django_db


def listed(client, **filters):
    return [profile.person.last_name for profile in client.get("/people/", filters).context["page_obj"]]


def named(last_name, **person):
    return ProfileFactory(person__last_name=last_name, **{f"person__{name}": value for name, value in person.items()})


def my_form(**changes):
    return {"about": "Falls and frailty", "phone": "", "topics": [], **changes}


def test_only_people_who_chose_to_be_listed_are_there(staff_client):
    named("Listed")
    ProfileFactory(person__last_name="Unlisted", is_listed=False)
    PersonFactory(last_name="Silent")

    assert listed(staff_client) == ["Listed"]


def test_people_who_left_were_erased_or_are_guests_are_not_there(staff_client):
    named("Left", is_active=False)
    named("Guest", kind="guest")
    named("Erased", is_active=False, email=None, erased_at=timezone.now())

    assert listed(staff_client) == []


def test_a_leaver_vanishes_at_once_from_list_page_and_topic(staff_client, person):
    topic = TopicFactory()
    profile = named("Bell")
    profile.topics.add(topic)
    before = (listed(staff_client), staff_client.get(profile.get_absolute_url()).status_code)
    before_on_topic = gathering.people_who_know(topic, person, 5)

    profile.person.is_active = False
    profile.person.save()

    assert before == (["Bell"], 200)
    assert len(before_on_topic) == 1
    assert listed(staff_client) == []
    assert staff_client.get(profile.get_absolute_url()).status_code == 404
    assert gathering.people_who_know(topic, person, 5) == []


def test_people_are_found_by_name_and_job(staff_client):
    named("Bell", first_name="Ada", job_title="Ward sister")
    named("Fox", first_name="Ben", job_title="Porter")

    assert listed(staff_client, q="bel") == ["Bell"]
    assert listed(staff_client, q="ada sister") == ["Bell"]
    assert listed(staff_client, q="ada porter") == []


def test_people_are_found_by_topic_each_once(staff_client):
    falls, sepsis = TopicFactory(), TopicFactory()
    named("Bell").topics.set([falls, sepsis])
    named("Fox").topics.set([sepsis])

    assert listed(staff_client, topic=falls.slug) == ["Bell"]
    assert listed(staff_client, topic=sepsis.slug) == ["Bell", "Fox"]


def test_people_are_found_by_unit_with_the_units_below_it(staff_client):
    division = UnitFactory()
    ward, elsewhere = UnitFactory(parent=division), UnitFactory()
    named("Bell", unit=ward)
    named("Fox", unit=elsewhere)

    assert listed(staff_client, unit=division.pk) == ["Bell"]


def test_people_are_found_by_site_with_the_places_inside(staff_client):
    site, other = PlaceFactory(kind="site"), PlaceFactory(kind="site")
    building = PlaceFactory(kind="building", parent=site)
    room = PlaceFactory(parent=PlaceFactory(kind="floor", parent=building))
    for name, place in [("Bell", room), ("Cole", site), ("Fox", other)]:
        named(name, workplace=place)

    assert listed(staff_client, site=site.pk) == ["Bell", "Cole"]


@pytest.mark.parametrize("filters", [{"topic": "none"}, {"unit": "x"}, {"site": "999999"}, {"q": "x" * 500}])
def test_filters_that_make_no_sense_are_left_out(staff_client, filters):
    named("Bell")

    assert listed(staff_client, **filters) == ["Bell"]


def test_the_list_is_in_pages_of_twenty_that_keep_the_filter(staff_client):
    ProfileFactory.create_batch(21, person__first_name="Robin")

    first = staff_client.get("/people/", {"q": "robin"})
    second = staff_client.get("/people/", {"q": "robin", "page": 2})

    assert [len(answer.context["page_obj"]) for answer in (first, second)] == [20, 1]
    assert "?q=robin&amp;page=2" in first.content.decode()


@pytest.mark.parametrize("filters", [{}, {"q": "nobody"}])
def test_an_empty_list_invites(staff_client, filters):
    content = staff_client.get("/people/", filters).content.decode()

    assert '<a class="nhsuk-link" href="/people/me/">List yourself</a>' in content


def test_telephone_and_address_are_shown_only_by_choice(staff_client):
    silent = ProfileFactory(person__email="silent@wexcombe.example")
    open_one = ProfileFactory(person__email="open@wexcombe.example", show_email=True, phone="bleep 4021")

    silent_page = staff_client.get(silent.get_absolute_url()).content.decode()
    open_page = staff_client.get(open_one.get_absolute_url()).content.decode()

    assert "silent@wexcombe.example" not in silent_page
    assert "Telephone" not in silent_page
    assert "mailto:open@wexcombe.example" in open_page
    assert "bleep 4021" in open_page
    assert "wexcombe.example" not in staff_client.get("/people/").content.decode()


def test_script_in_a_profile_is_shown_as_text(staff_client):
    profile = ProfileFactory(about="<script>alert(1)</script>", person__first_name="<b>Ada</b>", phone="<i>1</i>")

    for address in ("/people/", profile.get_absolute_url()):
        content = staff_client.get(address).content.decode()
        assert "<script>alert" not in content
        assert "<b>Ada" not in content
        assert "<i>1" not in content


@pytest.mark.parametrize("case", ["unlisted", "unknown", "no profile"])
def test_who_is_not_listed_has_no_page_even_for_themselves(staff_client, person, case):
    ProfileFactory(person=person, is_listed=False)
    key = {
        "unlisted": person.key,
        "unknown": "00000000-0000-4000-8000-000000000000",
        "no profile": PersonFactory().key,
    }[case]

    assert staff_client.get(f"/people/{key}/").status_code == 404


def test_guests_find_no_directory(client):
    client.force_login(PersonFactory(guest=True))

    addresses = [*ADDRESSES, ProfileFactory().get_absolute_url()]

    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert client.post("/people/me/", my_form()).status_code == 404


def test_the_signed_out_are_asked_to_sign_in(client):
    answers = [client.get(address) for address in [*ADDRESSES, ProfileFactory().get_absolute_url()]]

    assert [(answer.status_code, answer.url.split("?")[0]) for answer in answers] == [(302, LOGIN)] * 3


def test_looking_at_my_profile_makes_none(staff_client):
    assert staff_client.get("/people/me/").status_code == 200
    assert not Profile.objects.exists()


def test_i_list_myself_with_topics(staff_client, person):
    topic, merged = TopicFactory(name="Falls"), TopicFactory(name="Old", merged_into=TopicFactory(name="New"))

    shown = staff_client.get("/people/me/").content.decode()
    form = my_form(is_listed="on", show_email="on", phone="4021", topics=[topic.pk])
    response = staff_client.post("/people/me/", form, follow=True)

    profile = Profile.objects.get(person=person)
    assert merged.name not in shown
    assert "Saved. All staff can find you in the directory." in response.content.decode()
    assert (profile.is_listed, profile.show_email, profile.phone) == (True, True, "4021")
    assert list(profile.topics.all()) == [topic]
    assert profile.confirmed_on == timezone.localdate()


def test_i_take_my_listing_back(staff_client, person):
    profile = ProfileFactory(person=person)

    staff_client.post("/people/me/", my_form())

    assert listed(staff_client) == []
    assert staff_client.get(profile.get_absolute_url()).status_code == 404


def test_a_text_too_long_is_kept_and_explained(staff_client):
    response = staff_client.post("/people/me/", my_form(about="a" * 401))

    content = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: My profile" in content
    assert "There is a problem" in content
    assert "a" * 401 in content
    assert not Profile.objects.exists()


def test_a_topic_shows_listed_people_and_nobody_to_guests(person):
    topic = TopicFactory()
    profile = ProfileFactory(person__job_title="Porter", person__unit=UnitFactory(name="Harrow ward"))
    profile.topics.add(topic)
    ProfileFactory(is_listed=False).topics.add(topic)

    assert gathering.people_who_know(topic, person, 5) == [
        {"title": str(profile.person), "url": profile.get_absolute_url(), "note": "Porter, Harrow ward"}
    ]
    assert gathering.people_who_know(topic, PersonFactory(guest=True), 5) == []
    assert gathering.people_who_know(topic, person, 0) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many_people(staff_client, home_page, number, django_assert_max_num_queries):
    for _ in range(number):
        profile = ProfileFactory(person__unit=UnitFactory())
        profile.topics.set(TopicFactory.create_batch(2))
    staff_client.get("/people/")

    with django_assert_max_num_queries(9):
        response = staff_client.get("/people/")

    assert len(response.context["page_obj"]) == number


def test_saving_twice_keeps_one_profile(person):
    actions.save_profile(person, topics=[], is_listed=True, about="One")
    actions.save_profile(person, topics=[], is_listed=True, about="Two")

    assert [profile.about for profile in Profile.objects.all()] == ["Two"]


def test_erasing_deletes_the_profile_and_the_export_has_all_of_it(person):
    profile = ProfileFactory(person=person, about="Falls", phone="4021")
    profile.topics.add(TopicFactory(name="Falls"))

    exported = life.profile_of(person)
    life.delete_profile(person, timezone.now())

    assert exported == [
        {
            "listed": True,
            "about": "Falls",
            "telephone": "4021",
            "shows_email": False,
            "topics": ["Falls"],
            "confirmed_on": None,
        }
    ]
    assert not Profile.objects.exists()


def test_addresses_have_names(person):
    profile = ProfileFactory(person=person)

    assert [reverse("directory:people"), reverse("directory:me")] == ADDRESSES
    assert reverse("directory:person", args=[person.key]) == profile.get_absolute_url()
