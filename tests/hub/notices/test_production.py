import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("capture", "refused"), [("1", True), ("0", False)])
def test_production_refuses_to_capture_mail(capture, refused):
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgres://hub@localhost/hub",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "hub.example.org",
        "BASE_URL": "https://hub.example.org",
        "NOTICES_CAPTURE": capture,
    }
    code = "import hub.settings.production as chosen; print(chosen.NOTICES_CAPTURE, chosen.EMAIL_BACKEND)"

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "site", env=environment, capture_output=True, text=True, check=False
    )

    if refused:
        assert result.returncode != 0
        assert "NOTICES_CAPTURE is for the demo: production sends its mail." in result.stderr
    else:
        assert result.stdout.strip() == "False hub.notices.backend.OutboxBackend", result.stderr
