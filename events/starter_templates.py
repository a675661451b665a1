"""Five templates to begin with. The library team makes them its own."""

from datetime import time

from .models import EventTemplate

STARTER_TEMPLATES = [
    {
        "name": "Lunch and Learn, in person and online",
        "kind": "lunchandlearnpage",
        "intro": "Twenty minutes of talk, twenty of questions. Bring your lunch.",
        "description": (
            "What will you hear? Say it in two sentences, in the words that you would use in a corridor.\n\n"
            "Who is it for?\n\n- Name the teams that it helps most\n- Everybody else is welcome"
        ),
        "aims": "Name one thing that works elsewhere\nTake away one thing to try this week",
        "minutes": 45,
        "usual_start": time(12, 30),
        "in_person_capacity": 24,
    },
    {
        "name": "Coffee and Learn, several times a day",
        "kind": "coffeeandlearnpage",
        "intro": "One idea, one cup of coffee. Drop in when your shift allows.",
        "description": (
            "One idea that takes ten minutes to tell. It is held several times on the same day, so that earlies, lates "
            "and nights can all come. Nobody signs up; come as you are."
        ),
        "minutes": 20,
        "usual_start": time(10, 30),
        "drop_in": True,
    },
    {
        "name": "Knowledge Café",
        "kind": "knowledgecafepage",
        "intro": "One question, small tables, three rounds. No slides and no minutes.",
        "description": (
            "Write the question as a heading. A good one is open, matters to people in different jobs, and has no "
            "answer yet.\n\n- We sit in fours and talk for fifteen minutes\n- We change tables twice\n"
            "- We end in one circle, and each says what they take away"
        ),
        "aims": "Hear how others see the question\nLeave with one thing to try",
        "minutes": 90,
        "usual_start": time(14, 0),
        "in_person_capacity": 32,
    },
    {
        "name": "Espresso Café on a ward",
        "kind": "espressocafepage",
        "intro": "Half an hour, one question, standing up if you like.",
        "description": (
            "A Knowledge Café that fits into a handover gap: one question, two rounds of ten minutes, one sentence "
            "from everybody at the end."
        ),
        "minutes": 30,
        "usual_start": time(14, 15),
        "drop_in": True,
    },
    {
        "name": "Journal club",
        "kind": "openeventpage",
        "title": "Journal club",
        "intro": "One paper, read together. You need not have read it before.",
        "description": (
            "Name the paper and say in one sentence why it matters here. The library sends it to everybody who signs "
            "up.\n\n1. What did they ask?\n2. What did they find, and do we believe it?\n"
            "3. What would change on our ward?"
        ),
        "aims": "Read a paper critically\nDecide what it means for our practice",
        "minutes": 60,
        "usual_start": time(13, 0),
        "in_person_capacity": 15,
    },
]


def load_starter_templates() -> int:
    """Make those that are not there by name; nothing that somebody changed is touched. Returns how many were made."""
    made = [EventTemplate.objects.get_or_create(name=one["name"], defaults=one)[1] for one in STARTER_TEMPLATES]
    return sum(made)
