import uuid
from datetime import UTC, datetime, timedelta

import pytest

from hub.notices import captured
from hub.notices.carriers import FolderCarrier
from hub.notices.letters import Letter
from hub.notices.sending import send_due
from tests.factories.notices import NoticeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

LIST = "/do/notices/captured-mail/"
NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def letter(writer, folder, settings):
    """One captured letter with a file."""
    settings.HUB_DEMO = True
    writer.letter = Letter(
        context={"title": "Lunch"}, attachments=[("lunch.ics", b"BEGIN:VCALENDAR", "text/calendar; method=REQUEST")]
    )
    notice = NoticeFactory(recipient__email="ada@wexcombe.example")
    send_due(FolderCarrier(), worker="w")
    return notice


def addresses(key):
    return [LIST, f"{LIST}{key}/", f"{LIST}{key}/html/", f"{LIST}{key}/files/0/"]


def test_the_same_key_overwrites_and_nobody_sees_half_a_file(folder, tmp_path):
    key = uuid.uuid4()

    captured.keep(b"first", key=key, now=NOON)
    path = captured.keep(b"second", key=key, now=NOON + timedelta(minutes=1))

    assert folder.files == [path] == list((tmp_path / "captured").iterdir())
    assert path.name == f"20300506T120100000000-{key}.eml"
    assert path.read_bytes() == b"second"


def test_the_list_has_the_newest_first(staff_client, folder, settings):
    settings.HUB_DEMO = True
    for number in range(3):
        now = NOON + timedelta(minutes=number)
        captured.keep(f"Subject: Letter {number}\nTo: a@b.example\n\nHi".encode(), key=uuid.uuid4(), now=now)

    page = staff_client.get(LIST).content.decode()

    assert page.index("Letter 2") < page.index("Letter 1") < page.index("Letter 0")
    assert "a@b.example" in page and "1:02pm" in page


def test_an_empty_folder_is_said_to_be_empty(staff_client, folder, settings):
    settings.HUB_DEMO = True

    assert "No mail yet" in staff_client.get(LIST).content.decode()


def test_a_letter_is_shown_with_its_headers_words_and_files(staff_client, letter):
    page = staff_client.get(f"{LIST}{letter.key}/").content.decode()

    assert "Lunch &amp; more" in page and "ada@wexcombe.example" in page
    assert "Hello &amp; welcome to Lunch" in page
    assert "lunch.ics" in page and f"{LIST}{letter.key}/files/0/" in page


def test_the_html_part_runs_nothing_and_fetches_nothing(staff_client, letter):
    response = staff_client.get(f"{LIST}{letter.key}/html/")

    assert "Go there" in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert policy.startswith("sandbox") and "default-src 'none'" in policy and "allow-scripts" not in policy


def test_a_file_is_only_downloaded(staff_client, letter):
    response = staff_client.get(f"{LIST}{letter.key}/files/0/")

    assert response.content == b"BEGIN:VCALENDAR"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="lunch.ics"'
    assert staff_client.get(f"{LIST}{letter.key}/files/1/").status_code == 404


def test_an_unknown_letter_is_not_found(staff_client, letter):
    for address in addresses(uuid.uuid4())[1:]:
        assert staff_client.get(address).status_code == 404


@pytest.mark.parametrize("number", range(4))
def test_outside_the_demo_superusers_alone_read_it(client, person, letter, settings, number):
    address = addresses(letter.key)[number]
    client.force_login(person)
    assert client.get(address).status_code == 200

    settings.HUB_DEMO = False
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_outside_the_demo_a_superuser_reads_it(client, keeper, letter, settings):
    settings.HUB_DEMO = False
    keeper.is_superuser = True
    keeper.save()
    client.force_login(keeper)

    assert [client.get(address).status_code for address in addresses(letter.key)] == [200] * 4


@pytest.mark.parametrize("number", range(4))
def test_where_mail_is_sent_these_addresses_do_not_exist(client, letter, settings, number):
    settings.NOTICES_CAPTURE = False
    client.force_login(PersonFactory(is_superuser=True))

    assert client.get(addresses(letter.key)[number], follow=False).status_code in (302, 404)
    client.force_login(PersonFactory())
    assert client.get(addresses(letter.key)[number]).status_code == 404
