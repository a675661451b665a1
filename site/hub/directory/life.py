"""What becomes of a profile when a person is erased or asks for their data."""

from .models import Profile


def delete_profile(person, now) -> None:
    Profile.objects.filter(person=person).delete()


def profile_of(person) -> list[dict]:
    return [
        {
            "listed": profile.is_listed,
            "about": profile.about,
            "telephone": profile.phone,
            "shows_email": profile.show_email,
            "topics": [topic.name for topic in profile.topics.all()],
            "confirmed_on": profile.confirmed_on.isoformat() if profile.confirmed_on else None,
        }
        for profile in Profile.objects.filter(person=person).prefetch_related("topics")
    ]
