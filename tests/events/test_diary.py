from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events import actions, diary
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory
from tests.queries import budget

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def soon():
    """Noon in a month to come, so that sign-up is open."""
    today = timezone.localdate()
    return datetime(today.year + 1, 6, 10, 12, tzinfo=LONDON)


def week(client, index, on, **more):
    return client.get(index.url, {"view": "week", "on": on, **more})


def month(client, index, on, **more):
    return client.get(index.url, {"view": "month", "on": on, **more})


def by_day(response):
    """{day: titles} of the days that hold something."""
    context = response.context
    days = context["days"] if context["view"] == "week" else [day for one in context["weeks"] for day in one]
    return {str(day["day"]): [card["title"] for card in day["cards"]] for day in days if day["cards"]}


def hold(index, title, start, minutes=45, **fields):
    return LunchAndLearnPageFactory(
        parent=index, title=title, starts_at=start, ends_at=start + timedelta(minutes=minutes), **fields
    )


# --- Which days ------------------------------------------------------------------------------------------------------
def test_a_week_has_seven_days_from_monday(staff_client, index):
    days = week(staff_client, index, "2026-11-26").context["days"]

    assert [str(day["day"]) for day in days] == [f"2026-11-{number}" for number in range(23, 30)]


def test_a_month_has_whole_weeks(staff_client, index):
    weeks = month(staff_client, index, "2026-11").context["weeks"]

    assert [len(one) for one in weeks] == [7] * 6
    assert (str(weeks[0][0]["day"]), str(weeks[-1][-1]["day"])) == ("2026-10-26", "2026-12-06")
    assert [day["is_outside"] for day in weeks[0]] == [True] * 6 + [False]


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "2026-13", "2026-02-30", "1066-10-14", "9999-12", "2026-11-23x", "\N{ARABIC-INDIC DIGIT TWO}"],
)
def test_an_odd_day_means_today(text):
    today = date(2026, 11, 23)

    assert diary.day_from(text, today=today) == today


@pytest.mark.parametrize("view", ["week", "month"])
def test_odd_choices_show_now(staff_client, index, view):
    response = staff_client.get(index.url, {"view": view, "on": "0001-01-01"})

    assert (response.status_code, response.context["on"]) == (200, timezone.localdate())


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-01", ["2025-12", "2026-02"]), ("2028-02-29", ["2028-01", "2028-03"])]
)
def test_the_months_before_and_after(on, expected):
    day = diary.day_from(on, today=date(2026, 11, 23))

    assert [step for _, step in diary.steps_of_month(day, day)][::2] == expected


def test_an_event_stands_on_its_local_day(staff_client, index):
    hold(index, "Late in summer", datetime(2026, 7, 14, 23, 30, tzinfo=ZoneInfo("UTC")))

    assert by_day(month(staff_client, index, "2026-07")) == {"2026-07-15": ["Late in summer"]}
    assert by_day(week(staff_client, index, "2026-07-15")) == {"2026-07-15": ["Late in summer"]}


def test_an_event_past_midnight_stands_on_both_days(staff_client, index):
    hold(index, "Night", datetime(2026, 10, 24, 23, tzinfo=LONDON), minutes=240)
    hold(index, "Until midnight", datetime(2026, 10, 23, 23, tzinfo=LONDON), minutes=60)

    assert by_day(month(staff_client, index, "2026-10")) == {
        "2026-10-23": ["Until midnight"],
        "2026-10-24": ["Night"],
        "2026-10-25": ["Night"],
    }


@pytest.mark.parametrize(
    ("on", "first", "last"), [("2026-03", "2026-03-29", "2026-03-30"), ("2026-10", "2026-10-25", "2026-10-26")]
)
def test_days_are_right_when_the_clocks_change(staff_client, index, on, first, last):
    morning = datetime.fromisoformat(f"{first}T00:00").replace(tzinfo=LONDON)
    night = datetime.fromisoformat(f"{first}T23:15").replace(tzinfo=LONDON)
    next_day = datetime.fromisoformat(f"{last}T00:00").replace(tzinfo=LONDON)
    for title, start in (("First", morning), ("Last", night), ("Next", next_day)):
        hold(index, title, start, minutes=30)

    assert by_day(month(staff_client, index, on)) == {first: ["First", "Last"], last: ["Next"]}
    assert by_day(week(staff_client, index, first)) == {first: ["First", "Last"]}


def test_one_of_several_dates_leads_to_that_date(staff_client, index, soon):
    alone = hold(index, "Alone", soon)
    page = hold(index, "Series", soon + timedelta(hours=2))
    date = date_of(page)
    later = soon + timedelta(hours=4)
    other = page.occurrences.create(place=date.place, slot=later, start=later, end=later + timedelta(hours=1))

    cards = staff_client.get(index.url).context["page_obj"].object_list

    assert [card["url"] for card in cards] == [
        alone.url,
        f"{page.url}?date={date.key}",
        f"{page.url}?date={other.key}",
    ]


