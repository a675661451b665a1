"""What was told to the host alone, and secrets, asked for in roundabout ways."""

import logging

import pytest

from events.actions.feeds import make_address
from hub.ask.logs import HideSecrets
from hub.settings import base
from tests.factories.events import LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
REGISTER = "/admin/events/signup/"


@pytest.mark.parametrize("export", ["", "&export=csv"])
@pytest.mark.parametrize(
    "asked",
    [
        "dietary_needs__icontains=halal",
        "access_needs__startswith=ramp",
        "answers__icontains=halal",
        "person__password__startswith=sec",
        "person__feed_address__secret__startswith={secret}",
        "occurrence__online_link__icontains=secret",
    ],
)
def test_the_register_cannot_be_asked_about_what_it_does_not_show(client, index, library_team, asked, export):
    person = PersonFactory(password="secret", last_name="Quillfeather")
    page = LunchAndLearnPageFactory(parent=index, online_link="https://meet.example/secret")
    SignupFactory(
        occurrence=date_of(page),
        person=person,
        dietary_needs="Halal",
        access_needs="ramp",
        answers=[{"id": "1", "question": "?", "answer": "halal"}],
    )
    secret = make_address(person).secret[:3]
    client.force_login(library_team)
    assert b"Quillfeather" in client.get(REGISTER).content

    response = client.get(f"{REGISTER}?{asked.format(secret=secret)}{export}", follow=True)
    other = client.get(f"{REGISTER}?{asked.replace('=', '=zzz').format(secret='')}{export}", follow=True)

    def says(answer):
        return b"Quillfeather" in b"".join(answer)

    assert says(response) == says(other)


@pytest.mark.parametrize("path", ["{secret}/topic/nothing.ics", "{secret}/pages/0.ics"])
def test_the_log_does_not_keep_the_secret_of_a_feed(client, path):
    secret = make_address(PersonFactory()).secret
    hide = HideSecrets(**{key: value for key, value in base.LOGGING["filters"]["hide_secrets"].items() if key != "()"})
    record = logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Not Found", f"/do/events/feeds/{path.format(secret=secret)}")}
    )

    assert client.get(record.args[1]).status_code == 404
    assert hide.filter(record)

    assert secret not in record.getMessage()
    assert "/do/events/feeds/…/" in record.getMessage()
