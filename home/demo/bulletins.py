"""Twelve bulletins of the made-up trust. Outside addresses are invented (.example); days count from today."""

from home.demo.organisation import address

_CONTACT = "Library & Knowledge Service, Education Centre, Wexcombe General. Drop in, or use Ask the library."


def _bulletin(title, number, day_offset, *, intro, owner, topics, sections):
    return {
        "title": title,
        "number": number,
        "day_offset": day_offset,
        "intro": intro,
        "contact": _CONTACT,
        "owner": address(owner),
        "topics": topics,
        "sections": [{"heading": heading, "items": items} for heading, items in sections],
    }


def _item(title, summary, day_offset, source, where):
    """One entry; `where` is an invented outside address or the slug of one of our assets."""
    outside = where.startswith("https://")
    return {
        "title": title,
        "summary": summary,
        "url": where if outside else None,
        "asset": None if outside else where,
        "source": source,
        "day_offset": day_offset,
    }


def _journal(title, summary, day_offset, source, path):
    return _item(title, summary, day_offset, source, f"https://journals.example/{path}")


def _guidance(title, summary, day_offset, source, path):
    return _item(title, summary, day_offset, source, f"https://guidance.example/{path}")


def _ours(title, summary, day_offset, slug):
    return _item(title, summary, day_offset, "Wexcombe Hospitals", slug)


