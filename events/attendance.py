"""Who is coming to one date and who came, for its organisers: on screens, on paper and as a table."""

from collections import Counter
from functools import reduce
from operator import and_

from django.conf import settings
from django.db.models import Count, Q

from .models import Mode, PlaceChange, Signup

HEADER = ["Name", "Job title", "Unit", "Email", "How", "Standing", "Place in the queue", "Signed up"]
ON_THE_DAY = ["Came", "Checked in", "Walk-in", "Cancelled late"]
NEEDS = ["Dietary needs", "Access needs"]
EARLIER_QUESTIONS = "Answers to earlier questions"
HELD_BACK = ("dietary_needs", "access_needs", "answers")
WORDS_LOOKED_AT = 5
AT_A_TIME = 50  # rows fetched at once while a table is written out; two such handfuls are in memory


def needs_kept_days() -> int:
    """How many days after an event its dietary and access needs are forgotten."""
    return getattr(settings, "HUB_NEEDS_KEPT_DAYS", 7)


def tallies(occurrence) -> dict[str, int]:
    """How many people stand how: confirmed, waiting, late, here, absent, walk_ins."""
    counted = {
        "confirmed": Q(state="confirmed"),
        "waiting": Q(state="waiting"),
        "late": Q(cancelled_late=True),
        "here": Q(attendance="attended"),
        "absent": Q(attendance="absent"),
        "walk_ins": Q(state="confirmed", is_walk_in=True),
    }
    return occurrence.signups.aggregate(**{name: Count("pk", filter=which) for name, which in counted.items()})


def places(occurrence) -> list[dict]:
    """Each kind of place: label, taken, capacity (None is no limit)."""
    return [
        {"label": mode.label, "taken": occurrence.places_taken(mode), "capacity": occurrence.capacity(mode)}
        for mode in occurrence.modes
    ]


def named_like(words: str, path="person") -> Q:
    """People whose name has each word in it, or whose email begins with it: everybody's email ends the same way.

    `path` leads to the person; empty for people themselves.
    """
    start = f"{path}__" if path else ""
    fields = [f"{start}first_name__icontains", f"{start}last_name__icontains", f"{start}email__istartswith"]
    found = [Q(*[(field, word) for field in fields], _connector=Q.OR) for word in words.split()[:WORDS_LOOKED_AT]]
    return reduce(and_, found, Q())


def with_a_place(occurrence, *, needs=False):
    """Sign-ups with a place, walk-ins too, A to Z."""
    return _read(occurrence.signups.confirmed(), needs).order_by("person__last_name", "person__first_name", "pk")


def in_the_queue(occurrence, *, words="", needs=False):
    """Those who wait, in order, each with `queue_place`; only those named like `words`, if there are any."""
    if not words:
        return _read(occurrence.signups.with_queue_place(), needs)
    places_of = dict(occurrence.signups.with_queue_place().values_list("pk", "queue_place"))
    found = list(_read(occurrence.signups.waiting(), needs).filter(named_like(words)))
    for signup in found:  # a filter beside the window function would number those who were found alone
        signup.queue_place = places_of.get(signup.pk, "")
    return found


def cancelled_late(occurrence):
    """Those who gave up a place so late that nobody could use it, A to Z."""
    late = occurrence.signups.filter(cancelled_late=True)
    return _read(late, False).order_by("person__last_name", "person__first_name", "pk")


def changes(occurrence):
    """What happened to people's places that they did not do themselves, latest first."""
    return PlaceChange.objects.filter(signup__occurrence=occurrence).select_related("signup__person", "by")


def diets(occurrence) -> dict:
    """For the caterer: how many people `eat` and `needs`, the diets they gave, each with how many, most first.

    Of people with a place in the room alone. Counted whatever the case, the blanks and the full stop at the end.
    """
    eating = occurrence.signups.confirmed().filter(mode=Mode.IN_PERSON).exclude(attendance="absent")
    texts = [" ".join(text.split()).rstrip(".") for text in eating.values_list("dietary_needs", flat=True)]
    told = [text for text in texts if text]
    written = {text.casefold(): text for text in sorted(told, reverse=True)}
    counted = Counter(text.casefold() for text in told)
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return {
        "eat": len(texts),
        "told": len(told),
        "needs": [{"text": written[key], "count": count} for key, count in ranked],
    }


def table(occurrence, *, with_needs: bool):
    """Everybody with a place, in the queue or cancelled late: a header, and rows read as they are written out."""
    header = HEADER + ON_THE_DAY
    questions = {str(block.id): block.value["question"] for block in occurrence.event.questions} if with_needs else {}
    if not with_needs:
        return header, _rows(occurrence, _row)
    earlier = occurrence.signups.exclude(answers=[]).exists()
    header = header + NEEDS + list(questions.values()) + [EARLIER_QUESTIONS] * earlier
    return header, _rows(occurrence, lambda signup: _row(signup) + _private(signup, questions, earlier), needs=True)


def _rows(occurrence, write, needs=False):
    parts = (with_a_place(occurrence, needs=needs), in_the_queue(occurrence, needs=needs), cancelled_late(occurrence))
    for signups in parts:
        for signup in signups.iterator(chunk_size=AT_A_TIME):
            yield write(signup)


def _row(signup):
    person = signup.person
    return [
        person.get_full_name(),
        person.job_title,
        str(person.unit or ""),
        person.email or "",
        signup.get_mode_display(),
        signup.get_state_display(),
        getattr(signup, "queue_place", ""),
        signup.signed_up_at,
        signup.get_attendance_display() if signup.is_confirmed else "",
        signup.checked_in_at or "",
        "Yes" if signup.is_walk_in else "",
        "Yes" if signup.cancelled_late else "",
    ]


def _private(signup, questions, earlier):
    """What was told to the host alone. Late cancellations hold none of it any more."""
    if signup.is_cancelled:
        return [""] * (len(NEEDS) + len(questions) + earlier)
    given = {answer["id"]: answer for answer in signup.answers}
    others = [f"{one['question']}: {one['answer']}" for key, one in given.items() if key not in questions]
    answers = [given[key]["answer"] if key in given else "" for key in questions]
    return [signup.dietary_needs, signup.access_needs, *answers, *["; ".join(others)] * earlier]


def _read(signups, needs):
    """SECURITY: what was told to the host alone is not even read for others."""
    signups = signups.select_related("person__unit")
    return signups if needs else signups.defer(*HELD_BACK)


def sign_in_list(occurrence):
    """Who is expected in the room, A to Z; of a date that is online only everybody."""
    expected = with_a_place(occurrence)
    return expected.filter(mode=Signup.Mode.IN_PERSON) if occurrence.place_id else expected
