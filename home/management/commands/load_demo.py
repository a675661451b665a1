from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.demo.load import PASSWORD, load
from hub.core.models import Organisation

ACCOUNTS = [
    ("nurse@wexcombe.example", "ward nurse, follows two topics"),
    ("editor@wexcombe.example", "librarian who edits and publishes"),
    ("facilitator@wexcombe.example", "runs a community"),
    ("library@wexcombe.example", "library manager"),
    ("reviewer@wexcombe.example", "information governance reviewer"),
    ("operator@wexcombe.example", "superuser, looks after the system"),
    ("member@wexcombe.example", "member of two communities"),
    ("outsider@wexcombe.example", "member of staff in no community"),
    ("guest@harrowvale-hospice.example", "guest from another organisation"),
]


class Command(BaseCommand):
    help = "Load the demo: a made-up trust with people, communities, events and a library. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--size", choices=["demo", "S", "M"], default="demo", help="S and M add bulk rows to measure."
        )

    def handle(self, *args, **options):
        if not settings.HUB_DEMO:
            raise CommandError("The demo's password is public, so it loads only where HUB_DEMO is set.")
        call_command("createcachetable", verbosity=0)
        load()
        if options["size"] != "demo":
            from home.demo.bulk import load_bulk  # noqa: PLC0415 -- slow import: only for measuring

            load_bulk(options["size"])
        self._print_accounts()

    def _print_accounts(self):
        self.stdout.write(f"\n{Organisation.load().hub_name} of {Organisation.load().name}\n")
        self.stdout.write(f"Sign in with any of these addresses and the password: {PASSWORD}\n\n")
        for address, role in ACCOUNTS:
            self.stdout.write(f"  {address:<36} {role}\n")
        self.stdout.write("")
