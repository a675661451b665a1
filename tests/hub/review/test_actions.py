import pytest
from wagtail.models import PageLogEntry

from hub.notices.models import Notice
from hub.people.roles import REVIEWERS
from hub.review import actions
from hub.review.models import Hold
from tests.factories.library import AssetPageFactory, LibraryIndexPageFactory, in_role
from tests.factories.people import PersonFactory

NHS_NUMBER = "943 476 5919"
HELD = {"Title": "A quiet week", "Context": f"The patient, {NHS_NUMBER}, went home."}
CLEAN = {"Title": "A quiet week", "Context": "The patient went home."}


@pytest.fixture
def page(home_page):
    library = LibraryIndexPageFactory(parent=home_page)
    return AssetPageFactory(parent=library)


@pytest.fixture
def reviewer(db):
    return in_role(PersonFactory(), REVIEWERS)


def test_text_without_identifiers_goes_out_and_leaves_no_trace(page, person):
    assert actions.check(page, CLEAN, by=person) is None
    assert Hold.objects.count() == 0


def test_an_nhs_number_is_held_by_kind_and_field(page, person):
    hold = actions.check(page, HELD, by=person)

    assert (hold.state, hold.asked_by) == ("held", person)
    assert [(finding["field"], finding["kind"]) for finding in hold.findings] == [("Context", "nhs_number")]


def test_a_hold_keeps_no_words(page, person):
    hold = actions.check(page, HELD, by=person)

    stored = str(Hold.objects.filter(pk=hold.pk).values().get()) + str(list(PageLogEntry.objects.values()))
    assert NHS_NUMBER not in stored
    assert NHS_NUMBER.replace(" ", "") not in stored


def test_checking_again_keeps_the_one_open_hold_and_tells_reviewers_once(page, person, reviewer):
    first = actions.check(page, HELD, by=person)
    second = actions.check(page, HELD | {"Story": "Bed 12 called."}, by=person)

    assert second == first
    assert {finding["kind"] for finding in second.findings} == {"nhs_number", "bed_number"}
    assert list(Notice.objects.values_list("template", "recipient")) == [("review/email/held", reviewer.pk)]


def test_a_mended_text_ends_the_hold_and_goes_out(page, person):
    hold = actions.check(page, HELD, by=person)

    assert actions.check(page, CLEAN, by=person) is None

    hold.refresh_from_db()
    assert hold.state == "mended"


def test_released_words_go_out_however_they_are_spaced_and_others_stay_in(page, person, reviewer):
    hold = actions.check(page, HELD, by=person)
    actions.release(hold, by=reviewer, reason="A made-up number")

    assert actions.check(page, {"Gist": "9434765919"}, by=person) is None
    assert actions.check(page, {"Gist": "401 023 2137"}, by=person).state == "held"


def test_words_released_for_one_page_are_held_on_another(page, person, reviewer):
    actions.release(actions.check(page, HELD, by=person), by=reviewer, reason="A made-up number")
    other = AssetPageFactory(parent=page.get_parent())

    assert actions.check(other, HELD, by=person).state == "held"


def test_refused_words_stay_in_and_are_not_asked_about_again(page, person, reviewer):
    hold = actions.refuse(actions.check(page, HELD, by=person), by=reviewer, reason="A real patient")

    assert actions.check(page, HELD, by=person) == hold
    assert Hold.objects.filter(state="held").count() == 0
    assert "A real patient" in actions.explain(hold)


def test_only_what_the_reviewer_saw_is_released(page, person, reviewer):
    hold = actions.check(page, HELD, by=person)
    seen = actions.findings_in({"Story": "Bed 12 called."})

    actions.release(hold, by=reviewer, reason="No patient in it", seen=seen)

    assert actions.check(page, {"Story": "Bed 12 called."}, by=person) is None
    assert actions.check(page, HELD, by=person).state == "held"


@pytest.mark.parametrize("role", [None, "Editors", "Library team", "superuser"])
def test_nobody_but_a_reviewer_decides(page, person, role):
    hold = actions.check(page, HELD, by=person)
    decider = PersonFactory(is_superuser=role == "superuser")
    if role and role != "superuser":
        in_role(decider, role)

    with pytest.raises(actions.DecisionRefused):
        actions.release(hold, by=decider, reason="I say so")

    hold.refresh_from_db()
    assert hold.state == "held"


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_decision_needs_a_reason(page, person, reviewer, reason):
    hold = actions.check(page, HELD, by=person)

    with pytest.raises(actions.DecisionRefused):
        actions.refuse(hold, by=reviewer, reason=reason)


def test_a_decision_is_made_once_and_by_one(page, person, reviewer):
    hold = actions.check(page, HELD, by=person)
    actions.release(hold, by=reviewer, reason="A made-up number")

    assert actions.release(hold, by=reviewer, reason="Again").reason == "A made-up number"
    with pytest.raises(actions.DecisionRefused):
        actions.refuse(hold, by=reviewer, reason="Changed my mind")


def test_the_author_is_told_and_each_step_is_on_record(page, person, reviewer):
    actions.release(actions.check(page, HELD, by=person), by=reviewer, reason="A made-up number")

    told = Notice.objects.filter(recipient=person).values_list("template", flat=True)
    logged = PageLogEntry.objects.filter(action__startswith="hub.review").order_by("timestamp")
    assert list(told) == ["review/email/released"]
    assert [(entry.action, entry.user) for entry in logged] == [
        ("hub.review.held", person),
        ("hub.review.released", reviewer),
    ]
    assert logged.last().comment == "A made-up number"


def test_the_hospital_number_pattern_of_this_place_is_used(page, person, settings):
    settings.HUB_HOSPITAL_NUMBER_PATTERN = r"\bWX\d{6}\b"

    hold = actions.check(page, {"Gist": "See WX123456."}, by=person)

    assert [finding["kind"] for finding in hold.findings] == ["hospital_number"]


def test_a_fingerprint_depends_on_this_installations_key(settings):
    before = actions.fingerprint("nhs_number", NHS_NUMBER)
    settings.SECRET_KEY = "another" * 10

    assert actions.fingerprint("nhs_number", NHS_NUMBER) != before
