"""Twenty-five events of the made-up trust: fourteen to come and eleven past, told in days from today."""

from home.demo.markup import paragraphs
from home.demo.organisation import address, speaker

_LIBRARY, _THEATRE, _SKILLS = "Library seminar room", "Education Centre lecture theatre", "Education Centre skills room"


def _event(kind, title, slug, day_offset, *, intro, body, topics, host, speakers=(), signups=0, **more):
    return {
        "kind": kind,
        "title": title,
        "slug": slug,
        "intro": intro,
        "body": paragraphs(*body),
        "topics": topics,
        "community": more.pop("community", None),
        "day_offset": day_offset,
        "start": more.pop("start", "12:30"),
        "minutes": more.pop("minutes", 45),
        "room": more.pop("room", _LIBRARY),
        "online_link": f"https://meet.wexcombe.example/{slug}" if more.pop("online", False) else None,
        "speakers": [speaker(name) for name in speakers],
        "host": address(host),
        "capacity": more.pop("capacity", None),
        "catering": more.pop("catering", False),
        "signups": signups,
        **more,
    }


def _lunch(title, slug, day_offset, **more):
    more.setdefault("picture", "lunch")
    return _event("lunch_and_learn", title, slug, day_offset, **more)


def _cafe(title, slug, day_offset, **more):
    more.setdefault("minutes", 90)
    more.setdefault("picture", "round_table")
    return _event("knowledge_cafe", title, slug, day_offset, **more)


