from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.setting_up import set_up
from hub.topics.actions import load_topics
from hub.topics.starter import STARTER_TOPICS


class Command(BaseCommand):
    help = "Make the first pages, the approval workflow, the starter topics and the cache table. Safe to run again."

    def handle(self, *args, **options):
        call_command("createcachetable", verbosity=0)
        set_up()
        added = load_topics(STARTER_TOPICS)
        self.stdout.write(f"The Hub is set up. {added} topics were added.")
