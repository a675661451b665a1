"""What a new event begins with: the usual of its kind, a template, a suggestion."""

from .where import model_of


def usual_of(kind: str) -> dict:
    """First values of the form for a kind of event."""
    preset = model_of(kind).preset
    return {
        "catering": preset.catering,
        "drop_in": preset.drop_in,
        "in_person_capacity": preset.places,
        "promotion_stops_hours": 2,
        "skip_bank_holidays": True,
        "repeats": "never",
    }


def minutes_of(kind: str, template=None) -> int:
    return template.minutes if template else model_of(kind).preset.minutes


def from_template(template) -> dict:
    """First values of the form from a template, put over those of its kind."""
    same = ["title", "intro", "description", "aims", "in_person_capacity", "online_link", "online_capacity", "catering"]
    values = {name: getattr(template, name) for name in [*same, "drop_in"]}
    return {**values, "room": template.room_id, "start": template.usual_start}


def from_suggestion(suggestion) -> dict:
    return {"title": suggestion.title} if suggestion else {}
