import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.notices.compose import compose
from hub.notices.letters import NoLongerRight, writer_of
from hub.notices.models import Notice
from hub.people import lifecycle
from hub.people.roles import EDITORS, LIBRARY_TEAM, REVIEWERS
from hub.review import actions
from hub.review.passages import mark_of, undecided_in
from tests.factories.library import AssetPageFactory, LibraryIndexPageFactory, in_role
from tests.factories.people import PersonFactory

NHS_NUMBER = "943 476 5919"


@pytest.fixture
def page(home_page):
    library = LibraryIndexPageFactory(parent=home_page)
    page = AssetPageFactory(parent=library, live=False, context=f"<p>It was <b>{NHS_NUMBER}</b> &lt;script&gt;.</p>")
    page.save_revision()
    return page


@pytest.fixture
def hold(page, person):
    return actions.check(page, page.review_texts(), by=person)


@pytest.fixture
def reviewer_client(client, db):
    client.force_login(in_role(PersonFactory(), REVIEWERS))
    return client


def urls_of(hold):
    return [
        reverse("hub_review:held_texts"),
        reverse("hub_review:held_text", args=[hold.key]),
    ]


def decide(client, hold, **answer):
    _, findings = undecided_in(hold.target)
    answer = {"decision": "release", "reason": "A made-up number", "seen": mark_of(findings), **answer}
    return client.post(reverse("hub_review:decide", args=[hold.key]), answer)


def test_the_reviewer_sees_what_waits_without_the_words(reviewer_client, hold):
    response = reviewer_client.get(reverse("hub_review:held_texts"))

    assert [one.name for one in response.context["page_obj"]] == [hold.target.title]
    assert "NHS number" in response.content.decode()
    assert NHS_NUMBER not in response.content.decode()


def test_the_reviewer_sees_the_passages_in_context_escaped(reviewer_client, hold):
    response = reviewer_client.get(reverse("hub_review:held_text", args=[hold.key]))

    shown = response.content.decode()
    assert f"It was <mark>{NHS_NUMBER}</mark> &lt;script&gt;" in shown
    assert "no-store" in response["Cache-Control"]


def test_the_passages_are_of_the_latest_version(reviewer_client, hold, page):
    page.context = "<p>Nothing to see.</p>"
    page.save_revision()

    response = reviewer_client.get(reverse("hub_review:held_text", args=[hold.key]))

    assert response.context["passages"] == []
    assert NHS_NUMBER not in response.content.decode()


@pytest.mark.parametrize(
    ("role", "is_superuser", "answer"),
    [(None, False, 403), (EDITORS, False, 404), (LIBRARY_TEAM, False, 404), (EDITORS, True, 404)],
)
def test_for_everybody_else_the_screens_do_not_exist(client, hold, role, is_superuser, answer):
    someone = PersonFactory(is_superuser=is_superuser)
    if role:
        in_role(someone, role)
    client.force_login(someone)

    answers = [client.get(url) for url in urls_of(hold)]
    answers.append(client.post(reverse("hub_review:decide", args=[hold.key]), {"decision": "release", "reason": "x"}))

    assert [one.status_code for one in answers] == [answer] * 3
    assert not any(NHS_NUMBER in one.content.decode() for one in answers)
    hold.refresh_from_db()
    assert hold.state == "held"


def test_editors_see_no_such_menu_item(client, hold):
    client.force_login(in_role(PersonFactory(), EDITORS))

    assert "Held texts" not in client.get("/admin/").content.decode()


def test_reviewers_see_the_menu_item(reviewer_client):
    assert "Held texts" in reviewer_client.get("/admin/").content.decode()


@pytest.mark.parametrize(("decision", "state"), [("release", "released"), ("refuse", "refused")])
def test_the_reviewer_decides(reviewer_client, hold, decision, state):
    response = decide(reviewer_client, hold, decision=decision)

    hold.refresh_from_db()
    assert response.status_code == 302
    assert (hold.state, hold.reason) == (state, "A made-up number")


def test_a_decision_without_reason_is_asked_again(reviewer_client, hold):
    response = decide(reviewer_client, hold, reason=" ")

    hold.refresh_from_db()
    assert response.status_code == 200
    assert "Give a reason" in response.content.decode()
    assert hold.state == "held"


def test_a_decision_about_an_older_text_does_not_count(reviewer_client, hold, page):
    response = decide(reviewer_client, hold, seen="something else")

    hold.refresh_from_db()
    assert response.url == reverse("hub_review:held_text", args=[hold.key])
    assert hold.state == "held"


def test_decided_holds_are_listed_with_who_and_why(reviewer_client, hold):
    decide(reviewer_client, hold)

    shown = reviewer_client.get(reverse("hub_review:held_texts")).content.decode()

    assert "A made-up number" in shown
    assert NHS_NUMBER not in reviewer_client.get(reverse("hub_review:held_text", args=[hold.key])).content.decode()


def test_the_list_costs_the_same_however_much_waits(reviewer_client, hold, page, django_assert_num_queries, person):
    url = reverse("hub_review:held_texts")
    reviewer_client.get(url)
    with CaptureQueriesContext(connection) as one:
        reviewer_client.get(url)
    for _ in range(2):
        other = AssetPageFactory(parent=page.get_parent())
        actions.check(other, {"Gist": NHS_NUMBER}, by=person)

    with django_assert_num_queries(len(one)):
        reviewer_client.get(url)


def letter_to(recipient, template, hold):
    notice = Notice(recipient=recipient, template=template, context={"hold": str(hold.key)})
    return writer_of(template)(notice)


def test_the_letter_to_the_reviewer_names_the_page_alone(hold):
    letter = letter_to(in_role(PersonFactory(), REVIEWERS), "review/email/held", hold)

    assert letter.context["title"] == hold.target.title
    assert letter.context["path"] == reverse("hub_review:held_text", args=[hold.key])


def test_the_letter_does_not_carry_a_title_that_is_held_itself(page, person):
    page.title = f"About {NHS_NUMBER}"
    page.save_revision()
    hold = actions.check(page, page.review_texts(), by=person)

    assert letter_to(in_role(PersonFactory(), REVIEWERS), "review/email/held", hold).context["title"] == "A page"


def test_the_letter_is_not_sent_once_the_recipient_no_longer_reviews(hold):
    with pytest.raises(NoLongerRight):
        letter_to(PersonFactory(), "review/email/held", hold)


def test_the_letter_of_a_release_says_to_publish_again(hold, person):
    actions.release(hold, by=in_role(PersonFactory(), REVIEWERS), reason="A made-up number")

    letter = letter_to(person, "review/email/released", hold)

    assert letter.context["path"] == reverse("wagtailadmin_pages:edit", args=[hold.object_id])


def test_the_data_of_a_person_holds_no_words(hold, person):
    entry = next(entry for entry in lifecycle.entries() if entry.model == "hub_review.Hold")

    assert [row["kinds"] for row in entry.export(person)] == [["nhs_number"]]
    assert NHS_NUMBER not in str(entry.export(person))


@pytest.mark.parametrize("state", ["held", "released", "refused"])
def test_every_letter_is_written_without_the_words(hold, person, state):
    reviewer = in_role(PersonFactory(), REVIEWERS)
    if state != "held":
        {"released": actions.release, "refused": actions.refuse}[state](hold, by=reviewer, reason="As agreed")
    recipient = reviewer if state == "held" else person
    notice = Notice(recipient=recipient, template=f"review/email/{state}", context={"hold": str(hold.key)})

    letter = compose(notice, address=recipient.email).decode()

    assert hold.target.title in letter
    assert NHS_NUMBER not in letter
