"""Production takes everything from the environment, says what is missing, and never falls back on the demo's ways."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "DATABASE_URL": "postgres://hub:secret@db.example/hub",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "hub.example",
    "BASE_URL": "https://hub.example",
}


def production(code="pass", **environment):
    """Import the production settings in a process of its own with this environment alone."""
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "site"), **environment}
    command = [sys.executable, "-c", f"import hub.settings.production as settings; {code}"]
    return subprocess.run(command, capture_output=True, text=True, env=given, cwd=ROOT)


@pytest.mark.parametrize("missing", NEEDED)
def test_production_names_what_is_missing(missing):
    answer = production(**{name: value for name, value in NEEDED.items() if name != missing})

    assert answer.returncode == 1
    assert f"ImproperlyConfigured: Set {missing} in the environment." in answer.stderr


def test_production_names_everything_that_is_missing_at_once():
    assert "Set DATABASE_URL, SECRET_KEY, ALLOWED_HOSTS, BASE_URL in the environment." in production().stderr


def test_production_starts_with_what_it_needs_and_uses_that_database():
    show = "print(settings.DATABASES['default']['HOST'], settings.DEBUG, settings.NOTICES_CAPTURE, settings.HUB_DEMO)"

    assert production(show, **NEEDED).stdout.strip() == "db.example False False False"


def test_production_refuses_to_capture_mail():
    assert "production sends its mail" in production(**NEEDED, NOTICES_CAPTURE="true").stderr
