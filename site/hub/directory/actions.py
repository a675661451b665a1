from django.db import transaction
from django.utils import timezone

from .models import Profile


@transaction.atomic
def save_profile(person, *, topics, today=None, **words) -> Profile:
    """Keep what `person` says about themselves: is_listed, about, phone, show_email and topics."""
    words["confirmed_on"] = today or timezone.localdate()
    profile, _ = Profile.objects.update_or_create(person=person, defaults=words)
    profile.topics.set(topics)
    return profile
