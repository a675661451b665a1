"""The two ways a message leaves: by the mail server, or into the demo's folder."""

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.utils import timezone

from . import captured
from .compose import address_alone

TIMEOUT = 20  # seconds for each answer of the mail server: all of one message fit into a notice's lease


class NoConnection(Exception):
    """The mail server cannot be reached: no notice is at fault."""


class ConnectionLost(NoConnection):
    """The mail server went away in the middle of a message."""


class Refused(Exception):
    """The mail server will never take this message. The text is fit to show."""


class TryLater(Exception):
    """The mail server did not take this message now. The text is fit to show."""


def carrier():
    """The one that the settings ask for."""
    return FolderCarrier() if settings.NOTICES_CAPTURE else SmtpCarrier()


class FolderCarrier:
    """Keeps messages in a folder, for the demo and for tests."""

    def open(self):
        pass

    def send(self, content: bytes, *, address: str, key) -> None:
        captured.keep(content, key=key, now=timezone.now())

    def close(self):
        pass


class SmtpCarrier:
    """One connection to the mail server for as many messages as there are."""

    def __init__(self):
        self._server = EmailBackend(timeout=settings.EMAIL_TIMEOUT or TIMEOUT)

    def open(self):
        """Connect unless connected. Raises NoConnection; its text names the kind of error only."""
        try:
            self._server.open()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise NoConnection(type(error).__name__) from error

    def send(self, content: bytes, *, address: str, key) -> None:
        """Hand over one message. Raises Refused, TryLater or ConnectionLost."""
        sender = sanitize_address(address_alone(settings.DEFAULT_FROM_EMAIL), "utf-8")
        try:
            self._server.connection.sendmail(sender, [sanitize_address(address, "utf-8")], content)
        except smtplib.SMTPNotSupportedError as error:
            raise Refused("The mail server cannot write to such an address.") from error
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            self._refused(error)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ConnectionLost(type(error).__name__) from error

    def close(self):
        with suppress(OSError, smtplib.SMTPException):
            self._server.close()

    def _refused(self, error):
        """Only what is said of the recipient or of the message itself is for ever; a refused sender is our fault."""
        code = _code(error)
        if code == 421:  # "closing the connection"
            self.close()
            raise ConnectionLost("The mail server closed the connection (421).") from error
        if 500 <= code <= 599 and not isinstance(error, smtplib.SMTPSenderRefused):
            raise Refused(f"Refused by the mail server ({code}).") from error
        raise TryLater(f"Not taken by the mail server ({code}).") from error


def _code(error) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return error.smtp_code
