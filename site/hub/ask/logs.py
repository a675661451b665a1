"""Keeps the secrets of tickets out of the log: Django writes the address of every request that fails."""

import logging
import re

_SECRET = re.compile(r"(/do/ask/)(?!results/|thanks/)[^/\s'\"?]+")


class HideSecrets(logging.Filter):
    """Lets every record pass, with the secret in its address left out."""

    def filter(self, record):
        message = record.getMessage()
        if _SECRET.search(message):
            record.msg, record.args = _SECRET.sub(r"\1…", message), None
        return True
