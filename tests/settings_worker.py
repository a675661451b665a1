"""For tests that start a real worker: the test database instead of the one beside it, and a mail server of the test."""

import os

from hub.settings.test import *  # noqa: F403
from hub.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
NOTICES_CAPTURE = False
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["WORKER_SMTP_PORT"])
