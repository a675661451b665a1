"""From a notice to the bytes of a message, at the moment it is sent."""

import email
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from email.policy import compat32
from email.utils import formatdate, parseaddr

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template

from hub.core.models import Organisation

from . import letters
from .letters import Letter, NoLongerRight
from .sealing import unseal

SEALED = "notices/sealed"
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
WIRE = compat32.clone(linesep="\r\n", mangle_from_=False)

# SECURITY: never fetches a sheet. Style tags stay, because media queries cannot be put on an element.
_inliner = css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)


class UnknownLetter(Exception):
    """No room registered a writer for this template."""


def compose(notice, *, address: str) -> bytes:
    """The message to `address`, ready for the mail server.

    Raises NoLongerRight when it should not be sent any more, UnknownLetter when nobody knows how to write it, and
    whatever the letter's writer and its templates raise.
    """
    message = _sealed(notice) if notice.template == SEALED else _written(notice)
    for name, value in {"To": address, "Message-ID": notice.message_id, "Date": formatdate(), **AUTOMATIC}.items():
        del message[name]
        message[name] = value
    return message.as_bytes(policy=WIRE)


def address_alone(text: str) -> str:
    """The bare address of "Name <name@example.org>"."""
    return parseaddr(text)[1]


def _sealed(notice) -> Message:
    """What Wagtail or allauth wrote, without the other recipients."""
    if not notice.sealed_body:
        raise NoLongerRight("Its words have been erased.")
    message = email.message_from_bytes(unseal(notice.sealed_body))
    del message["Cc"]
    return message


def _written(notice) -> Message:
    try:
        write = letters.writer_of(notice.template)
    except KeyError as error:
        raise UnknownLetter from error
    letter = write(notice)
    context = _context(notice, letter)
    draft = EmailMultiAlternatives(
        subject=" ".join(_render(f"{notice.template}_subject.txt", context, escape=False).split()),
        body=_render(f"{notice.template}.txt", context, escape=False).strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        attachments=[_attachment(*attachment) for attachment in letter.attachments],
        headers=letter.headers,
    )
    draft.attach_alternative(_inliner.inline(_render(f"{notice.template}.html", context, escape=True)), "text/html")
    return email.message_from_bytes(draft.message().as_bytes())


def _context(notice, letter: Letter) -> dict:
    ours = {
        "hub_url": settings.HUB_BASE_URL,
        "organisation": Organisation.load(),
        "recipient": notice.recipient,
        "notice": notice,
    }
    return {**ours, **letter.context}


def _render(name, context, *, escape):
    """Plain text is not HTML: there an ampersand stays an ampersand."""
    return get_template(name).template.render(Context(context, autoescape=escape))


def _attachment(name: str, content: bytes, media_type: str) -> MIMEBase:
    """One file. The media type keeps its parameters: mail programs look for a calendar file's `method`."""
    header = Message()
    header["Content-Type"] = media_type
    parameters = dict((header.get_params() or [])[1:])
    part = MIMEBase(header.get_content_maintype(), header.get_content_subtype(), **parameters)
    part.set_payload(content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=" ".join(name.split()))
    return part
