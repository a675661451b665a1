"""One sentence on each kind of event: for those who plan, and for editors who choose a page type."""

ABOUT = {
    "lunchandlearnpage": "A short talk over lunch, then questions. Food, if there is any, is asked about at sign-up.",
    "coffeeandlearnpage": "One idea in a coffee break. People just come, and it may be held several times a day.",
    "knowledgecafepage": "One question, small tables, several rounds of conversation. No slides.",
    "espressocafepage": "A short Knowledge Café: one question, two or three rounds of ten minutes.",
    "openeventpage": "Any other gathering: a talk, a visit, a workshop.",
}
