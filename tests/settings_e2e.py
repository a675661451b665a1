"""The server that the browser tests drive: a database, a mail folder and media of its own, and the demo's screens.

Everything else is as in the other tests; the second factor is off because a browser test signs in as the demo does.
"""

import os
from pathlib import Path

from hub.settings.test import *  # noqa: F403
from hub.settings.test import DATABASES

_folder = Path(os.environ["E2E_FOLDER"])
DATABASES["default"]["NAME"] = os.environ["E2E_DATABASE"]
DATABASES["default"]["CONN_MAX_AGE"] = 60
HUB_DEMO = True
HUB_REQUIRE_SECOND_FACTOR = False
HUB_BASE_URL = WAGTAILADMIN_BASE_URL = os.environ["E2E_URL"]
MEDIA_ROOT = _folder / "media"
NOTICES_CAPTURE_DIR = _folder / "mail"