_COMING = [
    _lunch(
        "Sepsis six in the first hour: what helps on a busy shift",
        "sepsis-six-in-the-first-hour",
        3,
        intro="Twenty minutes on the small things that make it easier to start, then your questions.",
        body=(
            (
                "We all know the six. The hard part is getting them done in the first hour when the unit is full. "
                "The outreach team has watched how it goes on three wards and has found four things that help every "
                "time."
            ),
            (
                "Bring your lunch and one thing that slows your team down. Local policy is the rule; this session "
                "is about making it doable."
            ),
        ),
        topics=["Sepsis", "Deteriorating patient"],
        community="sepsis-and-deteriorating-patient",
        host="kwame.boateng",
        speakers=("niall.mcbride", "tariq.hussain"),
        capacity=24,
        catering=True,
        online=True,
        signups=17,
    ),
    _lunch(
        "Quiet at night: three small changes on Bracken Ward",
        "quiet-at-night-bracken-ward",
        6,
        intro="How one ward halved the noise after lights-out without spending a penny.",
        body=(
            (
                "Amara and her colleagues measured noise for a fortnight, asked patients what woke them, and "
                "changed three habits. They will show the charts and tell the story, including the idea that did "
                "not work."
            ),
            "Places are few because we meet in the ward's own day room to see the changes where they happened.",
        ),
        topics=["Hospital at night", "Patient experience", "Quality improvement"],
        host="editor",
        room="Bracken Ward day room",
        speakers=("nurse", "siobhan.kearney"),
        capacity=8,
        catering=True,
        signups=11,
    ),
    _cafe(
        "Knowledge Café: what would make handover safer?",
        "cafe-safer-handover",
        9,
        intro="One question, small tables, three rounds of conversation. No slides.",
        body=(
            (
                "Handover is where most of what we know changes hands. Come and compare how it is done in the "
                "emergency department, on the wards, in theatres and in the community."
            ),
            (
                "You will talk in groups of four, move twice, and leave with one thing to try. A short summary will "
                "be published in the library."
            ),
        ),
        topics=["Handover", "Knowledge mobilisation"],
        host="sian.treharne",
        room="Restaurant side room",
        start="14:00",
        capacity=32,
        catering=True,
        signups=19,
    ),
    _lunch(
        "Insulin safety: near misses and what they taught us",
        "insulin-safety-near-misses",
        13,
        intro=(
            "The medication safety officer and the diabetes team talk through the patterns behind a year of near "
            "misses."
        ),
        body=(
            (
                "No names, no blame: just the handful of situations in which things nearly went wrong, and the "
                "checks that caught them."
            ),
            (
                "Online only, so that community and night colleagues can join. A one-page summary will follow; for "
                "doses and devices always see local policy."
            ),
        ),
        topics=["Insulin safety", "Medication safety", "Diabetes"],
        host="kwame.boateng",
        room=None,
        online=True,
        speakers=("zainab.bello", "hannah.osei"),
        signups=22,
    ),
    _lunch(
        "Skin in five minutes: teaching SSKIN on the move",
        "skin-in-five-minutes",
        15,
        intro="Champions practise the five-minute teaching session and take the cards away.",
        body=(
            (
                "Surface, skin, keep moving, incontinence, nutrition: five cards, one minute each. We will run it "
                "in pairs, swap feedback and agree who teaches where."
            ),
            "For members of the champions' community.",
        ),
        topics=["Pressure ulcer prevention"],
        community="pressure-ulcer-prevention-champions",
        host="facilitator",
        speakers=("facilitator",),
        room=_SKILLS,
        capacity=16,
        signups=7,
    ),
    _cafe(
        "Falls café: keeping people moving without fear",
        "falls-cafe-keeping-moving",
        17,
        intro="How do we help people to stay active in hospital when we are all afraid of falls?",
        body=(
            (
                "Staying in bed has risks of its own. Therapists, nurses, doctors and healthcare assistants will "
                "talk about where the balance lies and what makes a confident team."
            ),
            "We will listen first to a short story from rehabilitation, then move between tables.",
        ),
        topics=["Falls prevention", "Rehabilitation", "Frailty"],
        community="falls-and-frailty-network",
        host="alice.newbury",
        speakers=("member",),
        room="Harrow Vale meeting room",
        start="13:30",
        capacity=24,
        catering=True,
        signups=13,
    ),
    _lunch(
        "Finding evidence fast: ten minutes to a good answer",
        "finding-evidence-fast",
        20,
        intro="A librarian answers three real questions, live, and shows every click.",
        body=(
            (
                "Bring a question from work. We will draw three from a hat and look for the best evidence together: "
                "where to start, when to stop and when to hand it over to the library."
            ),
            "Suitable for every profession. Repeated each term.",
        ),
        topics=["Evidence searching", "Digital skills"],
        host="kwame.boateng",
        speakers=("kwame.boateng", "editor"),
        capacity=20,
        online=True,
        signups=9,
    ),
    _cafe(
        "Practice café for review facilitators",
        "practice-cafe-for-facilitators",
        23,
        intro="How do you hold the room when people are upset? Facilitators learn from one another.",
        body=(
            (
                "A café with no cases and no recordings: only how we facilitate. Bring a moment when you did not "
                "know what to say."
            ),
        ),
        topics=["After action review", "Learning from incidents"],
        community="learning-response-facilitators",
        host="stephanie.vaughan",
        room="Critical Care seminar room",
        start="12:00",
        capacity=12,
        catering=True,
        signups=6,
    ),
    _lunch(
        "Delirium, dementia or both?",
        "delirium-dementia-or-both",
        27,
        intro="A geriatrician and a ward sister on how to tell, whom to ask and what helps meanwhile.",
        body=(
            (
                "New confusion is easy to miss in somebody who is already forgetful. Peter and Marta will talk "
                "about what families notice first and about simple things that settle people."
            ),
            "Assessment tools and treatment are in local policy; we will show you where.",
        ),
        topics=["Delirium", "Dementia care", "Frailty"],
        host="editor",
        speakers=("peter.gillespie", "marta.kowalczyk"),
        room=_THEATRE,
        capacity=60,
        catering=True,
        online=True,
        signups=26,
    ),
    _lunch(
        "From project to poster in four lunches",
        "from-project-to-poster",
        31,
        intro="The first of four short workshops for people with something to tell and no time to write.",
        body=(
            (
                "Bring a finished or nearly finished project. By the end of the first lunch you will have a title, "
                "a message and a plan. The library helps with evidence, layout and where to send it."
            ),
        ),
        topics=["Writing for publication", "Quality improvement"],
        host="library",
        speakers=("library", "sian.treharne"),
        capacity=12,
        signups=8,
    ),
    _cafe(
        "Night shift café",
        "night-shift-cafe",
        36,
        intro="A short café at the start of the night, with soup: what should the day know about the night?",
        body=(
            (
                "Three ten-minute conversations for everybody on shift, in whatever order you can be spared. Come "
                "for one round or for all."
            ),
            "What you say goes to the day teams as a list of ideas without names.",
        ),
        topics=["Hospital at night", "Staff wellbeing"],
        community="hospital-at-night",
        host="leon.hargreaves",
        room="Restaurant side room",
        start="20:30",
        minutes=45,
        catering=True,
        signups=8,
    ),
    _lunch(
        "Mouth care is everybody's care",
        "mouth-care-is-everybodys-care",
        41,
        intro="Why a clean mouth matters for eating, talking and avoiding chest infections.",
        body=(
            (
                "A practical session with the speech and language therapist and the dietitian. You will see the "
                "mouth care box that Willow Ward put together and can make one for your own ward."
            ),
        ),
        topics=["Mouth care", "Hydration and nutrition"],
        host="sian.treharne",
        speakers=("hugo.baptiste", "emma.kaczmarek"),
        room="Willow Ward day room",
        capacity=15,
        signups=5,
    ),
    _lunch(
        "The greener ward: what we stopped throwing away",
        "the-greener-ward",
        47,
        intro="Theatres and pathology on gloves, packaging and a surprising amount of paper.",
        body=("Two teams, two short talks and a challenge: find one thing to stop buying by the end of the month.",),
        topics=["Sustainability", "Quality improvement"],
        host="jamie.holroyd",
        speakers=("patrick.donnelly", "yusuf.demir"),
        capacity=20,
        catering=True,
        signups=4,
    ),
    _lunch(
        "The good preceptor: feedback that helps",
        "the-good-preceptor",
        54,
        intro="Short role plays about the conversations that we put off.",
        body=(
            (
                "How do you tell somebody at the end of a hard shift what could have gone better? Freya shares a "
                "simple pattern, and last year's starters say what it was like to hear it."
            ),
        ),
        topics=["Preceptorship", "Leadership"],
        community="preceptorship-and-new-starters",
        host="freya.lindqvist",
        speakers=("freya.lindqvist",),
        capacity=20,
        online=True,
        signups=6,
    ),
]

