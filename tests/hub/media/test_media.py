import pytest
from django.core.files.base import ContentFile

from home.models import HomePage
from hub.circles.models import PageGate
from hub.core.models import Organisation
from hub.media import pictures
from hub.media.models import HubImage
from tests.factories.circles import CircleFactory, MembershipFactory
from tests.factories.content import DocumentFactory, ImageFactory, png
from tests.factories.people import PersonFactory

LOGIN = "/accounts/login/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return CircleFactory()


@pytest.fixture
def member(circle):
    return MembershipFactory(circle=circle).person


def card(image):
    return pictures.picture_url(image, pictures.CARD)


def test_staff_see_a_picture_in_its_sizes(staff_client):
    response = staff_client.get(card(ImageFactory()))

    assert response.status_code == 200
    assert response.content.startswith(b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"].startswith("private")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_picture_of_a_circle_is_for_its_members(client, person, member, circle):
    address = card(ImageFactory(circle=circle))

    answers = []
    for visitor in (member, person, PersonFactory(guest=True), PersonFactory(is_superuser=True)):
        client.force_login(visitor)
        answers.append(client.get(address).status_code)

    assert answers == [200, 404, 404, 404]


def test_a_former_member_sees_the_picture_no_more(client, circle):
    membership = MembershipFactory(circle=circle, state="left")
    client.force_login(membership.person)

    assert client.get(card(ImageFactory(circle=circle))).status_code == 404


def test_a_guest_sees_the_pictures_of_pages_they_may_read_and_no_others(client, home_page, circle):
    shown, other = ImageFactory(), ImageFactory()
    page = home_page.add_child(instance=HomePage(title="Ours", slug="ours", picture=shown))
    PageGate.objects.create(page=page, circle=circle)
    guest = PersonFactory(guest=True)
    client.force_login(guest)
    assert client.get(card(shown)).status_code == 404

    MembershipFactory(circle=circle, person=guest)
    assert [client.get(card(one)).status_code for one in (shown, other)] == [200, 404]


def test_pictures_of_public_circles_are_open_and_of_others_ask_to_sign_in(client, circle):
    public = client.get(card(ImageFactory(circle=CircleFactory(public=True))))
    others = [client.get(card(ImageFactory(circle=one))) for one in (None, circle)] + [client.get("/media/none.png")]

    assert public.status_code == 200
    assert [(answer.status_code, answer.url.split("?")[0]) for answer in others] == [(302, LOGIN)] * 3


def test_guests_see_pictures_of_their_circles_only(client, circle):
    guest = MembershipFactory(circle=circle, person=PersonFactory(guest=True)).person
    client.force_login(guest)

    assert client.get(card(ImageFactory(circle=circle))).status_code == 200
    assert client.get(card(ImageFactory())).status_code == 404


def test_originals_and_documents_are_closed(staff_client):
    image, document = ImageFactory(), DocumentFactory()

    assert staff_client.get(f"/media/{image.file.name}").status_code == 404
    assert staff_client.get(f"/media/{document.file.name}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "images/../../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "/etc/passwd",
        "",
        "a" * 3000,
    ],
)
def test_no_path_leads_out_of_the_folder(staff_client, media_folder, path):
    (media_folder.parent / "secret.txt").write_text("secret")

    response = staff_client.get(f"/media/{path}")

    assert response.status_code == 404


def test_the_logo_is_open_to_everybody_while_it_is_the_logo(client):
    organisation = Organisation.load()
    organisation.logo.save("logo.png", ContentFile(png(40, 40)))
    address = f"/media/{organisation.logo.name}"

    response = client.get(address)
    organisation.logo = ""
    organisation.save()

    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=3600")
    assert client.get(address).status_code == 302


def test_a_picture_whose_file_is_gone_is_not_found_and_has_no_address(staff_client):
    image = ImageFactory()
    address = card(image)
    rendition = image.renditions.get()
    rendition.file.storage.delete(rendition.file.name)
    lost = ImageFactory()
    lost.file.storage.delete(lost.file.name)

    assert staff_client.get(address).status_code == 404
    assert card(HubImage.objects.get(pk=lost.pk)) == ""
    assert card(None) == ""


def test_pictures_are_only_read(staff_client):
    assert staff_client.post(card(ImageFactory())).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_cards_cost_the_same_however_many_pictures(number, django_assert_num_queries):
    for image in ImageFactory.create_batch(number):
        card(image)

    with django_assert_num_queries(2):
        images = list(HubImage.objects.prefetch_renditions(pictures.CARD))
        assert len([card(image) for image in images]) == number


def test_a_document_is_saved_not_shown(staff_client):
    response = staff_client.get(DocumentFactory().url)

    assert response.content == b"%PDF-1.4 checklist"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''checklist")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_a_document_of_a_circle_is_for_its_members(client, person, member, circle):
    address = DocumentFactory(circle=circle).url

    answers = []
    for visitor in (member, person, PersonFactory(guest=True), PersonFactory(is_superuser=True)):
        client.force_login(visitor)
        answers.append(client.get(address).status_code)

    assert answers == [200, 404, 404, 404]


def test_documents_ask_the_signed_out_to_sign_in(client, circle):
    answers = [client.get(DocumentFactory(circle=one).url) for one in (None, circle)]
    answers.append(client.get("/documents/999999/none.pdf"))

    assert [(answer.status_code, answer.url.split("?")[0]) for answer in answers] == [(302, LOGIN)] * 3


def test_guests_have_no_documents_of_all_staff(client):
    client.force_login(PersonFactory(guest=True))

    assert client.get(DocumentFactory().url).status_code == 404


def test_the_proxy_sends_the_file_where_one_is_set_up(staff_client, settings, circle):
    settings.HUB_ACCEL_PREFIX = "/protected/"
    image = ImageFactory(file=ContentFile(png(), name="ward round.png"))
    document = DocumentFactory(file=ContentFile(b"%PDF-1.4", name="liste é.pdf"))

    shown, saved = staff_client.get(card(image)), staff_client.get(document.url)
    hidden = staff_client.get(card(ImageFactory(circle=circle)))

    assert shown["X-Accel-Redirect"] == f"/protected/{image.renditions.get().file.name}"
    assert saved["X-Accel-Redirect"].startswith("/protected/documents/liste_")
    assert saved["Content-Disposition"].startswith("attachment")
    assert (shown.content, saved.content) == (b"", b"")
    assert hidden.status_code == 404
    assert "X-Accel-Redirect" not in hidden
