import email
from email.policy import default as modern

import pytest
from cryptography.fernet import InvalidToken
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction

from hub.notices import sealing
from hub.notices.backend import OutboxBackend
from hub.notices.carriers import FolderCarrier, Refused
from hub.notices.models import Notice
from hub.notices.sending import send_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_backend(settings):
    settings.EMAIL_BACKEND = "hub.notices.backend.OutboxBackend"


def message(**changes):
    fields = {"subject": "Reset", "body": "Your link: SECRETWORDS", "to": ["ada@wexcombe.example"], **changes}
    return EmailMultiAlternatives(**fields)


def test_mail_of_others_becomes_a_notice_for_each_recipient(person):
    draft = message(to=[f"Ada <{person.email.upper()}>"], cc=["new@wexcombe.example"], bcc=["New@wexcombe.example"])

    assert draft.send() == 1

    rows = Notice.objects.order_by("pk").values_list("template", "recipient", "address", "state")
    assert list(rows) == [
        ("notices/sealed", person.pk, "", "waiting"),
        ("notices/sealed", None, "new@wexcombe.example", "waiting"),
    ]


def test_the_same_message_sent_twice_is_two_notices():
    for _ in range(2):
        send_mail("Again", "and again", None, ["ada@wexcombe.example"])

    assert Notice.objects.count() == 2


def test_a_message_to_nobody_is_nothing():
    assert EmailMessage("Nobody", "is here").send() == 0
    assert OutboxBackend().send_messages([EmailMessage("Nobody", "is here", to=[""])]) == 0
    assert OutboxBackend().send_messages([]) == 0
    assert Notice.objects.count() == 0


def test_a_transaction_that_fails_takes_the_mail_with_it():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        message().send()
        raise ZeroDivisionError

    assert Notice.objects.count() == 0


def test_the_words_are_unreadable_in_the_database_and_gone_once_sent(folder):
    message().send()

    with connection.cursor() as cursor:
        cursor.execute("SELECT hub_notices_notice::text, sealed_body FROM hub_notices_notice")
        row, sealed = cursor.fetchone()
    assert "SECRETWORDS" not in row and "Reset" not in row
    assert b"SECRETWORDS" not in bytes(sealed) and b"Reset" not in bytes(sealed)

    send_due(FolderCarrier(), worker="w")

    assert "SECRETWORDS" in folder.messages[0].get_content()
    assert Notice.objects.get().sealed_body is None


def test_what_is_given_up_keeps_its_words_for_a_retry(server):
    server.answers["ada@wexcombe.example"] = Refused("Refused by the mail server (550).")
    message().send()

    send_due(server, worker="w")

    notice = Notice.objects.get()
    assert notice.state == "dead" and b"SECRETWORDS" in sealing.unseal(notice.sealed_body)


def test_every_part_arrives_and_other_recipients_are_not_shown(folder):
    draft = message(
        to=["ada@wexcombe.example", "bob@wexcombe.example"],
        cc=["eve@wexcombe.example"],
        body="From the library: café",
        headers={"X-Kept": "yes", "Message-ID": "<another@elsewhere>"},
        reply_to=["library@wexcombe.example"],
    )
    draft.attach_alternative("<p>café</p>", "text/html")
    draft.attach("list.bin", b"\x00\xff", "application/octet-stream")
    draft.send()

    send_due(FolderCarrier(), worker="w")

    assert [sent["To"] for sent in folder.messages] == [
        "ada@wexcombe.example",
        "bob@wexcombe.example",
        "eve@wexcombe.example",
    ]
    sent, notice = folder.messages[0], Notice.objects.order_by("pk")[0]
    assert sent["Cc"] is None
    assert (sent["Subject"], sent["X-Kept"], sent["Reply-To"]) == ("Reset", "yes", "library@wexcombe.example")
    assert sent.get_all("Message-ID") == [notice.message_id]
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent.get_body(["plain"]).get_content().strip() == "From the library: café"
    assert sent.get_body(["html"]).get_content().strip() == "<p>café</p>"
    assert [part.get_payload(decode=True) for part in sent.iter_attachments()] == [b"\x00\xff"]


def test_another_key_opens_nothing_and_an_old_one_still_does(settings):
    sealed = sealing.seal(b"words")
    old = settings.SECRET_KEY

    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidToken):
        sealing.unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]

    assert sealing.unseal(sealed) == b"words"


def test_a_sealed_message_is_itself_after_sealing():
    message().send()

    opened = email.message_from_bytes(sealing.unseal(Notice.objects.get().sealed_body), policy=modern)

    assert opened.get_content().strip() == "Your link: SECRETWORDS"
