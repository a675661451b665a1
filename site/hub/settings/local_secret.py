import os
import secrets
from pathlib import Path


def local_secret_key(var_dir: Path) -> str:
    """The checkout's own key, made once and kept under `var/`, so that sessions outlive a restart."""
    var_dir.mkdir(parents=True, exist_ok=True)
    path = var_dir / "secret_key"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip() or "only-while-another-process-writes-the-real-one"
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
