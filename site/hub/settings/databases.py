import os
from pathlib import Path

import environ

from .embedded_database import embedded_database


def database(var_dir: Path) -> dict:
    """The database of DATABASE_URL, or an embedded PostgreSQL under `var/` when there is none."""
    if os.environ.get("DATABASE_URL"):
        chosen = environ.Env().db_url("DATABASE_URL")
    else:
        chosen = embedded_database(var_dir / "postgres")
    options = {"prepare_threshold": 1, **chosen.get("OPTIONS", {})}  # as in production
    return {**chosen, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
