import pytest


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    """Files of a test lie in a folder of their own, and operators need no second factor to reach them."""
    settings.MEDIA_ROOT = tmp_path
    settings.HUB_REQUIRE_SECOND_FACTOR = False
    return tmp_path
