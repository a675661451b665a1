"""How the long form is parted: what every event needs stands open, the rest unfolds."""

from . import rows

ALWAYS = [
    ("What", ["title", "intro", "description"]),
    ("When", ["day", "start", "end", "last_day"]),
    ("Where", ["room", "in_person_capacity", "online_link", "online_capacity"]),
    ("How people come", ["drop_in", "catering"]),
]
NOTHING = (None, "", [], False, "never")


def groups_of(form) -> list[dict]:
    """Each with `title`, `fields`, `parts` (groups inside it) and, where it unfolds, `folds` and `is_open`."""
    groups = [{"title": title, "fields": _bound(form, names)} for title, names in ALWAYS]
    return [*groups, *(_folded(form, *one) for one in _folding(form))]


def _folding(form):
    """Title, fields, parts, and the names of the fields that open it when they say something."""
    speakers = [(f"Speaker {number}", list(rows.speaker_fields(number))) for number in range(1, form.speakers + 1)]
    questions = [(f"Question {number}", list(rows.question_fields(number))) for number in range(1, rows.QUESTIONS + 1)]
    repeating = ["repeats", "repeat_until", "skip_bank_holidays", "times", "skipped_dates"]
    limits = ["signup_opens_at", "signup_closes_at", "promotion_stops_hours"]
    return [
        ("Speakers", [], speakers, ["speaker_1"]),
        ("Repeats, and more times a day", repeating, [], ["repeats", "times", "skipped_dates"]),
        ("When people can sign up", limits, [], limits[:2]),
        ("Questions of your own", [], questions, ["question_1"]),
        ("Learning aims and topics", ["aims", "topics"], [], ["aims", "topics"]),
        ("Host", ["host"], [], []),
    ]


def _folded(form, title, names, parts, telling):
    parts = [{"title": heading, "fields": _bound(form, inside)} for heading, inside in parts]
    fields = _bound(form, names)
    has_errors = any(field.errors for field in [*fields, *(field for part in parts for field in part["fields"])])
    says = any(form[name].value() not in NOTHING for name in telling if name in form.fields)
    return {"title": title, "fields": fields, "parts": parts, "folds": True, "is_open": has_errors or says}


def _bound(form, names):
    return [form[name] for name in names if name in form.fields]
