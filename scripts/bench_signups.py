"""The sign-up storm of `make bench`: everybody signs up for one date at once, by the action and by hand.

By hand is the least that a database must do for it: one transaction that inserts the sign-up and raises the date's
tally, through a bare cursor, with no rule, no waiting list and no notice. Both go through the same clients, processes
and connections, on fresh dates taken in turn.
"""

import json
import multiprocessing
import statistics
import threading
import time
from datetime import timedelta

import django

PROCESSES, THREADS, ROUNDS = 4, 8, 5
CAPACITY = 1_000_000
INSERT = """INSERT INTO events_signup (key, occurrence_id, person_id, mode, state, signed_up_at, dietary_needs,
    access_needs, answers, is_listed, cancelled_late, is_walk_in, attendance, checked_in_how, told_sequence)
    VALUES (gen_random_uuid(), %s, %s, 'in_person', 'confirmed', clock_timestamp(), '', '', '[]', false, false, false,
    '', '', 0)"""
UPDATE = "UPDATE events_occurrence SET in_person_tally = in_person_tally + 1 WHERE id = %s"


def main():
    """Measure, and print sign-ups a second of each round as JSON."""
    people, dates = _stage()
    how = ["by_hand", "action"]
    rates = {name: [] for name in how}
    for number in range(ROUNDS + 1):
        for name in how:
            rate = _round(name, dates.pop(), people)
            if number:  # the first warms up
                rates[name].append(rate)
    medians = {name: statistics.median(values) for name, values in rates.items()}
    print(json.dumps({"clients": PROCESSES * THREADS, "people": len(people), "rounds": ROUNDS, **medians}))


def _stage():
    """Everybody on the staff, and a fresh date without sign-ups for each round, all of one event."""
    from django.db import connections  # noqa: PLC0415 -- Django is set up by then
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from events.models import EventPage, Occurrence  # noqa: PLC0415 -- as above
    from hub.circles.models import PageAudience  # noqa: PLC0415 -- as above
    from hub.people.models import User  # noqa: PLC0415 -- as above

    people = list(User.objects.filter(is_active=True, kind="staff").order_by("pk").values_list("pk", flat=True))
    open_to_all = PageAudience.objects.filter(circle=None).values("page")
    event = EventPage.objects.live().filter(pk__in=open_to_all, room__isnull=False).earliest("pk")
    EventPage.objects.filter(pk=event.pk).update(signup_opens_at=None, signup_closes_at=None)
    first = timezone.now() + timedelta(days=30)
    dates = [
        Occurrence.objects.create(
            event=event,
            slot=first + timedelta(days=number),
            start=first + timedelta(days=number),
            end=first + timedelta(days=number, hours=1),
            place=event.room,
            in_person_capacity=CAPACITY,
        ).pk
        for number in range(2 * (ROUNDS + 1))
    ]
    connections.close_all()
    return people, dates


def _round(name, date, people):
    context = multiprocessing.get_context("spawn")
    ready, begin = context.Barrier(PROCESSES + 1), context.Barrier(PROCESSES + 1)
    ended = context.Queue()
    shares = [people[number::PROCESSES] for number in range(PROCESSES)]
    arguments = [(name, date, share, ready, begin, ended) for share in shares]
    workers = [context.Process(target=_work, args=one) for one in arguments]
    for worker in workers:
        worker.start()
    ready.wait(timeout=60)
    begin.wait(timeout=60)
    start = time.monotonic()
    last = max(ended.get(timeout=300) for _ in workers)
    for worker in workers:
        worker.join()
    _check(date, len(people))
    return len(people) / (last - start)


def _check(date, number):
    from django.db import connections  # noqa: PLC0415 -- Django is set up by then

    from events.models import Occurrence  # noqa: PLC0415 -- as above

    occurrence = Occurrence.objects.get(pk=date)
    assert occurrence.in_person_tally == occurrence.signups.confirmed().count() == number  # noqa: S101 -- a benchmark
    connections.close_all()


def _work(name, date, people, ready, begin, ended):
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- Django is set up by then

    sign_up = {"by_hand": _by_hand, "action": _by_action}[name](date)
    first = threading.Barrier(THREADS + 1)
    go = threading.Event()

    def client(share):
        connection.ensure_connection()
        one = sign_up(share)
        first.wait(timeout=60)
        go.wait(timeout=60)
        one()
        connection.close()

    threads = [threading.Thread(target=client, args=(people[number::THREADS],)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    first.wait(timeout=60)
    ready.wait(timeout=60)
    begin.wait(timeout=60)
    go.set()
    for thread in threads:
        thread.join()
    ended.put(time.monotonic())


def _by_hand(date):
    from django.db import connection  # noqa: PLC0415 -- Django is set up by then

    def prepare(share):
        bare = connection.connection  # psycopg's own, without Django

        def run():
            for person in share:
                with bare.transaction(), bare.cursor() as cursor:
                    cursor.execute(INSERT, [date, person])
                    cursor.execute(UPDATE, [date])

        return run

    return prepare


def _by_action(date):
    from events import actions  # noqa: PLC0415 -- Django is set up by then
    from events.models import Occurrence  # noqa: PLC0415 -- as above
    from hub.people.models import User  # noqa: PLC0415 -- as above

    def prepare(share):
        occurrence = Occurrence.objects.select_related("event").get(pk=date)
        people = list(User.objects.filter(pk__in=share))

        def run():
            for person in people:
                actions.sign_up(occurrence, person=person, mode="in_person")

        return run

    return prepare
