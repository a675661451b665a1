import os
from pathlib import Path

import environ

from .embedded_database import embedded_database


def database(var_dir: Path) -> dict:
    """The database of DATABASE_URL, or an embedded PostgreSQL under `var/` when there is none."""
    if os.environ.get("DATABASE_URL"):
        return {**environ.Env().db_url("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {**embedded_database(var_dir / "postgres"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
