"""What the front door shows one person: their next event, this week, what is new for their topics."""

from assets_library.models import AssetPage, BulletinPage
from communities.models import CommunityPage
from events.models import EventPage, Signup
