import pytest

from hub.people.actions import save_place
from hub.people.models import Place


@pytest.mark.django_db
def test_a_place_says_each_name_once_from_the_site_down():
    site = save_place(Place(name="Wexcombe General", kind="site"))
    building = save_place(Place(name="Wexcombe General Education Centre", kind="building", parent=site))
    room = save_place(Place(name="Seminar room", kind="room", parent=building))

    assert [place.full_name for place in (site, building, room)] == [
        "Wexcombe General",
        "Wexcombe General Education Centre",
        "Wexcombe General Education Centre, Seminar room",
    ]


@pytest.mark.django_db
def test_renaming_a_place_renames_what_is_in_it():
    building = save_place(Place(name="Old wing", kind="building"))
    room = save_place(Place(name="Seminar room", kind="room", parent=building))
    building.name = "New wing"
    save_place(building)

    room.refresh_from_db()
    assert room.full_name == "New wing, Seminar room"
