"""The words that bulk rows are put together from. All made up."""

from .organisation import PEOPLE

FIRST_NAMES = sorted({row["first_name"] for row in PEOPLE})
LAST_NAMES = sorted({row["last_name"] for row in PEOPLE})
JOBS = ["Staff nurse", "Ward manager", "Physiotherapist", "Pharmacist", "Porter", "Consultant", "Healthcare assistant"]
GROUPS = ["network", "community of practice", "learning circle", "champions"]
SETTINGS = [
    "on the wards",
    "in outpatients",
    "at night",
    "at the weekend",
    "in theatres",
    "in the community",
    "at the front door",
    "on discharge",
]
LESSONS = [
    "what we learned",
    "a checklist that works",
    "three small changes",
    "who to ask",
    "questions to start with",
    "how we began",
    "what the evidence says",
    "a story of improvement",
]
SENTENCES = [
    "We asked the people who do the work before we changed anything.",
    "The first version was too long, so we cut it to one side of paper.",
    "Handover now starts with the patients we worry about most.",
    "A short huddle each morning brought problems to light sooner.",
    "Two colleagues tried it for a fortnight and told everybody what happened.",
    "Measuring one thing every week kept us honest.",
    "It worked best where the ward manager joined in.",
    "We stopped collecting figures that nobody looked at.",
    "Families noticed the difference before we did.",
    "The equipment was there already, but nobody knew where.",
    "Training in pairs took less time than training in rooms.",
    "Night staff had an answer that nobody had asked them for.",
    "We wrote down who to ask and kept it up to date.",
    "The library found three reviews that changed our minds.",
    "Next time we would start smaller and finish sooner.",
    "A picture beside the bed said more than the form had done.",
]
