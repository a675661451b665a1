"""Words that must wait in the database, unreadable there: the texts of Wagtail's and allauth's mail."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = ["InvalidToken", "seal", "unseal"]


def seal(words: bytes) -> bytes:
    """`words`, readable only with this installation's SECRET_KEY."""
    return _locks().encrypt(words)


def unseal(sealed: bytes) -> bytes:
    """What was sealed with SECRET_KEY or one of SECRET_KEY_FALLBACKS. Raises InvalidToken for anything else."""
    return _locks().decrypt(bytes(sealed))


def _locks() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    """SECURITY: a key of its own, so that nothing else that is derived from SECRET_KEY opens these words."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"hub.notices.sealed")
    return base64.urlsafe_b64encode(derive.derive(secret.encode()))
