import pytest
from django.urls import reverse

from hub.circles.models import Membership
from hub.notices.models import Notice
from tests.factories.circles import MembershipFactory
from tests.factories.communities import CommunityPageFactory
from tests.factories.people import PersonFactory
from tests.queries import budget

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(name, page, **more):
    return reverse(f"communities:{name}", kwargs={"key": page.circle.key, **more})


def templates_of(page):
    memberships = list(page.circle.memberships.values_list("pk", flat=True))
    return Notice.objects.filter(context__membership__in=memberships).values_list("template", flat=True)


# --- who sees what ---------------------------------------------------------------------------------------------------
def test_a_listed_community_shows_outsiders_its_face_and_nothing_inside(staff_client, closed):
    response = staff_client.get(closed.url)

    assert response.status_code == 200
    assert b"Tissue viability" in response.content
    assert b"We look after skin." in response.content
    assert b"Only members read this sentence." not in response.content


def test_members_read_what_is_inside(staff_client, person, closed):
    MembershipFactory(circle=closed.circle, person=person)

    assert b"Only members read this sentence." in staff_client.get(closed.url).content


def test_a_former_member_reads_nothing_inside(staff_client, person, closed):
    MembershipFactory(circle=closed.circle, person=person, state="left")

    assert b"Only members read this sentence." not in staff_client.get(closed.url).content


def test_outsiders_get_no_tab_of_a_closed_community(staff_client, closed):
    MembershipFactory(circle=closed.circle, person=PersonFactory(last_name="Unmistakable"))

    response = staff_client.get(f"{closed.url}?tab=members")

    assert b"Unmistakable" not in response.content


def test_a_hidden_community_does_not_exist_for_outsiders(staff_client, hidden):
    assert staff_client.get(hidden.url).status_code == 404
    assert staff_client.post(address("join", hidden)).status_code == 404
    assert staff_client.get(address("ask", hidden)).status_code == 404
    assert staff_client.get(address("go", hidden)).status_code == 404


def test_the_directory_names_listed_communities_and_the_hidden_ones_of_the_reader(
    staff_client, person, index, closed, open_community, hidden
):
    assert list(staff_client.get(index.url).context["page_obj"]) == [open_community, closed]

    MembershipFactory(circle=hidden.circle, person=person)
    assert list(staff_client.get(index.url).context["page_obj"]) == [open_community, hidden, closed]


def test_the_directory_counts_active_members_only(staff_client, index, closed):
    MembershipFactory(circle=closed.circle)
    MembershipFactory(circle=closed.circle, state="left")
    MembershipFactory(circle=closed.circle, person=PersonFactory(is_active=False))

    assert [page.member_count for page in staff_client.get(index.url).context["page_obj"]] == [2]


def test_the_directory_filters_by_words_and_by_mine(staff_client, person, index, closed, open_community):
    MembershipFactory(circle=open_community.circle, person=person)

    assert list(staff_client.get(index.url, {"q": "tissue"}).context["page_obj"]) == [closed]
    assert list(staff_client.get(index.url, {"mine": "1"}).context["page_obj"]) == [open_community]


def test_a_guest_sees_the_community_they_belong_to_and_no_directory(client, index, closed, open_community):
    guest = PersonFactory(guest=True)
    MembershipFactory(circle=closed.circle, person=guest)
    client.force_login(guest)

    assert client.get(closed.url).status_code == 200
    assert client.get(open_community.url).status_code == 404
    assert client.get(index.url).status_code == 404


# --- joining and leaving ---------------------------------------------------------------------------------------------
def test_joining_goes_back_to_the_community(staff_client, person, open_community):
    response = staff_client.post(address("join", open_community))

    assert (response.status_code, response.url) == (302, open_community.url)
    assert open_community.circle.memberships.get(person=person).state == "active"


def test_joining_with_htmx_answers_the_panel_alone(staff_client, open_community):
    response = staff_client.post(address("join", open_community), **HTMX)

    assert response.status_code == 200
    assert response["Vary"].count("HX-Request") == 1
    assert response.content.strip().startswith(b'<section id="membership_panel"')
    assert b"You are a member" in response.content


def test_joining_twice_makes_one_membership_and_one_welcome(staff_client, person, open_community):
    staff_client.post(address("join", open_community))
    staff_client.post(address("join", open_community))

    assert open_community.circle.memberships.filter(person=person).count() == 1
    assert list(templates_of(open_community)) == ["communities/email/welcome"]