# --- What is shown ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("view", [{}, {"view": "week"}, {"view": "month"}])
def test_every_view_says_where_one_stands(staff_client, index, person, soon, view):
    few, full, drop_in, mine, off = (
        hold(index, title, soon + timedelta(minutes=number), **fields)
        for number, (title, fields) in enumerate(
            {
                "Few": {"in_person_capacity": 4},
                "Full": {"in_person_capacity": 1},
                "Drop": {"drop_in": True},
                "Mine": {},
                "Off": {},
            }.items()
        )
    )
    SignupFactory(occurrence=date_of(few))
    SignupFactory(occurrence=date_of(full))
    SignupFactory(occurrence=date_of(mine), person=person)
    actions.cancel_event(date_of(off), by=off.host)

    pages = [staff_client.get(index.url, {**view, "on": f"{soon:%Y-%m-%d}", "kind": "lunchandlearnpage"})]
    if view.get("view") == "month":
        hold_back = "and 2 more"
        assert hold_back in pages[0].content.decode()
        pages.append(week(staff_client, index, f"{soon:%Y-%m-%d}"))
    words = " ".join(page.content.decode() for page in pages)

    expected = ["3 places left", "Full: join the waiting list", "Drop in", "You have a place", "Cancelled"]
    assert [text for text in expected if text not in words] == []


def test_a_full_day_of_a_month_leads_to_its_week(staff_client, index, soon):
    for number in range(5):
        hold(index, f"Talk {number}", soon + timedelta(hours=number))

    response = month(staff_client, index, f"{soon:%Y-%m}", kind="lunchandlearnpage")
    link = BeautifulSoup(response.content, "html.parser").find("a", string=lambda text: text and "more" in text)
    link = link or BeautifulSoup(response.content, "html.parser").select_one(".hub-month__list li:last-child a")

    assert link.get_text() == f"and 2 more on {soon:%A} {soon.day} {soon:%B}"
    assert link["href"] == f"?kind=lunchandlearnpage&view=week&on={soon:%Y-%m-%d}#day-{soon:%Y-%m-%d}"
    assert len(by_day(staff_client.get(index.url + link["href"].split("#")[0]))[f"{soon:%Y-%m-%d}"]) == 5


def test_today_is_said_in_words(staff_client, index):
    today = timezone.localdate()

    for response in (week(staff_client, index, str(today)), month(staff_client, index, f"{today:%Y-%m}")):
        assert response.content.decode().count("Today</strong>") == 1


def test_a_month_is_a_table_that_reads_aloud(staff_client, index):
    soup = BeautifulSoup(month(staff_client, index, "2026-11").content, "html.parser")
    table = soup.select_one("table")

    assert table.caption.get_text() == "Events in November 2026, by day. Times are UK times."
    assert {cell["scope"] for cell in table.select("th")} == {"col"}
    assert [cell.get_text() for cell in table.select("th .nhsuk-u-visually-hidden")][::6] == ["Monday", "Sunday"]
    assert len(table.select("tbody tr")) == 6


def test_filters_are_kept_in_every_link(staff_client, index):
    response = month(staff_client, index, "2026-11", kind="lunchandlearnpage", free="on", topic="unknown")

    links = [one["url"] for one in (*response.context["tabs"], *response.context["steps"])]
    assert [link for link in links if not link.startswith("?kind=lunchandlearnpage&free=on")] == []
    assert links[0] == "?kind=lunchandlearnpage&free=on"
    assert response.context["clear_url"] == "?view=month&on=2026-11"
    assert response.context["chosen"] == 2


def test_the_form_keeps_the_view_and_the_day(staff_client, index):
    soup = BeautifulSoup(week(staff_client, index, "2026-11-26").content, "html.parser")

    kept = {field["name"]: field.get("value") for field in soup.select("form.hub-filters input[type=hidden]")}
    assert kept == {"view": "week", "when": None, "on": "2026-11-26"}


@pytest.mark.parametrize("view", ["week", "month"])
def test_only_a_set_number_of_dates_is_read_and_that_is_said(staff_client, index, soon, monkeypatch, view):
    monkeypatch.setattr(diary, "MOST", 2)
    for number in range(3):
        hold(index, f"Talk {number}", soon + timedelta(hours=number))

    response = staff_client.get(index.url, {"view": view, "on": f"{soon:%Y-%m-%d}"})

    assert list(by_day(response).values()) == [["Talk 0", "Talk 1"]]
    assert "Only the first 2 dates are shown." in response.content.decode()


@pytest.mark.parametrize("view", ["week", "month"])
def test_what_belongs_to_others_is_in_no_view(client, index, soon, view):
    closed = hold(index, "Members only", soon)
    circle = CircleFactory()
    gate(closed, circle)
    seen = []

    for reader in (MembershipFactory(circle=circle).person, PersonFactory()):
        client.force_login(reader)
        seen.append("Members only" in client.get(index.url, {"view": view, "on": f"{soon:%Y-%m-%d}"}).content.decode())

    assert seen == [True, False]


@pytest.mark.parametrize("view", ["list", "week", "month"])
@pytest.mark.parametrize("dates", [1, 300])
def test_a_view_costs_the_same_however_many_dates(staff_client, index, soon, view, dates):
    date = date_of(hold(index, "Series", soon))
    rows = [
        type(date)(event=date.event, place=date.place, slot=start, start=start, end=start + timedelta(minutes=30))
        for start in (soon + timedelta(days=number % 14, minutes=number + 1) for number in range(dates - 1))
    ]
    type(date).objects.bulk_create(rows)
    staff_client.get(index.url)

    with budget(12):
        response = staff_client.get(index.url, {"view": view, "on": f"{soon:%Y-%m-%d}"})

    assert response.status_code == 200
