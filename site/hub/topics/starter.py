"""The topics that a new Hub starts with: about forty, in our own words, each with the other words people use for it."""


def _topic(name, description, *aliases):
    return {"name": name, "description": description, "aliases": list(aliases)}


STARTER_TOPICS = [
    _topic(
        "After action review",
        "Four questions that turn what has just happened into learning.",
        "AAR",
        "debrief",
        "hot debrief",
    ),
    _topic(
        "Antimicrobial stewardship",
        "Using antibiotics well, so that they keep working.",
        "antibiotics",
        "AMS",
        "antimicrobial resistance",
    ),
    _topic(
        "Care at the end of life",
        "Comfort, dignity and choice in the last months and days.",
        "end of life",
        "palliative care",
        "hospice",
    ),
    _topic(
        "Communities of practice",
        "People who share a craft and learn it better together.",
        "CoP",
        "networks",
        "special interest group",
    ),
    _topic(
        "Continence care",
        "Keeping people continent, comfortable and free of avoidable catheters.",
        "catheter care",
        "continence",
        "toileting",
    ),
    _topic(
        "Delirium",
        "Spotting, preventing and easing sudden confusion.",
        "acute confusion",
        "confusion",
        "think delirium",
    ),
    _topic(
        "Dementia care",
        "Care that fits the person who lives with dementia.",
        "dementia",
        "memory loss",
        "Alzheimer's disease",
    ),
    _topic(
        "Deteriorating patient",
        "Noticing that somebody is getting worse, and acting in time.",
        "NEWS2",
        "early warning score",
        "escalation",
        "rapid response",
    ),
    _topic("Diabetes", "Everyday diabetes care in hospital and at home.", "hypoglycaemia", "hypo", "diabetic"),
    _topic(
        "Digital skills", "Confidence with the systems that we all use.", "IT skills", "digital literacy", "computers"
    ),
    _topic(
        "Discharge and flow",
        "Getting people home safely and without delay.",
        "discharge planning",
        "patient flow",
        "going home",
    ),
    _topic("Equality and inclusion", "Fair care and a fair place to work.", "EDI", "diversity", "health inequalities"),
    _topic(
        "Evidence searching",
        "Finding the best available evidence and knowing how good it is.",
        "literature search",
        "evidence search",
        "databases",
    ),
    _topic(
        "Falls prevention", "Keeping people steady, safe and moving.", "accidental falls", "slips and trips", "falls"
    ),
    _topic(
        "Frailty",
        "Recognising frailty early and planning around what matters.",
        "older people",
        "care of the elderly",
        "geriatrics",
    ),
    _topic("Handover", "Passing on what the next person needs to know.", "SBAR", "shift handover", "transfer of care"),
    _topic("Hospital at night", "Care, teamwork and rest in the small hours.", "night shift", "out of hours", "nights"),
    _topic(
        "Hydration and nutrition",
        "Making sure that people can eat and drink well.",
        "fluids",
        "mealtimes",
        "malnutrition",
        "red tray",
    ),
    _topic(
        "Infection prevention",
        "Clean hands, clean places and fewer infections.",
        "IPC",
        "hand hygiene",
        "infection control",
    ),
    _topic("Insulin safety", "Right insulin, right dose, right time.", "insulin", "insulin errors"),
    _topic(
        "Knowledge mobilisation",
        "Helping what we know get to where it is needed.",
        "knowledge management",
        "KM",
        "knowledge sharing",
    ),
    _topic("Leadership", "Leading well at every level.", "management", "compassionate leadership", "team leading"),
    _topic(
        "Learning from incidents",
        "Understanding how things happen, and making the system safer.",
        "PSIRF",
        "incident learning",
        "patient safety incident response",
    ),
    _topic(
        "Learning disability",
        "Reasonable adjustments and good care for people with a learning disability or autism.",
        "autism",
        "reasonable adjustments",
        "hospital passport",
    ),
    _topic(
        "Maternity safety", "Safer care for mothers, birthing people and babies.", "midwifery", "obstetrics", "newborn"
    ),
    _topic(
        "Medication safety",
        "Prescribing, giving and storing medicines safely.",
        "medicines management",
        "drug errors",
        "prescribing",
    ),
    _topic(
        "Mental health",
        "Care for mental as well as physical health, wherever people are.",
        "psychological care",
        "self-harm",
        "liaison psychiatry",
    ),
    _topic("Mouth care", "Clean, comfortable mouths for everybody in hospital.", "oral hygiene", "mouth care matters"),
    _topic(
        "Patient experience",
        "What care is like, in the words of those who receive it.",
        "patient feedback",
        "complaints and compliments",
        "carers",
    ),
    _topic(
        "Preceptorship",
        "Support for the first steps as a registered professional.",
        "newly qualified",
        "new starters",
        "preceptor",
    ),
    _topic(
        "Pressure ulcer prevention",
        "Protecting skin from pressure damage.",
        "pressure sores",
        "bedsores",
        "SSKIN",
        "tissue viability",
    ),
    _topic(
        "Quality improvement", "Small tests of change, measured and learned from.", "QI", "PDSA", "improvement science"
    ),
    _topic(
        "Reflective practice", "Making time to think about our work.", "reflection", "revalidation", "Schwartz rounds"
    ),
    _topic(
        "Rehabilitation",
        "Getting people moving, speaking and living again.",
        "reablement",
        "deconditioning",
        "early mobilisation",
    ),
    _topic("Research in practice", "Taking part in research and using what it finds.", "clinical trials", "research"),
    _topic(
        "Respiratory care", "Breathing well: oxygen, inhalers and long-term conditions.", "COPD", "asthma", "oxygen"
    ),
    _topic(
        "Safeguarding",
        "Protecting people at risk of harm.",
        "adult protection",
        "child protection",
        "Mental Capacity Act",
    ),
    _topic(
        "Sepsis", "Recognising sepsis early and treating it quickly.", "sepsis six", "septicaemia", "blood poisoning"
    ),
    _topic("Staff wellbeing", "Looking after one another.", "health and wellbeing", "resilience", "rest breaks"),
    _topic("Stroke", "Fast recognition, good care and life after a stroke.", "TIA", "FAST test"),
    _topic("Sustainability", "Care that costs the planet less.", "green ward", "net zero", "waste"),
    _topic(
        "Writing for publication",
        "Sharing our work with the wider world.",
        "publishing",
        "posters and abstracts",
        "case reports",
    ),
]