BULLETINS = [
    _bulletin(
        "Patient Safety Update",
        24,
        -2,
        owner="editor",
        topics=["Learning from incidents", "After action review"],
        intro=(
            "New guidance, research and local learning about safer care. Compiled monthly with the patient safety team."
        ),
        sections=(
            (
                "Guidance and reports",
                (
                    _guidance(
                        "Engaging families in learning responses: a practical toolkit",
                        "Checklists and conversation guides for involving those affected from the first day.",
                        -20,
                        "Safer Care Forum",
                        "engaging-families",
                    ),
                    _guidance(
                        "Safety themes of the year: a national digest",
                        "What organisations chose to look at in depth, and what they have changed so far.",
                        -31,
                        "Health Safety Observatory",
                        "safety-themes",
                    ),
                    _guidance(
                        "Human factors for busy teams",
                        "A short introduction with posters and a quiz.",
                        -12,
                        "Human Factors in Care Network",
                        "human-factors-busy-teams",
                    ),
                ),
            ),
            (
                "Research",
                (
                    _journal(
                        "Do short debriefs change practice? A mixed-methods study",
                        (
                            "Regular short debriefs improved teamwork scores in four units; follow-up of actions "
                            "was the weak point."
                        ),
                        -25,
                        "Journal of Care Safety",
                        "short-debriefs",
                    ),
                    _journal(
                        "Speaking up across professions",
                        (
                            "Interviews with staff in six hospitals show that the reply to the first concern "
                            "decides whether a second is raised."
                        ),
                        -40,
                        "Teamwork in Health Care",
                        "speaking-up",
                    ),
                    _journal(
                        "From action plans to improvement",
                        "A review of what makes actions after incidents last.",
                        -18,
                        "Quality and Safety Reviews",
                        "action-plans",
                    ),
                ),
            ),
            (
                "From our own trust",
                (
                    _ours(
                        "PSIRF in plain words",
                        "Our own guide, with the questions that colleagues ask most.",
                        -33,
                        "psirf-plain-words-guide",
                    ),
                    _ours(
                        "After action review in fifteen minutes",
                        "The shortest version that still works.",
                        -50,
                        "aar-in-fifteen-minutes",
                    ),
                    _ours(
                        "Huddles that stay short", "Look back, look ahead, follow up.", -61, "huddles-that-stay-short"
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Sepsis and Deterioration Update",
        14,
        -5,
        owner="editor",
        topics=["Sepsis", "Deteriorating patient"],
        intro="What is new about early warning, escalation and sepsis, with one thing to try.",
        sections=(
            (
                "Research",
                (
                    _journal(
                        "Worry as a vital sign",
                        (
                            "A study of how nurses' concern is recorded and answered, and how often it comes before "
                            "a change in the score."
                        ),
                        -15,
                        "Acute Care Studies",
                        "worry-vital-sign",
                    ),
                    _journal(
                        "Time to first antibiotic: what helps?",
                        "A review of local projects. Kits, roles and feedback appear in most that succeeded.",
                        -28,
                        "Emergency Practice Reviews",
                        "time-to-antibiotic",
                    ),
                    _journal(
                        "Families who call for help: two years on",
                        "Calls were few and usually well founded; staff worries about overuse were not borne out.",
                        -36,
                        "Acute Care Studies",
                        "families-call",
                    ),
                ),
            ),
            (
                "Try this",
                (
                    _ours(
                        "Sepsis six: what helped us start within the hour",
                        "Four changes from three of our wards.",
                        -22,
                        "sepsis-six-what-helped",
                    ),
                    _ours(
                        "SBAR: making the difficult call",
                        "A pocket checklist with the words that are hard to say.",
                        -7,
                        "sbar-difficult-call",
                    ),
                    _ours(
                        "NEWS2 and escalation: where local guidance lives",
                        "Policy, training and people in one place.",
                        -90,
                        "news2-where-guidance-lives",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Skin and Nutrition Round-up",
        9,
        -11,
        owner="facilitator",
        topics=["Pressure ulcer prevention", "Hydration and nutrition"],
        intro="For champions and everybody else who looks after skin, from the tissue viability team and the library.",
        sections=(
            (
                "Evidence",
                (
                    _journal(
                        "Repositioning at night: comfort and skin",
                        "Asking people about their own pattern may let some sleep longer; study sizes are small.",
                        -30,
                        "Wound Care Quarterly",
                        "repositioning-night",
                    ),
                    _journal(
                        "Describing skin changes on darker skin tones",
                        "Practical wording and pictures, developed with patients.",
                        -21,
                        "Wound Care Quarterly",
                        "darker-skin-tones",
                    ),
                    _guidance(
                        "Heel protection: an overview for teams",
                        "When to think of it, and what to ask before buying.",
                        -44,
                        "Tissue Care Alliance",
                        "heel-protection",
                    ),
                ),
            ),
            (
                "Our own",
                (
                    _ours(
                        "SSKIN in five minutes",
                        "The teaching cards, tested with six teams.",
                        -35,
                        "sskin-in-five-minutes",
                    ),
                    _ours(
                        "Making drinks visible",
                        "What patients at Harrow Vale said about drinking.",
                        -20,
                        "making-drinks-visible",
                    ),
                    _ours(
                        "Evidence summary: teaching at the bedside in five minutes",
                        "Why short and often works.",
                        -48,
                        "evidence-five-minute-teaching",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Falls and Frailty Digest",
        17,
        -16,
        owner="editor",
        topics=["Falls prevention", "Frailty"],
        intro="Staying steady and strong: research, tools and stories from the network.",
        sections=(
            (
                "New research",
                (
                    _journal(
                        "Fear of falling and staying in bed",
                        "Patients and staff describe the same fear in different words; both led to less walking.",
                        -26,
                        "Ageing and Rehabilitation",
                        "fear-of-falling",
                    ),
                    _journal(
                        "Walking programmes on medical wards",
                        "Daily supported walks were safe in the groups studied and kept people more independent.",
                        -38,
                        "Ageing and Rehabilitation",
                        "walking-programmes",
                    ),
                    _journal(
                        "Alarms and falls: a cautious view",
                        "Bed and chair alarms alone have not been shown to prevent falls.",
                        -52,
                        "Nursing Evidence Notes",
                        "alarms",
                    ),
                ),
            ),
            (
                "Tools",
                (
                    _ours(
                        "Falls: what to look for in the first hour after admission",
                        "Six ordinary things.",
                        -60,
                        "falls-first-hour",
                    ),
                    _ours(
                        "Up, dressed and moving: how Willow Ward did it",
                        "With words from patients.",
                        -80,
                        "up-dressed-and-moving-willow",
                    ),
                    _guidance(
                        "Footwear in hospital: a leaflet for families",
                        "What to bring and what to leave at home.",
                        -33,
                        "Steady Steps Charity",
                        "footwear",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Medicines Safety Briefing",
        31,
        -23,
        owner="zainab.bello",
        topics=["Medication safety", "Insulin safety"],
        intro="One theme each month. This month: insulin and changes of place. Local policy always comes first.",
        sections=(
            (
                "Learning",
                (
                    _ours(
                        "Insulin: five moments when it nearly goes wrong",
                        "Patterns from a year of near misses.",
                        -24,
                        "insulin-five-moments",
                    ),
                    _ours(
                        "Hypo boxes: what belongs in them and who checks",
                        "A monthly check that takes three minutes.",
                        -100,
                        "hypo-boxes",
                    ),
                    _ours(
                        "Oxygen: what the board round should ask",
                        "Three questions, because oxygen is a medicine as well.",
                        -70,
                        "oxygen-board-round",
                    ),
                ),
            ),
            (
                "Reading",
                (
                    _journal(
                        "Self-administration in hospital: what patients want",
                        "People who manage their own medicines at home often wish to go on doing so.",
                        -41,
                        "Medicines and Practice",
                        "self-administration",
                    ),
                    _journal(
                        "Interruptions during medicine rounds",
                        "Tabards alone change little; redesigning the round does more.",
                        -55,
                        "Nursing Evidence Notes",
                        "interruptions",
                    ),
                    _guidance(
                        "Safer use of insulin: questions for boards",
                        "Ten questions with which leaders can start.",
                        -29,
                        "Medicines Safety Exchange",
                        "insulin-questions",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Quality Improvement Bulletin",
        12,
        -30,
        owner="library",
        topics=["Quality improvement", "Sustainability"],
        intro="Ideas to borrow, from here and elsewhere, with the ones that failed.",
        sections=(
            (
                "Borrow this",
                (
                    _ours("Huddles that stay short", "Four teams, under ten minutes.", -45, "huddles-that-stay-short"),
                    _ours(
                        "Less plastic in theatre: what we stopped opening",
                        "Counting first made agreement easier.",
                        -38,
                        "less-plastic-in-theatre",
                    ),
                    _ours(
                        "Before you start: twenty minutes that save weeks",
                        "How to ask what is known already.",
                        -66,
                        "before-action-review-guide",
                    ),
                ),
            ),
            (
                "Read this",
                (
                    _journal(
                        "Why improvement projects fade",
                        (
                            "A study of forty projects three years later. A named owner was the best predictor of "
                            "survival."
                        ),
                        -47,
                        "Improvement Matters",
                        "projects-fade",
                    ),
                    _journal(
                        "Run charts for people who dislike charts",
                        "A friendly guide with worked examples.",
                        -62,
                        "Improvement Matters",
                        "run-charts",
                    ),
                    _guidance(
                        "Measuring small: a workbook",
                        "How few numbers you can get away with.",
                        -35,
                        "Improvement Exchange",
                        "measuring-small",
                    ),
                    _journal(
                        "When the pilot fails",
                        "Five honest accounts and what came of them.",
                        -31,
                        "Improvement Matters",
                        "pilot-fails",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Nights Matter",
        5,
        -37,
        owner="jamie.holroyd",
        topics=["Hospital at night", "Staff wellbeing"],
        intro="A short read for the quiet hour, if you get one.",
        sections=(
            (
                "For patients",
                (
                    _ours(
                        "Quiet at night: a starter kit for wards",
                        "Everything that Bracken Ward used.",
                        -40,
                        "quiet-at-night-starter-kit",
                    ),
                    _ours(
                        "Evidence summary: noise and sleep on wards",
                        "What research says about noise.",
                        -43,
                        "evidence-noise-and-sleep",
                    ),
                    _journal(
                        "Light on the ward at night",
                        "Small lamps and agreed times help more than new fittings.",
                        -58,
                        "Hospital Environments",
                        "light-at-night",
                    ),
                ),
            ),
            (
                "For you",
                (
                    _guidance(
                        "Breaks on night shifts: a short guide",
                        "Planning rest so that everybody gets some.",
                        -50,
                        "Working Well Partnership",
                        "night-breaks",
                    ),
                    _ours(
                        "Podcast: ten minutes with a night porter",
                        "Listen, or read the transcript.",
                        -39,
                        "podcast-night-porter",
                    ),
                    _journal(
                        "Driving home after nights",
                        "What staff say would help, from a survey in five hospitals.",
                        -72,
                        "Healthy Workforce",
                        "driving-home",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "New Starters' Bulletin",
        6,
        -9,
        owner="sian.treharne",
        topics=["Preceptorship", "Reflective practice"],
        intro="For newly registered colleagues and their preceptors.",
        sections=(
            (
                "Start here",
                (
                    _ours(
                        "First week survival guide",
                        "By last year's starters, for this year's.",
                        -14,
                        "first-week-survival-guide",
                    ),
                    _ours("Reflecting in ten minutes", "A little and often.", -53, "reflecting-in-ten-minutes"),
                    _ours(
                        "Who can help with what: the library team",
                        "Five friendly people.",
                        -95,
                        "who-can-help-library-team",
                    ),
                ),
            ),
            (
                "For preceptors",
                (
                    _ours(
                        "Feedback after a hard shift",
                        "A pattern for conversations that we put off.",
                        -49,
                        "feedback-after-a-hard-shift",
                    ),
                    _journal(
                        "What newly qualified nurses remember",
                        "Kindness in the first month was remembered years later.",
                        -64,
                        "Learning at Work in Health",
                        "what-they-remember",
                    ),
                    _guidance(
                        "Protected time: making it real",
                        "Examples of rotas that work.",
                        -70,
                        "Practice Learning Network",
                        "protected-time",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Evidence Alert: Care of Older People",
        21,
        -58,
        owner="kwame.boateng",
        topics=["Delirium", "Dementia care", "Frailty"],
        intro="A selection of new papers for teams that look after older people, chosen by the clinical librarian.",
        sections=(
            (
                "Delirium",
                (
                    _journal(
                        "Families as partners in noticing delirium",
                        "Simple questions to relatives found change early in two hospitals.",
                        -66,
                        "Ageing and Rehabilitation",
                        "families-delirium",
                    ),
                    _journal(
                        "Preventing delirium without medicines: an overview",
                        "Several measures together help; sleep, mobility and senses are common to most.",
                        -81,
                        "Nursing Evidence Notes",
                        "preventing-delirium",
                    ),
                    _ours(
                        "Is it delirium? Listening to families",
                        "Our own lesson on the same theme.",
                        -77,
                        "is-it-delirium-listening-to-families",
                    ),
                ),
            ),
            (
                "Living well",
                (
                    _journal(
                        "Music on wards",
                        "A modest but cheerful review.",
                        -69,
                        "Hospital Environments",
                        "music-on-wards",
                    ),
                    _journal(
                        "Eating together in hospital",
                        "Shared tables led some people to eat more.",
                        -90,
                        "Food and Care",
                        "eating-together",
                    ),
                    _guidance(
                        "Frailty conversations: what matters to you?",
                        "Prompts that patients helped to write.",
                        -74,
                        "Older Voices Partnership",
                        "frailty-conversations",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Infection Prevention News",
        28,
        -72,
        owner="editor",
        topics=["Infection prevention", "Antimicrobial stewardship"],
        intro="Clean hands, fewer catheters, better use of antibiotics.",
        sections=(
            (
                "Posters and prompts",
                (
                    _ours(
                        "Clean hands: the five moments poster",
                        "Now with pictures chosen by visitors.",
                        -75,
                        "clean-hands-poster",
                    ),
                    _ours(
                        "Catheters: does it still need to be in?",
                        "One question for the board round.",
                        -85,
                        "catheters-does-it-still-need-to-be-in",
                    ),
                    _ours(
                        "Start smart, then focus: the review that matters",
                        "Write it down, with the reason.",
                        -115,
                        "start-smart-then-focus",
                    ),
                ),
            ),
            (
                "Research",
                (
                    _journal(
                        "Gloves off: reducing needless use",
                        "Removing gloves from tasks that do not need them also improved hand cleaning.",
                        -88,
                        "Infection Control in Practice",
                        "gloves-off",
                    ),
                    _journal(
                        "Patients who ask about hand hygiene",
                        "People ask when they have been invited to.",
                        -97,
                        "Infection Control in Practice",
                        "patients-ask",
                    ),
                    _guidance(
                        "Ventilation on older wards",
                        "Low-cost measures and whom to involve.",
                        -79,
                        "Healthy Estates Forum",
                        "ventilation",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Library News",
        40,
        -65,
        owner="library",
        topics=["Evidence searching", "Knowledge mobilisation"],
        intro="What is new in your library and on the Hub.",
        sections=(
            (
                "Services",
                (
                    _ours(
                        "Asking the library a question",
                        "What we need from you and how long it takes.",
                        -93,
                        "asking-the-library-a-question",
                    ),
                    _ours(
                        "Reading a paper in fifteen minutes",
                        "For journal clubs and busy people.",
                        -70,
                        "reading-a-paper-checklist",
                    ),
                    _ours(
                        "From project to poster", "Workshops start again soon.", -110, "from-project-to-poster-guide"
                    ),
                    _ours(
                        "Sensible phones: digital tips from the wards",
                        "From our drop-in, checked by information governance.",
                        -91,
                        "sensible-phones-digital-tips",
                    ),
                ),
            ),
            (
                "On our shelves",
                (
                    _item(
                        "Listening well: conversation in health care",
                        "A short and generous book about the questions we do not ask.",
                        -130,
                        "New book",
                        "https://catalogue.example/listening-well",
                    ),
                    _item(
                        "Systems thinking for the ward",
                        "Plain words and good drawings.",
                        -140,
                        "New book",
                        "https://catalogue.example/systems-thinking",
                    ),
                    _item(
                        "The improvement pocket book",
                        "Fits a tunic pocket; several copies on both sites.",
                        -125,
                        "New book",
                        "https://catalogue.example/improvement-pocket-book",
                    ),
                ),
            ),
        ),
    ),
    _bulletin(
        "Patient Experience Round-up",
        8,
        -101,
        owner="editor",
        topics=["Patient experience", "Learning disability", "Equality and inclusion"],
        intro="What people tell us about their care, and what has been tried in response.",
        sections=(
            (
                "Listening",
                (
                    _journal(
                        "Small talk, large effect",
                        "Brief personal conversations changed how patients saw their whole stay.",
                        -118,
                        "Experience in Care",
                        "small-talk",
                    ),
                    _journal(
                        "Interpreters on the ward round",
                        "Planning interpreters ahead shortened stays a little and improved understanding a lot.",
                        -133,
                        "Experience in Care",
                        "interpreters",
                    ),
                    _guidance(
                        "Feedback from people who are seldom heard",
                        "Methods that do not rely on forms.",
                        -109,
                        "Patient Voices Network",
                        "seldom-heard",
                    ),
                ),
            ),
            (
                "Doing",
                (
                    _ours(
                        "Hospital passports: three minutes well spent",
                        "Written with people who use them.",
                        -150,
                        "hospital-passports-three-minutes",
                    ),
                    _ours(
                        "The mouth care box",
                        "Cheap, cheerful and missed when it is not there.",
                        -121,
                        "the-mouth-care-box",
                    ),
                    _ours(
                        "Comfort at the end of life: whom to call", "By day and by night.", -160, "comfort-whom-to-call"
                    ),
                ),
            ),
        ),
    ),
]
