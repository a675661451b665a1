"""Eight communities of the made-up trust: four open, two by request, two by invitation (one of them hidden)."""

from home.demo.markup import bullets, paragraphs
from home.demo.organisation import address


def _charter(what_we_do, how_we_behave, when_we_meet):
    return (
        f"<h3>What we do</h3>{bullets(*what_we_do)}"
        f"<h3>How we behave</h3>{bullets(*how_we_behave)}"
        f"<h3>When we meet</h3>{paragraphs(when_we_meet)}"
    )


def _community(title, slug, *, facilitators, members, pending=(), listing="listed", **more):
    return {
        "title": title,
        "slug": slug,
        "facilitators": [address(name) for name in facilitators],
        "members": [address(name) for name in members.split()],
        "pending": [{"email": address(name), "note": note} for name, note in pending],
        "listing": listing,
        **more,
    }


COMMUNITIES = [
    _community(
        "Falls and Frailty Network",
        "falls-and-frailty-network",
        purpose="We help people stay steady, strong and independent, on the ward and at home.",
        about=paragraphs(
            (
                "Falls are everybody's business: the porter who notices a trailing cable, the pharmacist who "
                "questions a sleeping tablet, the therapist who finds the right walking frame."
            ),
            (
                "The network brings those people together. We share what has worked on one ward so that the next "
                "ward does not start from nothing, and we are honest about what has not worked."
            ),
            "You do not need to be an expert. If you look after people who are frail, you belong here.",
        ),
        charter=_charter(
            (
                "Swap one practical idea at every meeting",
                "Keep the falls guides in the library up to date",
                "Ask for evidence before we ask for equipment",
            ),
            (
                "Curious before critical",
                "No details that could point to a patient",
                "Everybody's experience counts the same",
            ),
            "First Tuesday of the month over lunch, in the Library seminar room and online. Ward visits in between.",
        ),
        topics=["Falls prevention", "Frailty", "Rehabilitation"],
        policy="open",
        facilitators=("duncan.fairlie", "alice.newbury"),
        members=(
            "nurse member siobhan.kearney blessing.nwosu peter.gillespie carys.morgan isaac.thompson "
            "marta.kowalczyk samuel.igwe joel.mensah leila.farahani denise.whitlock farah.siddiqui edward.tan "
            "leon.hargreaves kwame.boateng karen.ellwood wendy.lau"
        ),
        picture="stepping_stones",
    ),
    _community(
        "Pressure Ulcer Prevention Champions",
        "pressure-ulcer-prevention-champions",
        purpose=(
            "A champion on every ward and in every community team who knows skin, surfaces and how to ask for help."
        ),
        about=paragraphs(
            (
                "Champions are the people their colleagues turn to when a heel looks red or a mattress does not "
                "feel right. The tissue viability team supports them with teaching, visits and quick answers."
            ),
            (
                "We keep a bank of short teaching sessions that fit into a shift, and we look together at what the "
                "reviews tell us."
            ),
            (
                "Membership is by request because champions agree the role with their manager first. Say in your "
                "note which team you would cover."
            ),
        ),
        charter=_charter(
            (
                "Teach one five-minute session a month in our own team",
                "Bring one question and one good example to each meeting",
                "Test new leaflets and postcards before they are printed",
            ),
            (
                "We learn, we do not blame",
                "Photographs follow the trust's imaging policy and are never posted here",
                "We answer a colleague within two working days",
            ),
            "Every second month for an hour, alternating between Wexcombe General and Harrow Vale.",
        ),
        topics=["Pressure ulcer prevention", "Hydration and nutrition"],
        policy="by_request",
        facilitators=("facilitator", "denise.whitlock"),
        members=(
            "member guest@harrowvale-hospice.example blessing.nwosu louise.thackeray carys.morgan farah.siddiqui "
            "sunita.gurung emma.kaczmarek joel.mensah isaac.thompson sian.treharne"
        ),
        pending=(
            (
                "samuel.igwe",
                (
                    "I would like to be the champion for Hawthorn Ward. My manager has agreed and I can make the "
                    "next meeting."
                ),
            ),
            ("marta.kowalczyk", "Larch Ward has had no champion since the spring and I would like to fill the gap."),
            (
                "ravi.perera",
                "Could a children's nurse join? We see device-related damage that the adult guides do not cover.",
            ),
        ),
        picture="hands",
    ),
    _community(
        "Sepsis and Deteriorating Patient",
        "sepsis-and-deteriorating-patient",
        purpose="We help every team to notice deterioration early, escalate without hesitation and treat promptly.",
        about=paragraphs(
            (
                "This community joins up the people who think about early warning scores, sepsis, escalation and "
                "critical care outreach, whatever their profession."
            ),
            (
                "We look at how it really goes on a busy shift: what makes it easy to act, and what gets in the "
                "way. Then we change one small thing and see whether it helps."
            ),
            "Nothing here replaces the trust's sepsis and escalation policies. It helps you to use them.",
        ),
        charter=_charter(
            (
                "Share one learning point from practice each month",
                "Run short simulations on the wards that ask for them",
                "Keep the starter guides current with local policy",
            ),
            (
                "Any grade may question any grade",
                "Cases are disguised so well that colleagues would not recognise them",
                "Concerns about safety go into the incident system as well",
            ),
            "Third Wednesday of the month, 45 minutes, online so that night staff and community teams can join.",
        ),
        topics=["Sepsis", "Deteriorating patient", "Antimicrobial stewardship"],
        policy="open",
        facilitators=("niall.mcbride", "tariq.hussain"),
        members=(
            "chloe.barnard megan.sykes ines.carvalho oliver.prentice wendy.lau sunita.gurung ayesha.malik "
            "edward.tan zainab.bello catherine.orourke ravi.perera joel.mensah stephanie.vaughan kwame.boateng "
            "michael.sandhu anil.deshmukh"
        ),
        picture="lightbulb",
    ),
    _community(
        "Preceptorship and New Starters",
        "preceptorship-and-new-starters",
        purpose="A friendly place for newly registered colleagues and for the preceptors who walk beside them.",
        about=paragraphs(
            (
                "The first year is full of questions that nobody likes to ask twice. Ask them here: somebody else "
                "is wondering the same thing."
            ),
            (
                "Preceptors use the community to share what works: how to give feedback after a hard shift, how to "
                "make protected time really happen, how to spot that somebody is struggling."
            ),
        ),
        charter=_charter(
            (
                "Answer every question within a week",
                "Keep a first-week survival guide written by last year's starters",
                "Hold a welcome café for each new group",
            ),
            (
                "There are no silly questions",
                "What is said about ourselves stays in the community",
                "Nothing about patients",
            ),
            "Last Thursday of the month at lunchtime; bring your sandwiches.",
        ),
        topics=["Preceptorship", "Reflective practice", "Staff wellbeing"],
        policy="open",
        facilitators=("freya.lindqvist", "michael.sandhu"),
        members=(
            "nurse samuel.igwe farah.siddiqui oliver.prentice ravi.perera marcus.delaney lucy.fairweather "
            "hannah.osei alice.newbury catherine.orourke patrick.donnelly editor"
        ),
        picture="compass",
    ),
    _community(
        "Quality Improvement Coaches",
        "quality-improvement-coaches",
        purpose="Coaches who help teams to test small changes, measure them simply and tell the story.",
        about=paragraphs(
            (
                "We coach in pairs, one clinical and one not, and we follow a team for about three months. The "
                "library looks for evidence at the start and helps to write up at the end."
            ),
            (
                "Here we practise on one another: driver diagrams that will not fit on a page, charts that nobody "
                "understands, projects that went quiet."
            ),
            "Membership is by request: tell us which coaching course you have done, or that you would like to learn.",
        ),
        charter=_charter(
            (
                "Take on one team each year",
                "Bring a stuck project for the others to question",
                "Publish what did not work as well as what did",
            ),
            ("Questions before advice", "Credit goes to the team, not to the coach", "Plain words, no jargon"),
            "Monthly for ninety minutes, with an open clinic in the second half.",
        ),
        topics=["Quality improvement", "Leadership", "Sustainability"],
        policy="by_request",
        facilitators=("stephanie.vaughan", "library"),
        members=(
            "peter.gillespie wendy.lau emma.kaczmarek ayesha.malik rebecca.stanhope duncan.fairlie grace.adeyemi "
            "kwame.boateng zainab.bello simon.okonkwo-hall@threerivers-ics.example"
        ),
        pending=(
            (
                "megan.sykes",
                (
                    "I finished the improvement fundamentals course in the summer and would like to coach with "
                    "somebody more experienced."
                ),
            ),
            ("maria.santos", "I run mealtimes at Harrow Vale and want to learn how to show that a change has worked."),
        ),
        picture="checklist",
    ),
    _community(
        "Hospital at Night",
        "hospital-at-night",
        purpose="For everybody who works while the town sleeps: safer nights, quieter wards and proper breaks.",
        about=paragraphs(
            (
                "Nurses, doctors, porters, pharmacists, site managers and domestic staff see a different hospital "
                "at night. This is where that knowledge is gathered."
            ),
            (
                "Our first piece of work was noise: what wakes people, and what a ward can do about it without "
                "spending money. The next is rest for staff."
            ),
        ),
        charter=_charter(
            (
                "Collect what works at night and share it by day",
                "Make sure that meetings, postcards and boxes reach night staff too",
                "Speak up for breaks and hot food",
            ),
            ("No shift is more important than another", "Kind words at four in the morning", "Nothing about patients"),
            "Online at the start of the night shift, once a month, for half an hour.",
        ),
        topics=["Hospital at night", "Handover", "Staff wellbeing"],
        policy="open",
        facilitators=("leon.hargreaves", "ines.carvalho"),
        members=(
            "nurse niall.mcbride tariq.hussain oliver.prentice joel.mensah blessing.nwosu samuel.igwe sunita.gurung "
            "catherine.orourke jamie.holroyd"
        ),
        picture="ward_at_night",
    ),
    _community(
        "Learning Response Facilitators",
        "learning-response-facilitators",
        purpose="Trained colleagues who lead after action reviews and other learning responses across the trust.",
        about=paragraphs(
            (
                "Facilitators practise together, look after one another and keep the ground rules and templates in "
                "good order."
            ),
            (
                "Members are invited once they have done the training. If you would like to be trained, talk to the "
                "patient safety team or come to an open after action review."
            ),
        ),
        charter=_charter(
            (
                "Facilitate at least three reviews a year",
                "Debrief one another after difficult sessions",
                "Turn agreed lessons into something that others can use",
            ),
            (
                "What is said in a review stays in the review",
                "We look at how work is really done, not at who did it",
                "Records of incidents live in the incident system, not here",
            ),
            "Every six weeks, in person, with lunch.",
        ),
        topics=["Learning from incidents", "After action review"],
        policy="by_invitation",
        facilitators=("stephanie.vaughan", "adebayo.coker"),
        members=(
            "library facilitator kwame.boateng chloe.barnard patrick.donnelly catherine.orourke yusuf.demir reviewer"
        ),
        picture="round_table",
    ),
    _community(
        "Peer Listeners",
        "peer-listeners",
        purpose="A closed circle in which peer listeners support one another in supporting colleagues.",
        about=paragraphs(
            (
                "Peer listeners give colleagues a first conversation after a hard day. This circle is where the "
                "listeners themselves find support, supervision dates and reading."
            ),
            "The circle is hidden so that being a listener, or talking to one, remains a private matter.",
        ),
        charter=_charter(
            ("Meet for supervision", "Share reading and local sources of support"),
            ("Complete confidence", "We listen, we do not treat: we help people to find the right service"),
            "Monthly; dates are given to members only.",
        ),
        topics=["Staff wellbeing", "Reflective practice"],
        policy="by_invitation",
        listing="hidden",
        facilitators=("grace.adeyemi", "michael.sandhu"),
        members="louise.thackeray leila.farahani marcus.delaney rebecca.stanhope hugo.baptiste leon.hargreaves",
        picture="coffee",
    ),
]
