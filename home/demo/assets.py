"""Forty knowledge assets of the made-up trust. Clinical content is general on purpose and points to local policy."""

from home.demo.markup import bullets, paragraphs
from home.demo.organisation import address

_EVERYBODY = "Everybody who works in the trust"
_WARDS = "Ward teams"


def _asset(title, slug, kind, *, gist, context, points, do, ask, topics, owner, **more):
    return {
        "title": title,
        "slug": slug,
        "kind": kind,
        "for_whom": more.pop("for_whom", _WARDS),
        "gist": gist,
        "context": paragraphs(*context),
        "key_points": list(points),
        "what_to_do": bullets(*do),
        "story": _story(more.pop("story", None)),
        "people_to_ask": [address(name) for name in ask],
        "topics": topics,
        "owner": address(owner),
        "standing": more.pop("standing", "recommended"),
        "licence": more.pop("licence", "trust"),
        "review_in_days": more.pop("review_in_days", 240),
        "community": more.pop("community", None),
        "picture": more.pop("picture", None),
        "came_from": more.pop("came_from", None),
        **more,
    }


def _story(told):
    return {"text": told[0], "who": told[1]} if told else None


_SAFER_CARE = [
    _asset(
        "Sepsis six: what helped us start within the hour",
        "sepsis-six-what-helped",
        "lesson",
        gist=(
            "Four small changes let three wards begin the sepsis six sooner: one box, one voice, one clock and one "
            "phone call. None of them costs money."
        ),
        context=(
            (
                "Critical care outreach watched how sepsis was treated on three wards over two months. Everybody "
                "knew the six; what varied was how easily the first steps could be taken together."
            ),
        ),
        points=(
            "Keep everything for the first hour in one sealed box",
            "One person says aloud who does what",
            "Write the start time where all can see it",
            "Call for senior help early rather than late",
        ),
        do=(
            "Check that your ward has a box and who restocks it",
            "Practise the first five minutes at a huddle once a month",
            "Follow the trust's sepsis policy for screening, treatment and escalation",
        ),
        story=(
            "We used to run to four cupboards. Now one person brings the box and the rest of us stay with the patient.",
            "Charge nurse, acute medicine",
        ),
        ask=("niall.mcbride", "tariq.hussain"),
        topics=["Sepsis", "Deteriorating patient"],
        owner="niall.mcbride",
        community="sepsis-and-deteriorating-patient",
        picture="lightbulb",
        review_in_days=190,
    ),
    _asset(
        "SBAR: making the difficult call",
        "sbar-difficult-call",
        "checklist",
        for_whom="Anybody who has to ask for help",
        gist=(
            "Situation, background, assessment, recommendation: a pocket checklist for calling a colleague when you "
            "are worried, with the words that people found hardest to say."
        ),
        context=(
            (
                "At a Lunch and Learn, twenty colleagues practised calls to somebody who was distracted, hurried or "
                "new. The last step, saying what you want to happen, was the one most often left out."
            ),
        ),
        points=(
            "Have the chart and the score in front of you",
            "Say the worry in the first sentence",
            "Ask for something definite, by a definite time",
            "Ask the other person to repeat it back",
        ),
        do=(
            "Keep the card beside the phone",
            "If you are still worried, escalate: you are allowed to",
            "Record the call in line with local policy",
        ),
        story=(
            "I had never before said the words I need you to come now. I said them eleven times that lunchtime.",
            "Staff nurse, surgery",
        ),
        ask=("niall.mcbride", "editor"),
        topics=["Handover", "Deteriorating patient"],
        owner="editor",
        picture="checklist",
        came_from="sbar-out-loud",
        licence="ogl",
    ),
    _asset(
        "NEWS2 and escalation: where local guidance lives",
        "news2-where-guidance-lives",
        "how_to",
        for_whom="All clinical staff",
        gist=(
            "Where to find the trust's observation and escalation policy, the training and the people behind it. "
            "This page links; it does not replace the policy."
        ),
        context=(
            (
                "Search records showed that staff looked for the early warning score under nine different names. "
                "This page answers all of them."
            ),
        ),
        points=(
            "The policy sets how often to observe and whom to call",
            "Training is on the learning system",
            "Outreach would rather be called too early",
        ),
        do=(
            "Open the policy and save it to your favourites",
            "Check when your own training is due",
            "Ask outreach for a ward teaching session",
        ),
        ask=("niall.mcbride",),
        topics=["Deteriorating patient"],
        owner="niall.mcbride",
        standing="required",
        review_in_days=120,
    ),
    _asset(
        "SSKIN in five minutes",
        "sskin-in-five-minutes",
        "guide",
        for_whom="Ward and community teams",
        gist=(
            "A five-minute teaching session on surface, skin, keep moving, incontinence and nutrition, with what to "
            "say and one question for each step."
        ),
        context=(
            (
                "Champions asked for something short enough to use at the bedside or in the car between visits. The "
                "tissue viability team tested it with six teams."
            ),
        ),
        points=(
            "Surface: is it right for this person today?",
            "Skin: look, and write down what you see",
            "Keep moving: small shifts count",
            "Incontinence: clean, dry and protected",
            "Nutrition: food and fluids help skin",
        ),
        do=(
            "Teach one letter a day for a week",
            "Ask the question on each card and listen",
            "For assessment and choice of equipment see local policy",
        ),
        story=("It fits between two visits. My student now teaches it to me.", "Community staff nurse"),
        ask=("facilitator", "denise.whitlock"),
        topics=["Pressure ulcer prevention"],
        owner="facilitator",
        picture="hands",
        licence="cc_by",
    ),
    _asset(
        "Looking after heels: a ward story",
        "looking-after-heels",
        "case_story",
        gist=(
            "A surgical ward made heel checks part of the morning wash and found red heels days earlier. Here is "
            "how the habit was built and what nearly stopped it."
        ),
        context=(
            "The ward manager noticed that heels were looked at when socks came off, and socks came off irregularly.",
        ),
        points=(
            "Tie the check to something that already happens",
            "Make recording easy",
            "Show the team its own chart each week",
        ),
        do=(
            "Choose one daily habit to attach the check to",
            "Agree who looks and who writes",
            "Ask a champion to visit after a fortnight",
        ),
        story=("The chart on the kitchen wall did more than any reminder.", "Ward manager, surgery"),
        ask=("louise.thackeray", "facilitator"),
        topics=["Pressure ulcer prevention", "Quality improvement"],
        owner="facilitator",
        community="pressure-ulcer-prevention-champions",
        came_from="heels-up",
        review_in_days=75,
    ),
    _asset(
        "Falls: what to look for in the first hour after admission",
        "falls-first-hour",
        "checklist",
        gist=(
            "Footwear, glasses, hearing aids, toilet, call bell, walking aid: a short look-round that catches much "
            "of what makes people fall in a strange place."
        ),
        context=(
            (
                "Therapists and nurses went through a year of learning from falls and asked what could have been "
                "seen early. Most of it was ordinary."
            ),
        ),
        points=(
            "Ask how the person gets about at home",
            "Find glasses, hearing aids and proper footwear",
            "Show where the toilet is and how to call",
            "Put the walking aid within reach",
        ),
        do=(
            "Do the look-round together with the person",
            "Tell the next shift what you found",
            "Complete the risk assessment that local policy asks for",
        ),
        ask=("alice.newbury", "duncan.fairlie"),
        topics=["Falls prevention", "Frailty"],
        owner="duncan.fairlie",
        community="falls-and-frailty-network",
        picture="stepping_stones",
        review_in_days=30,
    ),
    _asset(
        "Up, dressed and moving: how Willow Ward did it",
        "up-dressed-and-moving-willow",
        "case_story",
        gist=(
            "A wardrobe, a mirror and a change of words: how a rehabilitation ward made getting dressed normal, and "
            "what patients said about it."
        ),
        context=(
            (
                "Muscle is lost quickly in bed. Willow Ward set out to make day clothes the rule for everybody who "
                "was well enough."
            ),
        ),
        points=(
            "Ask families for clothes on day one",
            "Plan the morning round getting up",
            "Talk about what the person wants to get back to",
            "Keep spare clothes with dignity",
        ),
        do=(
            "Start with one bay",
            "Count how many people are dressed by lunchtime",
            "Share the chart with patients and visitors",
        ),
        story=("I looked in the mirror and thought: there you are.", "Patient, with permission"),
        ask=("carys.morgan", "member"),
        topics=["Rehabilitation", "Frailty"],
        owner="carys.morgan",
        picture="tree",
        came_from="up-dressed-and-moving",
    ),
    _asset(
        "Quiet at night: a starter kit for wards",
        "quiet-at-night-starter-kit",
        "guide",
        gist=(
            "Measure noise for two weeks, ask people what wakes them, change three habits and measure again. With a "
            "poster and a question card."
        ),
        context=(
            (
                "Bracken Ward wanted to help people sleep without buying anything. Bins, doors and chatter at the "
                "desk turned out to matter most."
            ),
        ),
        points=(
            "Ask patients before you decide what to change",
            "Fix the loud bins and doors first",
            "Dim lights at an agreed time",
            "Review after two weeks",
        ),
        do=(
            "Borrow a noise meter from the library",
            "Choose three changes at most",
            "Share your results with the Hospital at Night community",
        ),
        story=(
            "The softest change was the best: we moved our own conversation to the office.",
            "Staff nurse, care of older people",
        ),
        ask=("nurse", "leon.hargreaves"),
        topics=["Hospital at night", "Patient experience"],
        owner="siobhan.kearney",
        community="hospital-at-night",
        picture="ward_at_night",
    ),
    _asset(
        "Is it delirium? Listening to families",
        "is-it-delirium-listening-to-families",
        "lesson",
        gist=(
            "Relatives often notice sudden confusion first. Three questions to ask them, and what to do with the "
            "answer."
        ),
        context=(
            (
                "In four reviews, a relative had said that the person was not themselves, some time before delirium "
                "was recognised. Nobody had asked where to write that down."
            ),
        ),
        points=(
            "Ask: is this how they usually are?",
            "Sudden change is a reason to act",
            "Quiet, sleepy confusion is easily missed",
            "Glasses, hearing aids and familiar faces help",
        ),
        do=(
            "Ask the three questions at the first conversation",
            "Write the answer in the notes",
            "Use the assessment and treatment in local policy",
        ),
        ask=("peter.gillespie", "marta.kowalczyk"),
        topics=["Delirium", "Dementia care"],
        owner="peter.gillespie",
        picture="compass",
        review_in_days=-12,
    ),
    _asset(
        "Insulin: five moments when it nearly goes wrong",
        "insulin-five-moments",
        "lesson",
        for_whom="Anybody who prescribes, checks or gives insulin",
        gist=(
            "Going to theatre, changing ward, missed meals, new devices and going home: the moments at which near "
            "misses cluster, and the check that caught each one."
        ),
        context=(
            (
                "The medication safety officer and the diabetes team read a year of near misses and looked for "
                "patterns, not for people."
            ),
        ),
        points=(
            "Changes of place are changes of risk",
            "Full words, never abbreviations",
            "Ask the person: they know their own insulin",
            "Meals and insulin travel together",
        ),
        do=(
            "Talk through one moment at each huddle this week",
            "Know how to reach the diabetes team",
            "Follow local policy for prescribing, checking and giving",
        ),
        story=("The patient told us it was the wrong pen. We are glad that we listened.", "Pharmacy technician"),
        ask=("zainab.bello", "hannah.osei"),
        topics=["Insulin safety", "Medication safety", "Diabetes"],
        owner="zainab.bello",
    ),
    _asset(
        "Hypo boxes: what belongs in them and who checks",
        "hypo-boxes",
        "checklist",
        gist=(
            "A monthly check for the ward's hypo box: complete, in date, in its place and known to everybody on shift."
        ),
        context=("A walk-round found boxes in nine different places. A box that nobody can find does not help.",),
        points=("Same place on every ward", "Seal, list and date on the lid", "One named role restocks it"),
        do=(
            "Find your box now",
            "Check it against the list in local policy",
            "Tell new starters and bank staff where it is",
        ),
        ask=("hannah.osei", "lucy.fairweather"),
        topics=["Diabetes", "Insulin safety"],
        owner="hannah.osei",
        review_in_days=-40,
    ),
    _asset(
        "Making drinks visible",
        "making-drinks-visible",
        "lesson",
        gist=(
            "Asking what people like to drink, and when, did more for hydration than any chart. Coloured cups and a "
            "jug round helped as well."
        ),
        context=(
            (
                "Catering and dietetics tried four ideas at Harrow Vale over a month and kept the two that patients "
                "liked best."
            ),
        ),
        points=(
            "Ask, do not only offer",
            "Put the drink where the hand is",
            "Colour helps people to see a cup",
            "Everybody can help: porters and visitors too",
        ),
        do=(
            "Try one jug round in the afternoon",
            "Note likes on the board above the bed with agreement",
            "For people with a swallowing or fluid plan follow that plan",
        ),
        ask=("maria.santos", "emma.kaczmarek"),
        topics=["Hydration and nutrition", "Patient experience"],
        owner="emma.kaczmarek",
        came_from="drink-up-hydration",
        standing="idea",
        picture="coffee",
    ),
    _asset(
        "The mouth care box",
        "the-mouth-care-box",
        "how_to",
        gist="How to put together a ward mouth care box, what it costs and how to keep it stocked.",
        context=("Willow Ward wanted mouth care to be as easy as hand washing. The box sits at the end of each bay.",),
        points=("Keep it where care is given", "Label what is for single use", "Name a keeper for each week"),
        do=(
            "Order the contents from the usual catalogue",
            "Ask infection prevention to look at your layout",
            "Follow local policy for people who are nil by mouth",
        ),
        ask=("hugo.baptiste", "carys.morgan"),
        topics=["Mouth care"],
        owner="hugo.baptiste",
        standing="idea",
    ),
    _asset(
        "Clean hands: the five moments poster",
        "clean-hands-poster",
        "poster",
        for_whom=_EVERYBODY,
        gist="A poster in plain words on when to clean hands, drawn with ward staff and tested with visitors.",
        context=("The old posters had become wallpaper. Staff and visitors chose pictures and words for a new one.",),
        points=(
            "Before touching a person",
            "Before a clean procedure",
            "After contact with body fluids",
            "After touching a person",
            "After touching their surroundings",
        ),
        do=(
            "Print it and put it where the sink is",
            "Change its place every three months",
            "Infection prevention policy comes first",
        ),
        ask=("karen.ellwood",),
        topics=["Infection prevention"],
        owner="karen.ellwood",
        standing="required",
        licence="ogl",
        picture="hands",
    ),
    _asset(
        "Start smart, then focus: the review that matters",
        "start-smart-then-focus",
        "guide",
        for_whom="Prescribers, nurses and pharmacists",
        gist=(
            "A reminder to look again at antibiotics once results are back: stop, switch, change, continue or move "
            "home. With where to find the local guide."
        ),
        context=("Audit showed that reviews happened but were seldom written down with a reason.",),
        points=("Write why it was started", "Set a time for review", "Write what was decided, and why"),
        do=("Open the local antimicrobial guide", "Add the review to the board round", "Ask the ward pharmacist"),
        ask=("edward.tan", "karen.ellwood"),
        topics=["Antimicrobial stewardship", "Medication safety"],
        owner="edward.tan",
        came_from="antibiotics-start-smart",
    ),
    _asset(
        "Hospital passports: three minutes well spent",
        "hospital-passports-three-minutes",
        "guide",
        for_whom=_EVERYBODY,
        gist=(
            "What a hospital passport is, where to look for it and three adjustments that cost nothing: time, quiet "
            "and plain words."
        ),
        context=("Written together with people who have a learning disability and with their supporters.",),
        points=(
            "Ask whether there is a passport",
            "Read it before you begin",
            "Ask the person first, then the supporter",
            "Write down the adjustments that you make",
        ),
        do=(
            "Keep a blank passport on the ward",
            "Flag adjustments in the record as local policy describes",
            "Ask what went well before the person goes home",
        ),
        story=("She asked me where I would like to sit. Nobody had ever asked me that.", "Patient, with permission"),
        ask=("rebecca.stanhope",),
        topics=["Learning disability", "Equality and inclusion"],
        owner="rebecca.stanhope",
        came_from="hospital-passports",
    ),
    _asset(
        "Catheters: does it still need to be in?",
        "catheters-does-it-still-need-to-be-in",
        "poster",
        gist="A one-question poster for board rounds that helped two wards to take catheters out sooner.",
        context=("A catheter is easily forgotten. Asking daily keeps the question alive.",),
        points=(
            "Ask every day",
            "Write the reason",
            "Plan the removal",
            "Think about the toilet, the walk and the privacy",
        ),
        do=("Add the question to the board round", "Use local policy for removal", "Ask the continence link nurse"),
        ask=("louise.thackeray", "karen.ellwood"),
        topics=["Continence care", "Infection prevention"],
        owner="karen.ellwood",
        review_in_days=-5,
    ),
    _asset(
        "Stroke: the first words of the call",
        "stroke-first-words",
        "checklist",
        for_whom="Anybody who might be first to notice",
        gist=(
            "What to say first when you think that somebody may be having a stroke in hospital, agreed with the "
            "stroke and emergency teams."
        ),
        context=(
            (
                "Strokes also happen to people who are already in hospital. The first call decides how fast the "
                "rest follows."
            ),
        ),
        points=(
            "Say stroke in the first sentence",
            "Say when the person was last well",
            "Have the medicines chart to hand",
        ),
        do=("Learn where the emergency call card is", "Call as local policy says, at once", "Stay with the person"),
        ask=("leila.farahani", "chloe.barnard"),
        topics=["Stroke", "Deteriorating patient"],
        owner="leila.farahani",
    ),
    _asset(
        "Oxygen: what the board round should ask",
        "oxygen-board-round",
        "guide",
        gist=(
            "Three questions about oxygen for every board round: is it prescribed, is there a target and can it "
            "come down?"
        ),
        context=("The respiratory team joined board rounds for a month and listened to how oxygen was talked about.",),
        points=(
            "Oxygen is a medicine and is prescribed",
            "Every prescription has a target",
            "Reviewing is part of giving",
        ),
        do=(
            "Ask the three questions aloud",
            "Call the respiratory team when unsure",
            "Follow local policy for targets and devices",
        ),
        ask=("dafydd.rees", "marta.kowalczyk"),
        topics=["Respiratory care", "Medication safety"],
        owner="marta.kowalczyk",
    ),
    _asset(
        "Comfort at the end of life: whom to call",
        "comfort-whom-to-call",
        "contact_list",
        for_whom="Ward and community teams",
        gist=(
            "Which team to ask about comfort, medicines, equipment at home, chaplaincy and family support, by day "
            "and by night."
        ),
        context=(
            (
                "Night staff told us that they did not know whom they could ask after midnight. The answer is: "
                "somebody, always."
            ),
        ),
        points=("There is always somebody to ask", "Ask early and more than once", "Include the family in the plan"),
        do=(
            "Find the team pages through the switchboard list on the intranet",
            "Use local policy for anticipatory medicines",
            "Tell us when a contact changes",
        ),
        ask=("denise.whitlock", "peter.gillespie"),
        topics=["Care at the end of life"],
        owner="denise.whitlock",
        review_in_days=60,
    ),
]

