"""The demo's texts and pictures hang together: every reference resolves, and nothing in them points at a person."""

import re
from itertools import chain

import pytest

from home.demo.assets import ASSETS
from home.demo.bulletins import BULLETINS
from home.demo.communities import COMMUNITIES
from home.demo.events import EVENTS
from home.demo.illustrations import ILLUSTRATIONS, draw
from home.demo.organisation import PEOPLE, PLACES, SCHEMES, TRUST, UNITS
from home.demo.techniques import STAGES, TECHNIQUES
from home.demo.zones import ZONES
from hub.core.identifiers import find_in_html
from hub.topics.starter import STARTER_TOPICS

EMAILS = {person["email"] for person in PEOPLE}
TOPIC_NAMES = {topic["name"] for topic in STARTER_TOPICS}
COMMUNITY_SLUGS = {community["slug"] for community in COMMUNITIES}
ASSET_SLUGS = {asset["slug"] for asset in ASSETS}
ITEMS = [item for bulletin in BULLETINS for section in bulletin["sections"] for item in section["items"]]
TITLED = [*COMMUNITIES, *EVENTS, *BULLETINS, *ASSETS, *ZONES, *TECHNIQUES]
PARTS = {
    "communities": COMMUNITIES,
    "events": EVENTS,
    "bulletins": BULLETINS,
    "assets": ASSETS,
    "zones": ZONES,
    "techniques": TECHNIQUES,
    "topics": STARTER_TOPICS,
}
# Keys whose values are addresses or references, not words that anybody reads as text.
NOT_TEXT = {"email", "owner", "host", "people_to_ask", "facilitators", "members", "url", "online_link", "slug"}


