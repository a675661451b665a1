from django.core.management.base import BaseCommand, CommandError

from hub.circles.oracle import differences, repair


class Command(BaseCommand):
    help = "Compare who may read each page with what the gates say. Run it after `fixtree` or a restore."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Write what the table should say.")

    def handle(self, *args, **options):
        if options["repair"]:
            self.stdout.write(f"{repair()} rows were wrong and have been put right.")
            return
        wrong = differences()
        for page, (found, expected) in sorted(wrong.items()):
            self.stdout.write(f"page {page}: the table says {found}, the gates say {expected}")
        if wrong:
            raise CommandError(f"{len(wrong)} pages differ. Run `manage.py check_audience --repair`.")
        self.stdout.write("Every page has the audience that its gates say.")
