"""For tests that start real web processes: the test database instead of the one beside it."""

import os

from hub.settings.test import *  # noqa: F403
from hub.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["SERVER_DATABASE"]
DATABASES["default"]["CONN_MAX_AGE"] = 60