def words_of(thing):
    """Every text in nested plain data, without addresses and references."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key not in NOT_TEXT:
                yield from words_of(value)
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from words_of(value)


def unknown(found, known):
    return sorted(set(found) - set(known))


def repeated(values):
    values = list(values)
    return sorted({value for value in values if values.count(value) > 1})


def test_there_is_as_much_as_promised():
    counts = {name: len(part) for name, part in PARTS.items()}

    assert counts == {
        "communities": 8, "events": 25, "bulletins": 12, "assets": 40, "zones": 3, "techniques": 45, "topics": 42,
    }  # fmt: skip
    assert 55 <= len(PEOPLE) <= 65
    assert len([place for place in PLACES if place["kind"] == "site"]) == 3


def test_fixed_accounts_come_first():
    names = [person["email"].partition("@")[0] for person in PEOPLE[:9]]

    assert names == [
        "nurse", "editor", "facilitator", "library", "reviewer", "operator", "member", "outsider", "guest",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        [person["email"] for person in PEOPLE],
        [f"{person['first_name']} {person['last_name']}" for person in PEOPLE],
        [unit["name"] for unit in UNITS],
        [place["name"] for place in PLACES],
        *[[row["slug"] for row in part] for part in (COMMUNITIES, EVENTS, ASSETS, ZONES, TECHNIQUES)],
        [bulletin["title"] for bulletin in BULLETINS],
        [asset["title"] for asset in ASSETS],
        [event["title"] for event in EVENTS],
        [technique["title"] for technique in TECHNIQUES],
        list(
            chain.from_iterable([topic["name"].lower(), *map(str.lower, topic["aliases"])] for topic in STARTER_TOPICS)
        ),
    ],
)
def test_nothing_is_there_twice(values):
    assert repeated(values) == []


def test_people_belong_to_units_and_places_that_exist():
    assert unknown((person["unit"] for person in PEOPLE if person["unit"]), (unit["name"] for unit in UNITS)) == []
    assert (
        unknown((person["workplace"] for person in PEOPLE if person["workplace"]), (place["name"] for place in PLACES))
        == []
    )
    assert unknown((person["manager"] for person in PEOPLE if person["manager"]), EMAILS) == []
    assert unknown((person["staff_group"] for person in PEOPLE), {f"{code:02}" for code in range(1, 11)}) == []


def test_two_guests_come_from_elsewhere():
    guests = [person["email"] for person in PEOPLE if person["kind"] == "guest"]

    assert len(guests) == 2
    assert [email for email in guests if email.endswith(TRUST["email_domain"])] == []


@pytest.mark.parametrize("tree", [UNITS, PLACES])
def test_parents_come_before_their_children(tree):
    seen = set()
    for node in tree:
        assert node["parent"] is None or node["parent"] in seen
        seen.add(node["name"])


def test_every_topic_is_in_the_vocabulary():
    used = chain.from_iterable(row["topics"] for row in (*COMMUNITIES, *EVENTS, *BULLETINS, *ASSETS, *ZONES))

    assert unknown(used, TOPIC_NAMES) == []


def test_every_address_belongs_to_somebody():
    used = [
        *chain.from_iterable(community["facilitators"] + community["members"] for community in COMMUNITIES),
        *[request["email"] for community in COMMUNITIES for request in community["pending"]],
        *[event["host"] for event in EVENTS],
        *[row["owner"] for row in (*BULLETINS, *ASSETS)],
        *chain.from_iterable(asset["people_to_ask"] for asset in ASSETS),
    ]

    assert unknown(used, EMAILS) == []


def test_nobody_is_twice_in_a_community():
    for community in COMMUNITIES:
        people = [*community["facilitators"], *community["members"], *[row["email"] for row in community["pending"]]]
        assert repeated(people) == []
        assert len(community["facilitators"]) == 2
        assert 5 <= len(community["members"]) <= 25
        assert not community["pending"] or community["policy"] == "by_request"


def test_three_policies_and_one_hidden_community():
    hidden = [community["policy"] for community in COMMUNITIES if community["listing"] == "hidden"]

    assert {community["policy"] for community in COMMUNITIES} == {"open", "by_request", "by_invitation"}
    assert hidden == ["by_invitation"]


def test_events_and_assets_sit_in_communities_rooms_and_events_that_exist():
    rows = (*EVENTS, *ASSETS)
    assert unknown((row["community"] for row in rows if row["community"]), COMMUNITY_SLUGS) == []
    assert unknown((event["room"] for event in EVENTS if event["room"]), (place["name"] for place in PLACES)) == []
    past = {event["slug"] for event in EVENTS if event["day_offset"] < 0}
    assert unknown((asset["came_from"] for asset in ASSETS if asset["came_from"]), past) == []


def test_those_who_run_or_own_something_closed_are_members():
    inside = {row["slug"]: {*row["facilitators"], *row["members"]} for row in COMMUNITIES if row["policy"] != "open"}
    responsible = [(event, [event["host"]]) for event in EVENTS]
    responsible += [(asset, [asset["owner"], *asset["people_to_ask"]]) for asset in ASSETS]

    for row, people in responsible:
        assert unknown(people, inside.get(row["community"], EMAILS)) == [], row["slug"]


def test_bulletins_and_zones_name_only_what_all_staff_may_read():
    closed = {row["slug"] for row in COMMUNITIES if row["policy"] != "open"}
    gated = {asset["slug"] for asset in ASSETS if asset["community"] in closed}
    named = {item["asset"] for item in ITEMS} | {pick["ref"] for zone in ZONES for pick in zone["picks"]}

    assert gated != set()
    assert gated & named == set()


def test_fourteen_events_are_coming_and_eleven_are_past():
    assert len([event for event in EVENTS if event["day_offset"] > 0]) == 14
    assert len([event for event in EVENTS if event["day_offset"] < 0]) == 11
    assert [event["slug"] for event in EVENTS if not event["room"] and not event["online_link"]] == []


def test_one_event_is_full_with_three_waiting():
    over = [(row["capacity"], row["signups"]) for row in EVENTS if row["capacity"] and row["signups"] > row["capacity"]]

    assert over == [(8, 11)]


def test_sign_ups_fit_those_who_may_see_the_event():
    members = {row["slug"]: len(row["members"]) for row in COMMUNITIES if row["policy"] != "open"}

    assert [row["slug"] for row in EVENTS if row["signups"] > members.get(row["community"], 55)] == []


def test_bulletins_have_sections_with_items_that_were_out_by_then():
    for bulletin in BULLETINS:
        assert 2 <= len(bulletin["sections"]) <= 3
        for section in bulletin["sections"]:
            assert 3 <= len(section["items"]) <= 5
            assert [item["title"] for item in section["items"] if item["day_offset"] > bulletin["day_offset"]] == []


def test_bulletin_items_lead_to_an_asset_or_an_invented_address():
    assert unknown((item["asset"] for item in ITEMS if item["asset"]), ASSET_SLUGS) == []
    assert [item["title"] for item in ITEMS if bool(item["asset"]) == bool(item["url"])] == []
    assert [
        item["url"] for item in ITEMS if item["url"] and not re.match(r"https://[a-z]+\.example/", item["url"])
    ] == []


def test_an_asset_is_not_announced_before_the_event_that_it_came_from():
    held = {event["slug"]: event["day_offset"] for event in EVENTS}
    born = {asset["slug"]: held[asset["came_from"]] for asset in ASSETS if asset["came_from"]}

    assert [
        item["title"] for item in ITEMS if item["asset"] in born and item["day_offset"] <= born[item["asset"]]
    ] == []


def test_zone_picks_exist():
    picks = [pick for zone in ZONES for pick in zone["picks"]]
    assert unknown((pick["ref"] for pick in picks if pick["kind"] == "asset"), ASSET_SLUGS) == []
    assert (
        unknown((pick["ref"] for pick in picks if pick["kind"] == "bulletin"), (row["title"] for row in BULLETINS))
        == []
    )


def test_assets_use_known_kinds_standings_and_licences():
    kinds = {"lesson", "guide", "checklist", "case_story", "contact_list", "poster", "how_to", "evidence_summary"}
    assert {asset["kind"] for asset in ASSETS} == kinds
    assert {asset["standing"] for asset in ASSETS} == {"idea", "recommended", "required"}
    assert {asset["licence"] for asset in ASSETS} == {"trust", "ogl", "cc_by"}
    assert [asset["slug"] for asset in ASSETS if not 3 <= len(asset["key_points"]) <= 5] == []
    assert [asset["slug"] for asset in ASSETS if asset["review_in_days"] < 0] != []


def test_techniques_are_numbered_and_complete():
    assert [technique["number"] for technique in TECHNIQUES] == list(range(1, 46))
    assert {technique["stage"] for technique in TECHNIQUES} == set(STAGES)
    for technique in TECHNIQUES:
        assert len(technique["when_to_use"]) == 3
        assert 4 <= len(technique["how"]) <= 6
        assert 2 <= len(technique["tips"]) <= 3
        assert technique["what"].startswith("<p>") and technique["what"].count("<p>") <= 2


def test_texts_keep_their_lengths():
    assert [row["title"] for row in TITLED if len(row["title"]) > 120] == []
    assert [asset["slug"] for asset in ASSETS if len(asset["gist"]) > 300] == []
    assert [row["title"] for row in COMMUNITIES if len(row["purpose"]) > 160] == []
    assert [point for asset in ASSETS for point in asset["key_points"] if len(point) > 120] == []


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_left_over_from_drafting(part):
    text = " ".join(words_of(PARTS[part]))

    # The words that drafts are marked with: this looks for them in the demo's texts, it leaves none itself.
    assert re.findall(r"lorem|ipsum|\bTBC\b|\bTODO\b|xxx", text, re.IGNORECASE) == []


@pytest.mark.parametrize("part", PARTS)
def test_identifier_check_finds_nothing(part):
    assert [text for text in words_of(PARTS[part]) if find_in_html(text)] == []


def test_identifier_check_would_find_something():
    assert list(words_of([{"body": "<p>Ask Mrs Smith in bed 4</p>", "owner": "somebody@wexcombe.example"}])) == [
        "<p>Ask Mrs Smith in bed 4</p>"
    ]
    assert len(find_in_html("<p>Ask Mrs Smith in bed 4</p>")) == 2


def test_local_words_are_settings():
    assert len(set(SCHEMES.values())) == len(SCHEMES)


def test_pictures_that_are_named_exist():
    used = [row["picture"] for row in (*COMMUNITIES, *EVENTS, *ASSETS, *ZONES) if row["picture"]]

    assert unknown(used, ILLUSTRATIONS) == []
    assert unknown(ILLUSTRATIONS, used) == []


@pytest.mark.parametrize("key", ILLUSTRATIONS)
def test_every_illustration_can_be_drawn_at_any_size(key):
    picture = draw(key, width=400, height=300)

    assert picture.size == (400, 300)
    assert len(picture.getcolors(maxcolors=400 * 300)) > 8


@pytest.mark.parametrize("key", ILLUSTRATIONS)
def test_every_illustration_says_what_it_shows(key):
    title, alt = ILLUSTRATIONS[key]

    assert title
    assert 20 <= len(alt) <= 150
