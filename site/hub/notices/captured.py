"""Mail that the demo keeps in a folder instead of sending it, and the reading of it."""

import email
import os
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default as modern
from functools import cached_property
from pathlib import Path

from django.conf import settings

_name = re.compile(r"(?P<time>\d{8}T\d{12})-(?P<key>[0-9a-f-]{36})\.eml")
_TIME = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True)
class File:
    """Something attached."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class CapturedMail:
    """One file of the folder, read only when something of it is asked for."""

    path: Path
    key: uuid.UUID
    sent_at: datetime

    @cached_property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.path.read_bytes(), policy=modern)

    @property
    def subject(self) -> str:
        return self.message["Subject"] or "(no subject)"

    @property
    def to(self) -> str:
        return self.message["To"] or ""

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.message.items()]

    @property
    def text(self) -> str:
        return _words(self.message.get_body(["plain"]))

    @property
    def html(self) -> str:
        return _words(self.message.get_body(["html"]))

    @property
    def attachments(self) -> list[File]:
        parts = enumerate(self.message.iter_attachments(), start=1)
        return [_file(part, part.get_filename() or f"attachment-{number}") for number, part in parts]


def keep(content: bytes, *, key: uuid.UUID, now: datetime) -> Path:
    """Write one message under its time and key. The same key again replaces the first; nobody sees half a file."""
    folder = Path(settings.NOTICES_CAPTURE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    earlier = list(folder.glob(f"*-{key}.eml"))
    path = folder / f"{now.astimezone(UTC):{_TIME}}-{key}.eml"
    draft = folder / f".{key}-{os.getpid()}"
    draft.write_bytes(content)
    draft.replace(path)
    for old in earlier:
        if old != path:
            old.unlink(missing_ok=True)
    return path


def newest_first() -> list[CapturedMail]:
    """Everything in the folder. Nothing is read yet."""
    folder = Path(settings.NOTICES_CAPTURE_DIR)
    found = [_captured(path) for path in folder.glob("*.eml")] if folder.is_dir() else []
    return sorted((mail for mail in found if mail), key=lambda mail: mail.path.name, reverse=True)


def by_key(key: uuid.UUID) -> CapturedMail | None:
    """The message with this key, or None."""
    found = [_captured(path) for path in Path(settings.NOTICES_CAPTURE_DIR).glob(f"*-{key}.eml")]
    return next((mail for mail in found if mail), None)


def _captured(path) -> CapturedMail | None:
    match = _name.fullmatch(path.name)
    if not match:
        return None
    sent_at = datetime.strptime(match["time"], _TIME).replace(tzinfo=UTC)
    return CapturedMail(path, uuid.UUID(match["key"]), sent_at)


def _file(part, name) -> File:
    return File(name, part.get_content_type(), part.get_payload(decode=True) or b"")


def _words(part) -> str:
    return part.get_content() if part else ""
