"""What a planner may set on an event, read from a page and written to it. Nothing is kept twice."""

import uuid

from wagtail.blocks import StreamValue

from . import description
from .models import EventPage, EventSkippedDate, EventSpeaker, EventTime

PLAIN = [
    "title",
    "intro",
    "starts_at",
    "ends_at",
    "room",
    "in_person_capacity",
    "online_link",
    "online_capacity",
    "drop_in",
    "catering",
    "signup_opens_at",
    "signup_closes_at",
    "promotion_stops_hours",
    "aims",
    "repeats",
    "repeat_until",
    "skip_bank_holidays",
]


def fields_of(page: EventPage) -> dict:
    """What `write` takes, as the page has it. `description` is None where plain words cannot hold the body."""
    return {
        **{name: getattr(page, name) for name in PLAIN},
        "host": page.host,
        "description": description.to_text(page.body),
        "questions": [_question(child) for child in page.questions],
        "speakers": [{"name": one.name, "role": one.role} for one in page.speakers.all()],
        "topics": list(page.topics.all()),
        "times": [one.starts for one in page.times.all()],
        "skipped_dates": [one.day for one in page.skipped_dates.all()],
    }


def write(page: EventPage, fields: dict) -> None:
    """Set what is named in `fields` on the page object; nothing is saved. A description of None leaves the body."""
    for name in [*PLAIN, "host"]:
        if name in fields:
            setattr(page, name, fields[name])
    if fields.get("description") is not None:
        _write_body(page, fields["description"])
    if "questions" in fields:
        page.questions = _questions(page, fields["questions"])
    _write_rows(page, fields)


def _write_body(page, text) -> None:
    """Only what has changed: a body that says the same keeps its blocks."""
    if description.to_blocks(text) != description.to_blocks(description.to_text(page.body) or "") or not page.body:
        page.body = description.to_blocks(text)


def _write_rows(page, fields) -> None:
    if "speakers" in fields:
        people = {one.name: one.person_id for one in page.speakers.all()}
        page.speakers = [
            EventSpeaker(sort_order=order, person_id=people.get(one["name"]), **one)
            for order, one in enumerate(fields["speakers"])
        ]
    if "times" in fields:
        page.times = [EventTime(sort_order=order, starts=starts) for order, starts in enumerate(fields["times"])]
    if "skipped_dates" in fields:
        days = enumerate(sorted(fields["skipped_dates"]))
        page.skipped_dates = [EventSkippedDate(sort_order=order, day=day) for order, day in days]
    if "topics" in fields:
        page.topics.set(fields["topics"])


def _question(child) -> dict:
    value = child.value
    return {
        "id": child.id,
        "kind": child.block_type,
        "question": value["question"],
        "required": value["required"],
        "choices": list(value.get("choices", [])),
    }


def _questions(page, questions) -> StreamValue:
    """Each keeps its id, by which answers know it; SECURITY: an id that this page does not have is not taken over."""
    known = {child.id for child in page.questions}
    block = EventPage._meta.get_field("questions").stream_block
    return StreamValue(block, [_raw(one, known) for one in questions], is_lazy=True)


def _raw(one, known) -> dict:
    value = {"question": one["question"], "required": one["required"]}
    if one["kind"] == "choice":
        value["choices"] = one["choices"]
    return {"type": one["kind"], "value": value, "id": one["id"] if one.get("id") in known else str(uuid.uuid4())}
