from django.contrib.auth.management.commands import createsuperuser

from hub.people.actions import mark_email_verified
from hub.people.models import User


class Command(createsuperuser.Command):
    """Django's command; the address then counts as confirmed, because whoever runs it holds the server."""

    def handle(self, *args, **options):
        before = set(User.objects.filter(is_superuser=True).values_list("pk", flat=True))
        super().handle(*args, **options)
        for person in User.objects.filter(is_superuser=True).exclude(pk__in=before):
            mark_email_verified(person)