def test_joining_a_closed_community_is_refused_with_words(staff_client, person, closed):
    response = staff_client.post(address("join", closed), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "This community has to let you in. Ask to join, or wait for an invitation."
    ]
    assert not closed.circle.memberships.filter(person=person).exists()


@pytest.mark.parametrize("name", ["join", "withdraw"])
def test_opening_a_changing_address_changes_nothing(staff_client, person, open_community, name):
    assert staff_client.get(address(name, open_community)).status_code == 405
    assert not open_community.circle.memberships.filter(person=person).exists()


def test_leaving_asks_first(staff_client, person, open_community):
    membership = MembershipFactory(circle=open_community.circle, person=person)

    assert b"You can join again at any time" in staff_client.get(address("leave", open_community)).content
    membership.refresh_from_db()
    assert membership.state == "active"

    response = staff_client.post(address("leave", open_community))
    membership.refresh_from_db()
    assert (response.url, membership.state) == (open_community.url, "left")


def test_leaving_a_hidden_community_leads_to_the_directory(staff_client, person, index, hidden):
    MembershipFactory(circle=hidden.circle, person=person)

    assert staff_client.post(address("leave", hidden)).url == index.url


def test_the_last_facilitator_is_told_to_hand_over(client, closed, facilitator):
    client.force_login(facilitator)

    response = client.post(address("leave", closed), follow=True)

    assert b"You are the only facilitator" in response.content
    assert closed.circle.memberships.facilitators().get().person == facilitator


def test_asking_tells_every_facilitator_once(staff_client, person, closed, facilitator):
    MembershipFactory(circle=closed.circle, role="facilitator")
    staff_client.post(address("ask", closed), {"note": "I care for wounds."})
    staff_client.post(address("ask", closed), {"note": "Again"})

    assert closed.circle.memberships.get(person=person).note == "I care for wounds."
    assert Notice.objects.filter(template="communities/email/request").count() == 2


def test_a_request_with_a_huge_note_keeps_what_was_typed(staff_client, closed):
    response = staff_client.post(address("ask", closed), {"note": "x" * 501})

    assert response.status_code == 200
    assert b"x" * 501 in response.content
    assert "at most 500" in response.content.decode()


# --- running a community ---------------------------------------------------------------------------------------------
@pytest.fixture
def waiting(closed):
    return MembershipFactory(circle=closed.circle, state="requested", note="<script>alert(1)</script>")


@pytest.mark.parametrize("name", ["manage", "invite", "settings"])
def test_members_may_not_run_a_community(staff_client, person, closed, name):
    assert staff_client.get(address(name, closed)).status_code == 403

    MembershipFactory(circle=closed.circle, person=person)
    assert staff_client.get(address(name, closed)).status_code == 403


def test_a_member_may_not_answer_remove_or_promote(staff_client, person, closed, waiting):
    mine = MembershipFactory(circle=closed.circle, person=person)

    for name, data in [
        ("answer", {"answer": "admit"}),
        ("remove", {"reason": "no"}),
        ("set_role", {"role": "facilitator"}),
    ]:
        for target in (waiting, mine):
            where = address(name, closed, membership_key=target.key)
            assert staff_client.post(where, data).status_code == 403
    waiting.refresh_from_db()
    mine.refresh_from_db()
    assert (waiting.state, mine.role) == ("requested", "member")


def test_a_facilitator_of_one_community_may_not_answer_for_another(client, index, facilitator, closed):
    other = CommunityPageFactory(parent=index)
    elsewhere = MembershipFactory(circle=other.circle, state="requested")
    client.force_login(facilitator)

    where = address("answer", closed, membership_key=elsewhere.key)
    assert client.post(where, {"answer": "admit"}).status_code == 404
    assert client.get(address("manage", other)).status_code == 403


def test_the_note_of_a_request_is_shown_as_text(client, closed, facilitator, waiting):
    client.force_login(facilitator)

    content = client.get(address("manage", closed)).content

    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert b"<script>alert(1)" not in content


def test_admitting_tells_the_person_once(client, closed, facilitator, waiting):
    client.force_login(facilitator)
    where = address("answer", closed, membership_key=waiting.key)

    client.post(where, {"answer": "admit", "reason": ""})
    client.post(where, {"answer": "admit", "reason": ""})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.answered_by) == ("active", facilitator)
    assert Notice.objects.filter(recipient=waiting.person).count() == 1


