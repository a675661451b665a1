import signal
import threading

from django.core.management.base import BaseCommand

from hub.notices.worker import Worker

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Command(BaseCommand):
    help = "Send notices and run jobs until told to end (SIGTERM or Ctrl-C). Any number of workers may run."
    requires_system_checks = []  # they load every admin screen; a worker that was killed should be back at once

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now, then end.")
        parser.add_argument("--seconds", type=float, help="End after so many seconds.")

    def handle(self, *, once, seconds, **options):
        worker = Worker()
        if once:
            return worker.run_once()
        timer = threading.Timer(seconds, worker.stop) if seconds else None
        if timer:
            timer.daemon = True
            timer.start()
        for number in SIGNALS if threading.current_thread() is threading.main_thread() else ():
            signal.signal(number, worker.stop)
        return worker.run()
