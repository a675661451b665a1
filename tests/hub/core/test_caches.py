from hub.core.caches import NearDatabaseCache

PARAMS = {"OPTIONS": {"MAX_ENTRIES": 200_000, "NEAR": {"near": 10}}}


def test_every_thread_has_the_near_keys_and_the_settings_stay_as_they_are():
    first, second = NearDatabaseCache("cache", PARAMS), NearDatabaseCache("cache", PARAMS)

    assert first._near_seconds == second._near_seconds == {"near": 10}
    assert first._max_entries == 200_000
    assert PARAMS["OPTIONS"]["NEAR"] == {"near": 10}