def test_declining_without_a_reason_asks_for_one_and_keeps_the_choice(client, closed, facilitator, waiting):
    client.force_login(facilitator)

    response = client.post(address("answer", closed, membership_key=waiting.key), {"answer": "decline", "reason": ""})

    assert response.status_code == 200
    assert b"Enter a reason, so that the person knows why" in response.content
    assert "<title>Error: Answer a request" in response.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "requested"


def test_the_person_sees_why_they_were_declined(client, closed, facilitator, waiting):
    client.force_login(facilitator)
    client.post(
        address("answer", closed, membership_key=waiting.key), {"answer": "decline", "reason": "Full this year"}
    )

    client.force_login(waiting.person)
    assert b"Reason: Full this year" in client.get(closed.url).content


def test_inviting_an_unknown_address_says_what_to_do(client, closed, facilitator):
    client.force_login(facilitator)

    response = client.post(address("invite", closed), {"email": "nobody@elsewhere.example"})

    assert b"Nobody with this email has an account. Ask the library to add them first" in response.content
    assert b"nobody@elsewhere.example" in response.content


def test_an_invited_person_accepts_and_is_in(client, person, hidden):
    facilitator = hidden.circle.memberships.facilitators().get().person
    client.force_login(facilitator)
    client.post(address("invite", hidden), {"email": person.email.upper()})

    client.force_login(person)
    assert b"Accept and join" in client.get(hidden.url).content
    assert b"Only members read this sentence." not in client.get(hidden.url).content
    client.post(address("join", hidden))
    assert b"Only members read this sentence." in client.get(hidden.url).content


def test_opening_a_community_opens_it_at_once(client, person, closed, facilitator):
    client.force_login(facilitator)
    client.post(address("settings", closed), {"policy": "open", "listing": "listed"})

    client.force_login(person)
    assert b"Only members read this sentence." in client.get(closed.url).content


def test_hidden_and_open_together_is_explained(client, closed, facilitator):
    client.force_login(facilitator)

    response = client.post(address("settings", closed), {"policy": "open", "listing": "hidden"})

    assert b"An open community cannot be hidden" in response.content


def test_removing_a_member_closes_the_door_and_tells_why(client, closed, facilitator):
    membership = MembershipFactory(circle=closed.circle)
    client.force_login(facilitator)
    client.post(address("remove", closed, membership_key=membership.key), {"reason": "Left the trust's team"})

    client.force_login(membership.person)
    content = client.get(closed.url).content
    assert b"Reason: Left the trust&#x27;s team" in content
    assert b"Only members read this sentence." not in content


def test_a_page_made_in_the_editor_has_a_circle_with_its_owner_as_facilitator(index, person):
    page = index.add_child(instance=CommunityPageFactory._meta.model(title="New", purpose="New", owner=person))

    membership = page.circle.memberships.get()
    assert (membership.person, membership.role) == (person, "facilitator")
    assert (page.circle.policy, page.circle.reach, page.circle.listing) == ("by_invitation", "members", "hidden")


def test_the_circle_takes_the_published_name(index, person):
    page = index.add_child(instance=CommunityPageFactory._meta.model(title="Old name", purpose="x", owner=person))
    page.title = "New name"
    page.save_revision().publish()

    page.circle.refresh_from_db()
    assert page.circle.name == "New name"


# --- cost ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("how_many", [1, 3])
def test_the_directory_costs_the_same_however_many(staff_client, index, how_many):
    for _ in range(how_many):
        CommunityPageFactory(parent=index)
    staff_client.get(index.url)

    with budget(12):
        response = staff_client.get(index.url)

    assert response.context["page_obj"].paginator.count == how_many


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize("tab", ["about", "members"])
def test_a_community_costs_the_same_however_many_members(staff_client, person, closed, how_many, tab):
    MembershipFactory.create_batch(how_many, circle=closed.circle)
    MembershipFactory(circle=closed.circle, person=person)
    where = f"{closed.url}?tab={tab}"
    staff_client.get(where)

    with budget(10):
        staff_client.get(where)


def test_joining_costs_little(staff_client, person, open_community):
    staff_client.post(address("join", open_community))
    Membership.objects.filter(person=person).delete()

    with budget(13):
        staff_client.post(address("join", open_community))