_PAST = [
    _lunch(
        "SBAR out loud: practising the difficult call",
        "sbar-out-loud",
        -8,
        intro="Situation, background, assessment, recommendation: we practised saying it when it is busy.",
        body=(
            (
                "Pairs made a call to a colleague who was distracted, hurried or new. The recommendation turned out "
                "to be the hardest part to say."
            ),
            "The summary is in the library as a checklist.",
        ),
        topics=["Handover", "Deteriorating patient"],
        host="editor",
        speakers=("niall.mcbride",),
        capacity=20,
        catering=True,
        signups=20,
    ),
    _cafe(
        "Knowledge Café: what do new starters wish they had known?",
        "cafe-what-new-starters-wish",
        -15,
        intro="New starters and old hands wrote the first-week guide together.",
        body=(
            (
                "Eighteen people, three rounds, one long list. The five most useful answers became a guide that "
                "every new colleague now receives."
            ),
        ),
        topics=["Preceptorship", "Knowledge mobilisation"],
        community="preceptorship-and-new-starters",
        host="freya.lindqvist",
        room="Restaurant side room",
        capacity=24,
        catering=True,
        signups=13,
    ),
    _lunch(
        "Drink up: making hydration visible",
        "drink-up-hydration",
        -22,
        intro="Coloured cups, jug rounds and a volunteer with a trolley.",
        body=(
            (
                "Catering and dietetics described a month of trying to make it easier to drink. The simplest "
                "change, asking rather than offering, did the most."
            ),
        ),
        topics=["Hydration and nutrition", "Patient experience"],
        host="sian.treharne",
        speakers=("maria.santos", "emma.kaczmarek"),
        room="Harrow Vale meeting room",
        capacity=18,
        signups=14,
    ),
    _lunch(
        "PSIRF in plain words",
        "psirf-in-plain-words",
        -34,
        intro="What the patient safety incident response framework means for a ward, a clinic and a laboratory.",
        body=(
            (
                "The patient safety team explained how the trust decides which events to look at in depth, and why "
                "the questions have changed from who to how."
            ),
        ),
        topics=["Learning from incidents"],
        host="library",
        speakers=("stephanie.vaughan", "adebayo.coker"),
        room=_THEATRE,
        capacity=80,
        online=True,
        signups=38,
    ),
    _lunch(
        "Heels up: small changes that protect skin",
        "heels-up",
        -43,
        intro="A champion showed how one ward looks after heels.",
        body=(
            "A short practical session on looking, lifting and writing it down.",
            "For choice of surface see local policy or ask the tissue viability team.",
        ),
        topics=["Pressure ulcer prevention"],
        community="pressure-ulcer-prevention-champions",
        host="facilitator",
        speakers=("louise.thackeray",),
        room=_SKILLS,
        capacity=16,
        signups=9,
    ),
    _cafe(
        "Knowledge Café: who knows what in this hospital?",
        "cafe-who-knows-what",
        -57,
        intro="A map of expertise drawn by the people who have it.",
        body=(
            (
                "Tables drew whom they ask and for what. Most lines crossed a corridor; hardly any crossed between "
                "sites. Coffee Connect grew out of this afternoon."
            ),
        ),
        topics=["Knowledge mobilisation", "Communities of practice"],
        host="sian.treharne",
        room=_THEATRE,
        start="13:00",
        capacity=40,
        catering=True,
        signups=29,
    ),
    _lunch(
        "Reading a paper in fifteen minutes",
        "reading-a-paper-in-fifteen-minutes",
        -71,
        intro="Which parts to read first, and what to be wary of.",
        body=("The clinical librarian took one trial apart with the audience. The checklist is in the library.",),
        topics=["Evidence searching", "Research in practice"],
        host="kwame.boateng",
        speakers=("kwame.boateng",),
        capacity=20,
        signups=12,
    ),
    _lunch(
        "Up, dressed and moving",
        "up-dressed-and-moving",
        -92,
        intro="How Willow Ward made getting dressed the normal thing to do.",
        body=(
            "Therapists and rehabilitation assistants told the story of a wardrobe, a mirror and a change of habit.",
        ),
        topics=["Rehabilitation", "Frailty"],
        community="falls-and-frailty-network",
        host="alice.newbury",
        speakers=("carys.morgan", "isaac.thompson"),
        room="Willow Ward day room",
        capacity=14,
        catering=True,
        signups=14,
    ),
    _lunch(
        "Antibiotics: start smart, then focus",
        "antibiotics-start-smart",
        -121,
        intro="The pharmacist on reviewing antibiotics once results are back.",
        body=("A tour of the local antimicrobial guide, with a quiz. Prescribing decisions follow that guide.",),
        topics=["Antimicrobial stewardship", "Sepsis"],
        host="editor",
        speakers=("edward.tan", "karen.ellwood"),
        capacity=24,
        online=True,
        signups=18,
    ),
    _cafe(
        "Café: listening to families at night",
        "cafe-listening-to-families",
        -148,
        intro="What families see when the lights go down.",
        body=(
            (
                "Two patient safety partners opened with their own experience; small groups then talked about "
                "telephones, lights and being told what is going on."
            ),
        ),
        topics=["Patient experience", "Hospital at night"],
        host="adebayo.coker",
        room="Restaurant side room",
        capacity=20,
        catering=True,
        signups=15,
    ),
    _lunch(
        "Hospital passports and reasonable adjustments",
        "hospital-passports",
        -196,
        intro="What a passport tells you, and three adjustments that cost nothing.",
        body=(
            (
                "A session planned with people who have a learning disability and their supporters. Time, quiet and "
                "plain words came up again and again."
            ),
        ),
        topics=["Learning disability", "Equality and inclusion"],
        host="library",
        speakers=("rebecca.stanhope",),
        room="Priory Street staff room",
        capacity=16,
        signups=10,
    ),
]

EVENTS = [*_COMING, *_PAST]
