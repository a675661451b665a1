"""Events of the made-up trust that are held again and again, with what the single ones do not show."""

from datetime import time

from events.models import CoffeeAndLearnPage, EspressoCafePage, LunchAndLearnPage, OpenEventPage, Repeats
from home.demo.markup import paragraphs
from home.demo.organisation import address

REPEATED = [
    {
        "model": CoffeeAndLearnPage,
        "title": "Coffee and Learn: one good handover sentence",
        "slug": "coffee-and-learn-handover-sentence",
        "intro": "One idea, one cup of coffee, three times in the day so that every shift can come.",
        "body": paragraphs(
            "Grace shows one sentence that made handover on Bracken Ward shorter and safer. You try it once with the "
            "person beside you, and that is all.",
            "Just come. Nobody signs up and nobody is late.",
        ),
        "topics": ["Handover"],
        "host": address("editor"),
        "room": "Restaurant side room",
        "day_offset": 9,
        "start": "07:30",
        "minutes": 20,
        "times": [time(13, 45), time(20, 15)],
        "picture": "coffee",
        "more": {"drop_in": True, "aims": "Name what a handover must never leave out"},
    },
    {
        "model": LunchAndLearnPage,
        "title": "Journal club: what would we change on Monday?",
        "slug": "journal-club-monday",
        "intro": "One paper every second week, read together, with one question at the end.",
        "body": paragraphs(
            "You need not have read the paper. A librarian finds it and sums it up on one page; a colleague says in "
            "five minutes what it means for us; then we talk.",
            "Come to one date or sign up for all of them.",
        ),
        "topics": ["Quality improvement", "Research in practice"],
        "host": address("facilitator"),
        "room": "Library seminar room",
        "day_offset": 8,
        "start": "12:30",
        "minutes": 45,
        "times": [],
        "picture": "lunch",
        "more": {
            "repeats": Repeats.FORTNIGHTLY,
            "weeks": 20,
            "in_person_capacity": 12,
            "online_link": "https://meet.wexcombe.example/journal-club",
            "aims": "Read one paper critically\nSay what it changes in your own practice",
            "questions": [
                {
                    "type": "choice",
                    "value": {
                        "question": "How at home are you with research papers?",
                        "choices": ["Quite new to them", "I read some", "I could explain one"],
                        "required": False,
                    },
                    "id": "1b0a6a4e-5f3c-4c8e-9f54-0d1f2a3b4c5d",
                }
            ],
        },
        "signups": 9,
    },
    {
        "model": EspressoCafePage,
        "title": "Espresso Café: what makes a shift feel safe?",
        "slug": "espresso-cafe-safe-shift",
        "intro": "Three conversations of ten minutes in the middle of the day. A head-count is enough.",
        "body": paragraphs(
            "One question, small groups, three rounds. At the end we keep the one to five things that are worth doing."
        ),
        "topics": ["Learning from incidents", "Staff wellbeing"],
        "host": address("library"),
        "room": "Restaurant side room",
        "day_offset": 15,
        "start": "15:00",
        "minutes": 40,
        "times": [],
        "picture": "round_table",
        "more": {"drop_in": True},
    },
    {
        "model": OpenEventPage,
        "title": "Open afternoon in the library at Priory Street",
        "slug": "open-afternoon-priory-street",
        "intro": "Meet the librarians, borrow a box, ask the question that you never had time for.",
        "body": paragraphs(
            "Look in for ten minutes or stay for two hours. We show how to get an evidence search, how to write a "
            "lesson that others find, and where the biscuits are."
        ),
        "topics": ["Evidence searching"],
        "host": address("library"),
        "room": "Priory Street staff room",
        "day_offset": 20,
        "start": "14:00",
        "minutes": 120,
        "times": [],
        "picture": "bookshelf",
        "more": {"drop_in": True},
    },
]

SUGGESTIONS = [
    {
        "kind": "topic",
        "person": address("nurse"),
        "title": "Talking with relatives after a fall",
        "details": "We all do it differently, and nobody showed us. Could somebody from the falls team tell us how?",
    },
    {
        "kind": "speaker",
        "person": address("member"),
        "title": "How our clinic halved its missed appointments",
        "details": "Fifteen minutes with the text of the reminder and the numbers before and after.",
    },
]
# What people said in the questions after events: how useful, and words from a few.
USEFUL = [5, 4, 5, 3, 4, 5, 4, 4, 2, 5, 4]
WORDS = [
    "More time for questions, please. The story from the ward was the best part.",
    "Send the checklist round. I would use it on nights.",
    "Hard to hear online when people in the room spoke.",
]
THANKS = "Thank you for coming. The slides are there for your colleagues who were on shift."
