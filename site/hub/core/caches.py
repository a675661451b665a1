import time

from django.core.cache.backends.db import DatabaseCache


class NearDatabaseCache(DatabaseCache):
    """The database cache, with a few keys that every page reads also kept in the process for some seconds.

    `OPTIONS = {"NEAR": {key: seconds}}`. Such a key may be that stale in other processes; all others never are.
    """

    def __init__(self, table, params):
        options = {**params.get("OPTIONS", {})}  # the settings' own dict serves every thread
        self._near_seconds = options.pop("NEAR", {})
        self._near = {}
        super().__init__(table, {**params, "OPTIONS": options})

    def get(self, key, default=None, version=None):
        seconds = self._near_seconds.get(key)
        if seconds is None:
            return super().get(key, default, version)
        kept_until, value = self._near.get((key, version), (0.0, None))
        if kept_until < time.monotonic() or value is None:
            value = super().get(key, None, version)
            self._near[key, version] = (time.monotonic() + seconds, value)
        return default if value is None else value

    def set(self, key, value, *args, **kwargs):
        self._near.clear()
        return super().set(key, value, *args, **kwargs)

    def delete(self, key, version=None):
        self._near.clear()
        return super().delete(key, version)