_LEARNING = [
    _asset(
        "After action review in fifteen minutes",
        "aar-in-fifteen-minutes",
        "how_to",
        for_whom=_EVERYBODY,
        gist=(
            "Four questions, one facilitator, a quarter of an hour: how to run a short review after anything that "
            "went well or badly."
        ),
        context=(
            (
                "Teams told us that they liked after action reviews but could not spare an hour. This is the "
                "shortest version that still works."
            ),
        ),
        points=(
            "What was supposed to happen?",
            "What actually happened?",
            "Why was there a difference?",
            "What can we learn?",
        ),
        do=(
            "Agree the ground rules aloud",
            "Let the most junior person speak first",
            "Write down learning and actions separately",
            "Record incidents in the incident system as usual",
        ),
        story=(
            "We learned more in those fifteen minutes than from the email trail that we would have written instead.",
            "Theatre practitioner",
        ),
        ask=("stephanie.vaughan", "kwame.boateng"),
        topics=["After action review", "Learning from incidents"],
        owner="stephanie.vaughan",
        licence="ogl",
        picture="round_table",
    ),
    _asset(
        "Ground rules for talking about what went wrong",
        "ground-rules-for-reviews",
        "checklist",
        for_whom="Facilitators",
        gist="Seven sentences to read aloud before a review, so that rank stays outside and nobody is blamed.",
        context=("Facilitators compared what they say at the start and kept the sentences that changed the room.",),
        points=(
            "We are all here to learn",
            "Everybody saw a different part of it",
            "No blame, of self or of others",
            "What is said here stays here",
        ),
        do=(
            "Read them slowly",
            "Ask whether anybody wants to add one",
            "Stop if somebody is distressed, and offer support",
        ),
        ask=("adebayo.coker", "stephanie.vaughan"),
        topics=["After action review", "Learning from incidents"],
        owner="adebayo.coker",
        community="learning-response-facilitators",
    ),
    _asset(
        "PSIRF in plain words",
        "psirf-plain-words-guide",
        "guide",
        for_whom=_EVERYBODY,
        gist=(
            "What the patient safety incident response framework changes for you: fewer reports, more learning, and "
            "the question how rather than who."
        ),
        context=("Written after a well attended Lunch and Learn, with the questions that were asked most.",),
        points=(
            "Compassion for those affected comes first",
            "We choose what to look at in depth, and say why",
            "Several ways to learn, not only one",
            "Improvement follows themes",
        ),
        do=("Keep recording in the incident system", "Ask to join a learning response", "Read the trust's plan"),
        ask=("stephanie.vaughan",),
        topics=["Learning from incidents"],
        owner="stephanie.vaughan",
        came_from="psirf-in-plain-words",
    ),
    _asset(
        "Before you start: twenty minutes that save weeks",
        "before-action-review-guide",
        "how_to",
        for_whom="Project leads and improvement teams",
        gist=(
            "A before action review asks four questions before the work starts. How to run one, and what the "
            "library can bring to it."
        ),
        context=(
            "Two projects found out half-way that another site had already tried the same thing. Neither had asked.",
        ),
        points=(
            "What are we trying to achieve?",
            "What have others learned already?",
            "What will help us to succeed?",
            "What could get in the way?",
        ),
        do=(
            "Book twenty minutes before the first project meeting",
            "Ask the library what is known",
            "Set the date for the review afterwards",
        ),
        ask=("sian.treharne", "library"),
        topics=["Knowledge mobilisation", "Quality improvement"],
        owner="library",
        picture="compass",
    ),
    _asset(
        "How to run a Knowledge Café",
        "how-to-run-a-knowledge-cafe",
        "how_to",
        for_whom="Anybody who wants people to talk",
        gist=(
            "One good question, groups of four, three rounds, no slides. Planning sheet, room layout and opening words."
        ),
        context=(
            (
                "After five cafés we know what works here: a question with no easy answer, a room without a front, "
                "and good biscuits."
            ),
        ),
        points=(
            "Spend most of the planning on the question",
            "Keep groups small",
            "Move people twice",
            "Do not let anybody present",
        ),
        do=(
            "Try the question on two colleagues first",
            "Ask for the café box from the library",
            "Publish what was learned within a week",
        ),
        story=("I met three people I had been emailing for years.", "Outpatient services manager"),
        ask=("sian.treharne", "jamie.holroyd"),
        topics=["Knowledge mobilisation", "Communities of practice"],
        owner="sian.treharne",
        came_from="cafe-who-knows-what",
        licence="cc_by",
        picture="coffee",
    ),
    _asset(
        "Passing it on: a handover plan for people who leave",
        "passing-it-on-leavers",
        "checklist",
        for_whom="Managers and people who are moving on",
        gist=(
            "What to ask, write down and show in the last four weeks, so that know-how does not leave with the person."
        ),
        context=(
            "A specialist retired after thirty years. The team spent half a year finding out what she had known.",
        ),
        points=(
            "Start four weeks ahead at least",
            "Ask the team what it will miss",
            "Contacts, calendar, work in hand, why things are as they are",
            "Let the leaver decide what is shared",
        ),
        do=(
            "Book a talk with the library",
            "Use the priority table",
            "Ask the successor after a month what was missing",
        ),
        ask=("sian.treharne",),
        topics=["Knowledge mobilisation", "Handover"],
        owner="sian.treharne",
        review_in_days=-90,
    ),
    _asset(
        "First week survival guide",
        "first-week-survival-guide",
        "guide",
        for_whom="New starters and those who welcome them",
        gist=(
            "Log-ins, lockers, lunch, whom to ask and what nobody tells you: written by last year's new starters at "
            "a Knowledge Café."
        ),
        context=(
            (
                "Eighteen new starters and old hands compared notes for an afternoon. This is what they wished they "
                "had known."
            ),
        ),
        points=(
            "Ask early: everybody was new once",
            "Find your link librarian and your preceptor",
            "Take your breaks",
            "Write down one thing that puzzled you each day",
        ),
        do=(
            "Give it to new colleagues on day one",
            "Walk the route to the library together",
            "Send us what is missing",
        ),
        story=("The best advice was where to find a working printer.", "Foundation doctor"),
        ask=("freya.lindqvist", "michael.sandhu"),
        topics=["Preceptorship", "Staff wellbeing"],
        owner="freya.lindqvist",
        community="preceptorship-and-new-starters",
        came_from="cafe-what-new-starters-wish",
        picture="compass",
    ),
    _asset(
        "Reflecting in ten minutes",
        "reflecting-in-ten-minutes",
        "how_to",
        for_whom="Registered professionals and students",
        gist=(
            "Three questions that turn a shift into a reflective note for revalidation, without anything that "
            "identifies a patient or a colleague."
        ),
        context=(
            "Reflection is often left until the night before it is due. A little and often is easier and more honest.",
        ),
        points=("What happened, in two sentences?", "What did I learn?", "What will I do differently?"),
        do=(
            "Do it on the way to the changing room",
            "Leave out names, dates and places",
            "Check what your own regulator asks for",
        ),
        ask=("michael.sandhu", "catherine.orourke"),
        topics=["Reflective practice"],
        owner="michael.sandhu",
        picture="postcard",
    ),
    _asset(
        "Feedback after a hard shift",
        "feedback-after-a-hard-shift",
        "guide",
        for_whom="Preceptors and shift leaders",
        gist=(
            "Ask first, describe what you saw, agree one next step. A short pattern for conversations that we tend "
            "to put off."
        ),
        context=("Preceptors practised on one another and kept the phrases that felt natural.",),
        points=("Choose the time and the place", "Ask before telling", "One thing, not five", "End with support"),
        do=(
            "Say what you saw, not what you think of it",
            "Agree when to talk again",
            "Get help if you are worried about somebody",
        ),
        ask=("freya.lindqvist",),
        topics=["Preceptorship", "Leadership"],
        owner="freya.lindqvist",
    ),
    _asset(
        "Huddles that stay short",
        "huddles-that-stay-short",
        "guide",
        for_whom="Team leaders",
        gist=(
            "Look back, look ahead, follow up: how four teams keep their improvement huddle under ten minutes and "
            "still finish what they start."
        ),
        context=("Huddles grow. These four teams wrote down what keeps theirs small.",),
        points=("Stand up, same time, same board", "Three lanes only", "One idea at a time", "Thank somebody by name"),
        do=("Time the next five huddles", "Take patient flow somewhere else", "Ask somebody new to lead on Fridays"),
        ask=("chloe.barnard", "wendy.lau"),
        topics=["Quality improvement", "Leadership"],
        owner="wendy.lau",
        standing="idea",
        picture="round_table",
    ),
]

