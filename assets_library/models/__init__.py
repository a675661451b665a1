from .assets import AssetContact, AssetPage, AssetTopic
from .bulletins import BulletinPage, BulletinTopic
from .library import LearningZonePage, LibraryIndexPage, ZonePick, ZoneTopic

__all__ = [
    "AssetContact",
    "AssetPage",
    "AssetTopic",
    "BulletinPage",
    "BulletinTopic",
    "LearningZonePage",
    "LibraryIndexPage",
    "ZonePick",
    "ZoneTopic",
]