_EVIDENCE = [
    _asset(
        "Evidence summary: noise and sleep on wards",
        "evidence-noise-and-sleep",
        "evidence_summary",
        for_whom="Ward leaders and improvement teams",
        gist=(
            "Studies agree that wards are louder than recommended. Bundles of simple measures help somewhat; staff "
            "habits matter more than equipment."
        ),
        context=(
            (
                "Searched for the Quiet at Night work. Sources: three databases and two guideline collections; the "
                "search strategy is kept in the library."
            ),
        ),
        points=(
            "Noise often comes from staff areas",
            "Earplugs and masks help some people",
            "Bundles work better than single measures",
            "Most studies are small and short",
        ),
        do=(
            "Measure before and after",
            "Ask patients as well as meters",
            "Ask the library for an update before you publish",
        ),
        ask=("kwame.boateng",),
        topics=["Hospital at night", "Evidence searching"],
        owner="kwame.boateng",
        picture="bookshelf",
        licence="cc_by",
    ),
    _asset(
        "Evidence summary: hourly rounding",
        "evidence-hourly-rounding",
        "evidence_summary",
        for_whom="Nurse leaders",
        gist=(
            "Planned rounding may reduce call bells and please patients; effects on falls are uncertain. How it is "
            "done seems to matter more than how often."
        ),
        context=("Asked by a matron who was about to introduce rounding on two wards.",),
        points=(
            "Evidence is of mixed quality",
            "Effects on falls are uncertain",
            "Staff need to shape it",
            "Recording can crowd out the visit",
        ),
        do=("Decide what you want to improve", "Start on one ward", "Agree beforehand when you would stop"),
        ask=("kwame.boateng", "editor"),
        topics=["Falls prevention", "Patient experience"],
        owner="kwame.boateng",
        review_in_days=15,
    ),
    _asset(
        "Evidence summary: teaching at the bedside in five minutes",
        "evidence-five-minute-teaching",
        "evidence_summary",
        for_whom="Educators and champions",
        gist=(
            "Very short teaching at the workplace reaches more people than classroom sessions and is liked; lasting "
            "effect depends on repeating it."
        ),
        context=("Asked by the champions before they made the SSKIN cards.",),
        points=(
            "Reach is the main strength",
            "Repeat at least three times",
            "Include nights and weekends",
            "Ask a question, do not lecture",
        ),
        do=("Plan three rounds", "Keep one message", "Count whom you reached and what they changed"),
        ask=("kwame.boateng", "michael.sandhu"),
        topics=["Evidence searching", "Pressure ulcer prevention"],
        owner="kwame.boateng",
    ),
    _asset(
        "Reading a paper in fifteen minutes",
        "reading-a-paper-checklist",
        "checklist",
        for_whom="Journal clubs and busy clinicians",
        gist=(
            "Which parts to read first, five questions to ask and three warning signs. For journal clubs and for "
            "the back of the on-call room door."
        ),
        context=("Made at a Lunch and Learn at which one trial was taken apart by the audience.",),
        points=(
            "Question and population first",
            "Look at the methods before the conclusion",
            "How big is the difference, not only whether there is one",
            "Would it matter to our patients?",
        ),
        do=("Use it at your next journal club", "Ask the librarian to join", "Write your verdict in one sentence"),
        ask=("kwame.boateng",),
        topics=["Evidence searching", "Research in practice"],
        owner="kwame.boateng",
        came_from="reading-a-paper-in-fifteen-minutes",
        picture="bookshelf",
    ),
    _asset(
        "Asking the library a question",
        "asking-the-library-a-question",
        "how_to",
        for_whom=_EVERYBODY,
        gist=(
            "Tell us what you want to decide, by when, and what you already know. What happens next, and how long "
            "it usually takes."
        ),
        context=(
            "Half of the time that a search takes goes into understanding the question. A good start helps both of us.",
        ),
        points=(
            "Say what you will use it for",
            "Say when you need it",
            "Say what you do not want",
            "Never include patient details",
        ),
        do=("Use the request form or drop in", "Keep an eye out for our questions", "Tell us later what it changed"),
        ask=("editor", "jamie.holroyd"),
        topics=["Evidence searching"],
        owner="library",
        picture="bookshelf",
    ),
    _asset(
        "From project to poster",
        "from-project-to-poster-guide",
        "guide",
        for_whom="Anybody with something to share",
        gist=(
            "A title that says the result, one message, one chart and a person to ask. How to make a poster that "
            "people stop at."
        ),
        context=("Gathered from four years of helping with posters, good and bad.",),
        points=(
            "Write the message first",
            "Big letters, few words",
            "One chart that tells the story",
            "Ask somebody outside the project to read it",
        ),
        do=(
            "Book a lunchtime workshop",
            "Check consent for every picture",
            "Bring the poster to the library afterwards: we keep a copy",
        ),
        ask=("sian.treharne", "library"),
        topics=["Writing for publication", "Quality improvement"],
        owner="sian.treharne",
        picture="postcard",
    ),
    _asset(
        "Podcast: ten minutes with a night porter",
        "podcast-night-porter",
        "case_story",
        for_whom=_EVERYBODY,
        gist=(
            "A porter talks about what he sees between midnight and six, and about the one thing that would make "
            "nights safer. With a full transcript in the library."
        ),
        context=(
            "The first in a series of short conversations with colleagues whose know-how is seldom written down.",
        ),
        points=("Tell the porter why it is urgent", "Have the notes and the person ready", "A thank-you costs nothing"),
        do=("Listen at a team meeting", "Ask your own porter the same questions", "Suggest the next guest"),
        story=("I know every lift in this building and which one sulks.", "Leon Hargreaves, night porter"),
        ask=("leon.hargreaves", "jamie.holroyd"),
        topics=["Hospital at night", "Knowledge mobilisation"],
        owner="jamie.holroyd",
        picture="microphone",
    ),
    _asset(
        "Less plastic in theatre: what we stopped opening",
        "less-plastic-in-theatre",
        "lesson",
        for_whom="Theatre, stores and procurement teams",
        gist=(
            "Opening packs only when they are needed saved money and waste. Agreement between surgeon, scrub team "
            "and stores was the hard part."
        ),
        context=("The theatre team counted what was opened and thrown away unused over two weeks.",),
        points=(
            "Count before you change",
            "Agree a short list of open when asked",
            "Keep safety items at hand",
            "Show the savings monthly",
        ),
        do=(
            "Start with one specialty",
            "Involve stores from the first day",
            "Infection prevention signs off every change",
        ),
        ask=("patrick.donnelly", "ayesha.malik"),
        topics=["Sustainability", "Quality improvement"],
        owner="patrick.donnelly",
        standing="idea",
    ),
    _asset(
        "Who can help with what: the library team",
        "who-can-help-library-team",
        "contact_list",
        for_whom=_EVERYBODY,
        gist=(
            "Five people and what to ask each of them: evidence searches, facilitation, writing, training, books "
            "and borrowing."
        ),
        context=("People told us that they did not know what they could ask. This page is the answer.",),
        points=(
            "Searches: the clinical librarian",
            "Cafés, reviews and harvests: the knowledge specialist",
            "Bulletins and assets: the librarian",
            "Borrowing and rooms: the library assistant",
        ),
        do=("Drop in, on either site", "Invite us to your team meeting", "Save the page"),
        ask=("library", "editor", "kwame.boateng", "sian.treharne", "jamie.holroyd"),
        topics=["Evidence searching", "Knowledge mobilisation"],
        owner="library",
        picture="hospital",
    ),
    _asset(
        "Sensible phones: digital tips from the wards",
        "sensible-phones-digital-tips",
        "guide",
        for_whom=_EVERYBODY,
        gist=(
            "Ten tips from colleagues for the systems that we use every day: shared computers, signing out, "
            "searching the intranet and printing less."
        ),
        context=(
            "Collected by the library's digital drop-in over a year. Checked by the information governance team.",
        ),
        points=(
            "Sign out of shared computers, every time",
            "Search with two words before you scroll",
            "No patient details in messaging apps",
            "Ask a digital champion",
        ),
        do=("Try one tip this week", "Come to the drop-in", "Follow local policy on devices and messaging"),
        ask=("jamie.holroyd", "reviewer"),
        topics=["Digital skills"],
        owner="jamie.holroyd",
        review_in_days=-2,
    ),
]

ASSETS = [*_SAFER_CARE, *_LEARNING, *_EVIDENCE]
