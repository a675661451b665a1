"""The 45 techniques in our own words: what each is, when to use it, how it is run and what experience teaches."""

from home.demo.markup import paragraphs

STAGES = {
    "where_are_we_now": "Where are we now?",
    "before": "Before a project",
    "during_and_after": "During and after",
    "sharing": "Sharing",
}


def _technique(number, title, slug, stage, duration, people, *, summary, what, when, how, tips):
    return {
        "number": number,
        "title": title,
        "slug": slug,
        "stage": stage,
        "duration": duration,
        "people": people,
        "summary": summary,
        "what": paragraphs(*what),
        "when_to_use": list(when),
        "how": list(how),
        "tips": list(tips),
    }


_NOW = [
    _technique(
        1,
        "Knowledge mobilisation self-assessment",
        "self-assessment",
        "where_are_we_now",
        "At least an hour",
        "A team or department, with a facilitator",
        summary="A team rates how well it uses evidence and know-how, and picks what to get better at.",
        what=(
            (
                "A set of plain statements that a team scores for itself and then talks about. The talk matters "
                "more than the score: it shows where people see things differently, and ends in a short plan."
            ),
            "The agreed level is decided by the group. It is never worked out as an average.",
        ),
        when=(
            "A team wants to know where to start",
            "A year has passed and you want to see what has changed",
            "Two teams could learn from each other",
        ),
        how=(
            "Ask what the team cares about and send the statements ahead",
            "Everybody rates alone, for the team and not for themselves",
            "Look together at the spread and talk about the widest gaps",
            "Agree a level now, a level to aim for and a priority",
            "Choose two or three actions, each with an owner and a date",
            "Come back to agree the plan and book the next look",
        ),
        tips=(
            "Answer for the team as it is, not as it should be",
            "Two or three actions are plenty",
            "A strong team next to a struggling one is a peer assist waiting to happen",
        ),
    ),
    _technique(
        2,
        "Knowledge mapping and audits",
        "mapping-and-audits",
        "where_are_we_now",
        "Some weeks, in small steps",
        "A department and a librarian",
        summary="Find out what knowledge a team needs, what it has, how it moves and where it gets stuck.",
        what=(
            (
                "A map of how colleagues really find and use what they need: documents, systems and above all "
                "people. It uses short surveys, focus groups and a walk-round."
            ),
            "It ends with a list of gaps and doubles, and with somebody who will do something about them.",
        ),
        when=(
            "A service is being redesigned",
            "People keep asking the same questions",
            "Much depends on one or two people",
        ),
        how=(
            "Agree which team and which decisions the map is for",
            "Ask what people need to know to do their work well",
            "List what there is, who owns it and when it was last looked at",
            "Ask who goes to whom for what, and draw it",
            "Mark gaps, doubles and bottlenecks",
            "Turn each gap into an action with an owner",
        ),
        tips=(
            "Name people on a map only if they agree",
            "Start small: one ward is a good map",
            "Anything useful that you find can become a knowledge asset at once",
        ),
    ),
    _technique(
        3,
        "Embedded knowledge specialist",
        "embedded-specialist",
        "where_are_we_now",
        "Regular, usually for some months",
        "One specialist and one team",
        summary="A member of the library joins a team's meetings, listens, and brings in evidence and ideas.",
        what=(
            (
                "Somebody from the library becomes part of the team's week: at the board round, the governance "
                "meeting or the journal club. They notice questions that nobody would have sent to a library."
            ),
            "Team and specialist agree how often, for how long and what success would look like.",
        ),
        when=(
            "A team makes many decisions and has little time to search",
            "A project needs evidence at every step",
            "You want know-how to be captured as it appears",
        ),
        how=(
            "Agree purpose, rhythm and a review date",
            "Join the meetings and mostly listen",
            "Offer a search or a technique when it fits",
            "Bring answers back to the place where the question arose",
            "Look together at what came of it",
        ),
        tips=(
            "Keep notes free of anything about patients",
            "Plan support for the specialist in distressing settings",
            "Be ready to say that it is time to stop",
        ),
    ),
]

_BEFORE = [
    _technique(
        4,
        "Before action review",
        "before-action-review",
        "before",
        "15 minutes to half a day",
        "3 to 12 people, with a facilitator",
        summary="Before you begin, say what you intend, what could go wrong and what others have learned.",
        what=(
            (
                "A short, facilitated talk among the people who are about to do something. It brings hopes and "
                "worries into the open while there is still time to act on them."
            ),
            "What you write down here becomes the first answer of the after action review.",
        ),
        when=(
            "A project or a new way of working is about to start",
            "Something went badly last time",
            "The team has not worked together before",
        ),
        how=(
            "What are we trying to achieve?",
            "What can we learn from earlier experience, here or elsewhere?",
            "What will help us to succeed?",
            "How will we avoid the problems and apply what works?",
            "Agree actions and the date of the after action review",
        ),
        tips=(
            "Ask the library beforehand what is already known",
            "Let the quietest person answer first",
            "Fifteen minutes are better than none",
        ),
    ),
    _technique(
        5,
        "Peer assist",
        "peer-assist",
        "before",
        "Half a day",
        "A home team and some visitors, 6 to 8 in all",
        summary=(
            "A team invites peers who have done something like it before, and changes its plan in the light of what "
            "they say."
        ),
        what=(
            (
                "The home team explains what it plans. The visitors ask questions and tell what they have lived "
                "through. The home team then thinks aloud about what that means, and the visitors reply."
            ),
            "It works when it comes early enough to change the plan.",
        ),
        when=(
            "Somebody has probably solved this before",
            "A decision is coming and still open",
            "The risk of starting from nothing is high",
        ),
        how=(
            "Write down what you want help with, and by when you decide",
            "Invite a mix of peers, not only those you always ask",
            "First quarter: the home team tells",
            "Second quarter: the visitors ask and share",
            "Third quarter: the home team works out what it means",
            "Last quarter: feedback and agreed actions",
        ),
        tips=(
            "The facilitator comes from outside the home team",
            "Leave time to eat together",
            "Tell the visitors later what you did",
        ),
    ),
    _technique(
        6,
        "Appreciative inquiry",
        "appreciative-inquiry",
        "before",
        "2 hours to a day",
        "One or more small groups",
        summary="Start from what already works well and build more of it, in five stages.",
        what=(
            (
                "Define, discover, dream, design, deliver. Instead of asking what is broken, the group asks when it "
                "was at its best and what made that possible."
            ),
            "It is not a way to avoid problems: it finds the strength to deal with them.",
        ),
        when=(
            "A team is tired of being told what is wrong",
            "You have a batch of thank-you reports to learn from",
            "You want people to own the change",
        ),
        how=(
            "Define: put the topic as something you want more of",
            "Discover: tell stories of when it went well, and find the sentence that sums them up",
            "Dream: draw, write or act what it could be like",
            "Design: decide what has to be in place now",
            "Deliver: agree who does what, and how you will know",
        ),
        tips=("Two hours will do, half a day is better", "Let people draw", "Give at least one action a measure"),
    ),
    _technique(
        7,
        "Evidence search before you start",
        "evidence-before",
        "before",
        "Agreed with the librarian, usually some days",
        "You and a librarian",
        summary="Begin with what research and good practice elsewhere can tell you.",
        what=(
            (
                "A librarian talks with you about the question, searches the right places and gives you results "
                "that you can use, together with the search strategy."
            ),
            "How deep and how fast depends on what it is for. Care of a patient always comes first.",
        ),
        when=(
            "You are about to plan a project, policy or business case",
            "You wonder whether it has been tried elsewhere",
            "You need to know how strong the evidence is",
        ),
        how=(
            "Say what you want to decide, and by when",
            "Talk through limits: years, setting, languages, what you do not want",
            "The librarian looks first for earlier searches",
            "Read the results together and ask for more or less",
            "Tell us later what it changed",
        ),
        tips=(
            "Never include details about a patient",
            "A paper that you already know and like is a great help",
            "Ask for an alert if the project runs on",
        ),
    ),
]

_DURING = [
    _technique(
        8,
        "After action review",
        "after-action-review",
        "during_and_after",
        "15 minutes to half a day",
        "Those who were there, with a neutral facilitator",
        summary="Four questions, soon after the event, to learn without blame.",
        what=(
            (
                "People who took part compare what was meant to happen with what did happen. Rank stays outside the "
                "door. It suits good days as well as bad ones."
            ),
            "It is not an incident report: incidents are recorded in the trust's system as usual.",
        ),
        when=(
            "Something has just finished and is fresh in the mind",
            "It went surprisingly well, or not as planned",
            "The same thing will happen again",
        ),
        how=(
            "Read the ground rules aloud",
            "What was supposed to happen?",
            "What actually happened?",
            "Why was there a difference?",
            "What can we learn?",
            "Agree what is shared, and who does what",
        ),
        tips=(
            "Write down learning and actions separately",
            "No names in the summary",
            "Short and soon beats long and late",
        ),
    ),
    _technique(
        9,
        "Knowledge Café",
        "knowledge-cafe",
        "during_and_after",
        "1 to 2 hours",
        "12 to 32 people in small groups",
        summary="Small tables, one good question, and people who move: conversation as a way to learn.",
        what=(
            (
                "People talk in small groups, move to another table and talk again. In one style each table has a "
                "host and notes; in the other there is a single question, no notes, and a closing circle."
            ),
            "Nobody presents. What people take away is in their heads, and some of it in a short summary.",
        ),
        when=(
            "The question has no single right answer",
            "People who should know each other do not",
            "You want many voices, not the loudest",
        ),
        how=(
            "Spend most of the preparation on the question",
            "Set out tables for four, with no front to the room",
            "Open in five minutes and start the first round",
            "Move people two or three times",
            "End with the whole group in a circle",
            "Share a short summary within a week",
        ),
        tips=(
            "Groups of five are already large",
            "Good biscuits are part of the method",
            "Let people be late: plan the next round without fuss",
        ),
    ),
    _technique(
        10,
        "Espresso café",
        "espresso-cafe",
        "during_and_after",
        "30 to 45 minutes",
        "Any group that is already meeting",
        summary="A Knowledge Café small enough to fit into a meeting that you already have.",
        what=(
            (
                "One well-worded question and two or three rounds of ten minutes, inside an existing forum or "
                "course. It ends in a handful of insights."
            ),
        ),
        when=(
            "There is no time for a full café",
            "A regular meeting needs more talk and fewer slides",
            "You would like people to taste the method",
        ),
        how=(
            "Work out the question with whoever chairs the forum",
            "Count heads and number the seats",
            "Run two or three ten-minute rounds",
            "Collect one to five insights",
            "Make each one an action or park it",
        ),
        tips=("A postcard on each table starts the talk", "No sign-up needed", "Stop on time, even in mid-sentence"),
    ),
    _technique(
        11,
        "Randomised coffee trials",
        "randomised-coffee-trials",
        "during_and_after",
        "30 minutes a round",
        "Anybody who joins, in pairs",
        summary="Chance pairs up colleagues who would not have met, for a coffee and a chat.",
        what=(
            (
                "You join, you are paired at random, and you meet when it suits both of you, in person or online. "
                "There may be a theme or none."
            ),
            "Most people meet somebody new. That is the whole point.",
        ),
        when=(
            "Sites or professions seldom mix",
            "New people want to find their way",
            "You want trust to grow before you need it",
        ),
        how=(
            "Invite people and ask for site, mode and how often",
            "Close the list a week ahead",
            "Draw the pairs, without repeats, and make one trio if the number is odd",
            "Introduce each pair and give them one question to start with",
            "Ask afterwards whether they met and what came of it",
        ),
        tips=("Let people pause with one click", "Do not pair people with their own manager", "A theme helps the shy"),
    ),
    _technique(
        12,
        "Fishbowl",
        "fishbowl",
        "during_and_after",
        "About 1.5 hours",
        "3 or 4 inside, up to 50 around",
        summary="A few people talk in the middle, everybody else listens, and chairs change hands.",
        what=(
            (
                "An inner ring of three or four chairs holds the conversation. Anybody from the outer ring may take "
                "a free chair; then somebody else leaves. In the closed form whole groups change places instead."
            ),
        ),
        when=(
            "There is real disagreement",
            "Many want to hear and some want to speak",
            "A colleague is leaving and others have questions",
        ),
        how=(
            "Brief one or two people to start",
            "Explain how to join and how to leave",
            "Keep one chair free",
            "Let the conversation run without a chairperson",
            "Close by asking the outer ring what they heard",
        ),
        tips=(
            "Say out loud that leaving a chair is a kindness",
            "Offer cards for questions from quiet people",
            "Keep no record of who said what",
        ),
    ),
    _technique(
        13,
        "Capturing knowledge assets",
        "capturing-knowledge-assets",
        "during_and_after",
        "An hour or two for each asset",
        "The person who knows and somebody who helps to write",
        summary="Turn experience into something short, true and pleasant to use.",
        what=(
            (
                "A knowledge asset is a lesson, a story, a checklist or a contact list that somebody else can use. "
                "It says who it is for, gives the gist in thirty seconds and names people to ask."
            ),
            "It also says how binding it is: an idea, recommended or required.",
        ),
        when=(
            "A review has produced something worth keeping",
            "You have explained the same thing three times",
            "Somebody who knows a lot is about to move on",
        ),
        how=(
            "Decide who will use it",
            "Write the gist first",
            "Give the context and no more than five key points",
            "Add a story or a quotation, with permission",
            "Name people to ask and set a review date",
            "Have it checked, publish it and ask who has used it",
        ),
        tips=(
            "Write for the person who will start next week",
            "What did not work is worth writing too",
            "An asset without an owner soon turns stale",
        ),
    ),
    _technique(
        14,
        "Communities of practice",
        "communities-of-practice",
        "during_and_after",
        "Ongoing",
        "Anybody who shares the interest",
        summary="People with a common craft meet, ask, answer and slowly build what they know.",
        what=(
            (
                "A community has a subject, members who care about it and a practice that they improve together. It "
                "is voluntary and runs itself, with a facilitator who keeps it warm."
            ),
        ),
        when=(
            "People in different places face the same questions",
            "A network exists but is not visible",
            "Learning should outlive a project",
        ),
        how=(
            "Find three people who care",
            "Agree a purpose in one sentence and a simple charter",
            "Meet in a steady rhythm",
            "Ask and answer between meetings",
            "Turn good threads into assets",
            "Look once a year whether it should go on, change or end",
        ),
        tips=("Too much control kills it", "Welcome those who only read", "A community may end well: keep its legacy"),
    ),
    _technique(
        15,
        "Action learning sets",
        "action-learning-sets",
        "during_and_after",
        "3 to 4 hours, about monthly",
        "5 to 8 peers and a facilitator",
        summary="A small confidential group helps each member in turn with a real problem, by asking questions.",
        what=(
            (
                "One member brings a situation that they want to change. The others ask open questions and hold "
                "back advice. The member leaves with actions and reports on them next time."
            ),
            "What is said in the set stays in the set.",
        ),
        when=(
            "People carry difficult problems alone",
            "Leaders are new in their role",
            "Listening is worth practising",
        ),
        how=(
            "Form a set of peers who do not report to each other",
            "Agree the ground rules and the dates",
            "Check in and look back at earlier actions",
            "Give each presenter about half an hour: tell, clarify, question, sum up",
            "Presenters name their actions",
            "Close with how the set worked today",
        ),
        tips=(
            "Questions, not advice in disguise",
            "Everybody presents before anybody presents twice",
            "Below four people, move the date",
        ),
    ),
    _technique(
        16,
        "Improvement huddles",
        "improvement-huddles",
        "during_and_after",
        "10 to 15 minutes",
        "A team at its board",
        summary="A short standing meeting about how the work is going and what the team will try next.",
        what=(
            (
                "The team meets at the same time at the same board: look back, look ahead, follow up. It is not a "
                "handover and does not discuss patients."
            ),
        ),
        when=("Ideas come up and get lost", "A team is testing changes", "Messages arrive late or not at all"),
        how=(
            "Choose a time that suits the work",
            "Look back: how did it go?",
            "Look ahead: what needs care today?",
            "Follow up: which idea are we trying and what do we see?",
            "Pass on what the team cannot solve, and bring back the answer",
        ),
        tips=(
            "Stop after fifteen minutes, always",
            "Let somebody else lead once a week",
            "Celebrate ideas that were stopped for a good reason",
        ),
    ),
    _technique(
        17,
        "Graffiti wall",
        "graffiti-wall",
        "during_and_after",
        "An hour to some weeks",
        "Anybody who passes by",
        summary="A question, a blank space and pens: people write what they think, with or without a name.",
        what=(
            (
                "A sheet of paper or a screen carries one clear question. People add notes, answer each other and "
                "see what others say. Afterwards the notes are grouped and somebody replies."
            ),
        ),
        when=(
            "You want to hear from people who do not come to meetings",
            "The topic belongs to a place",
            "You need first thoughts, quickly",
        ),
        how=(
            "Word the question with care",
            "Put it where the topic lives and invite people in person",
            "Look after it every day",
            "Group the notes into themes",
            "Answer: you said, we did",
        ),
        tips=(
            "A wall that nobody tends goes wrong",
            "Take down anything that could identify a patient",
            "Do not close it without a reply",
        ),
    ),
    _technique(
        18,
        "Online surveys",
        "online-surveys",
        "during_and_after",
        "5 to 10 minutes to answer",
        "A defined group",
        summary="Short, honest questions to many people, with a promise about names that is kept.",
        what=(
            (
                "A questionnaire that says why it asks, how long it takes and who will see the answers. It may be "
                "named, confidential or anonymous, and can also be filled in on paper."
            ),
        ),
        when=(
            "You need to know how many, not only why",
            "You would like to compare before and after",
            "People are scattered over sites and shifts",
        ),
        how=(
            "Write down what you will decide with the answers",
            "Ask as little as you can",
            "Try it out on three people",
            "Invite personally and remind once",
            "Publish the results and what happens next",
        ),
        tips=("Ask about one real occasion", "Hide small numbers", "If nothing will change, do not ask"),
    ),
    _technique(
        19,
        "Polling",
        "polling",
        "during_and_after",
        "A minute",
        "Everybody in the room or on the page",
        summary="One question, one tap, and everybody sees the result.",
        what=(
            (
                "A quick poll wakes up a meeting and shows where a group stands. Results appear after you have "
                "voted, so that nobody simply follows the others."
            ),
        ),
        when=("You want a feel for the room", "A group must choose between a few options", "A long talk needs a break"),
        how=(
            "Ask one clear question with few answers",
            "Show the code and wait",
            "Let people vote, then reveal",
            "Ask two people why they chose as they did",
        ),
        tips=("A poll opens a conversation, it does not close it", "Leave a choice for those who do not know"),
    ),
    _technique(
        20,
        "Small focus groups",
        "small-focus-groups",
        "during_and_after",
        "60 to 90 minutes",
        "6 to 10 people",
        summary="A guided conversation that brings out experience, reasons and stories.",
        what=(
            (
                "A facilitator leads a small group through a few open questions while somebody else takes notes. "
                "People are chosen because they have something to tell, not because they are typical."
            ),
        ),
        when=(
            "Numbers alone do not explain it",
            "You need examples in people's own words",
            "You want to test an idea before it is built",
        ),
        how=(
            "Write a short guide of open questions",
            "Invite people and explain what happens with their words",
            "Ask for consent, also for quotations",
            "Facilitate and take notes in pairs",
            "Group what was said into themes",
            "Tell the participants what came of it",
        ),
        tips=("Keep the list of names apart from the notes", "Silence is allowed", "Quote only with permission"),
    ),
    _technique(
        21,
        "One-to-one narratives",
        "one-to-one-narratives",
        "during_and_after",
        "30 to 60 minutes",
        "A teller and a listener",
        summary="One person tells what happened and what it meant, and approves every word that is shared.",
        what=(
            (
                "A relaxed conversation that becomes a short story: the situation, what was done, what came of it "
                "and what it means. The teller reads the text and decides how it is published."
            ),
        ),
        when=(
            "A story would say more than a chart",
            "Somebody has lived through a change",
            "You are gathering case studies of impact",
        ),
        how=(
            "Explain what the story is for and ask for consent",
            "Listen, with a few open questions",
            "Write it up briefly in the teller's own voice",
            "Send it back and change what they ask",
            "Publish with a name, a role or neither, as agreed",
        ),
        tips=(
            "Allow some time to pass after something upsetting",
            "Ask again before each new use",
            "A withdrawn story is withdrawn",
        ),
    ),
    _technique(
        22,
        "Evidence search during the work",
        "evidence-during",
        "during_and_after",
        "Hours to a few days",
        "The team and a librarian",
        summary="Questions that come up on the way are answered on the way.",
        what=(
            (
                "The same evidence service, in shorter loops. A question that arises in a review, a huddle or a "
                "community goes to the library from there, and the answer comes back to the same place."
            ),
        ),
        when=(
            "The team is unsure in the middle of a project",
            "An incident or a policy raises a question",
            "New evidence could change the plan",
        ),
        how=(
            "Ask while the question is fresh",
            "Say where it came from and when you need to decide",
            "The librarian searches and answers briefly",
            "Discuss the answer where the question was asked",
            "Set an alert until the project ends",
        ),
        tips=(
            "Small questions are welcome",
            "Say what you will do with the answer",
            "Leave out anything about patients",
        ),
    ),
    _technique(
        23,
        "Retrospect",
        "retrospect",
        "during_and_after",
        "About 30 minutes for each person",
        "A project team, up to about 12",
        summary="At the end of a project the team looks back before it scatters, and writes advice for the next one.",
        what=(
            (
                "A facilitated meeting, deeper than an after action review. The team goes through its objectives, "
                "its successes and disappointments, and puts into words what it would tell somebody who starts the "
                "same thing tomorrow."
            ),
        ),
        when=("A project or a stage has just ended", "The team is about to part", "A similar project is on the way"),
        how=(
            "Invite everybody, and whoever asked for the work",
            "Recall the objectives and what was delivered",
            "What went well, and why?",
            "What could have gone better, and why?",
            "Give advice that somebody else could follow",
            "Each gives marks out of ten, and says what would have made it a ten",
        ),
        tips=(
            "Ask somebody from outside to facilitate",
            "Go round one by one so that all are heard",
            "Do not compare marks between teams",
        ),
    ),
    _technique(
        24,
        "Knowledge harvesting",
        "knowledge-harvesting",
        "during_and_after",
        "90 minutes and some weeks of small steps",
        "One person who knows, a helper and the team",
        summary="Keep what somebody knows before they leave, retire or move.",
        what=(
            (
                "A planned series of conversations and lists. Together, the person, the team and the manager choose "
                "what matters most and how to pass it on."
            ),
            "It is not an exit interview, and the person decides what is shared.",
        ),
        when=("Somebody is leaving or changing role", "Much depends on one person", "A long absence is coming"),
        how=(
            "Start as early as you can",
            "The person lists what they know; the team says what it will miss",
            "Agree priorities with the manager",
            "Interview: how did you learn this, what surprises people, whom do you call?",
            "Pack it: contacts, calendar, how-tos, work in hand",
            "Ask the successor after a month what was missing",
        ),
        tips=(
            "Ask for stories, not for procedures",
            "Keep opinions about people out of it",
            "A recording is only raw material",
        ),
    ),
]

_SHARING_A = [
    _technique(
        25,
        "Creating and sharing knowledge assets",
        "sharing-knowledge-assets",
        "sharing",
        "Depends on the format",
        "The library, with those who know",
        summary="Bulletins, posters, films, podcasts and themed pages that carry what we know to where it is used.",
        what=(
            (
                "The same knowledge can travel in many shapes. Choose the one that suits the reader: a line in a "
                "bulletin, a poster at the sink, a three-minute film."
            ),
            "Every film and podcast has captions or a transcript.",
        ),
        when=(
            "A lesson deserves a wider audience",
            "People ask for something short",
            "A theme has gathered several assets",
        ),
        how=(
            "Decide who should notice it, and where they are",
            "Choose one format and one message",
            "Check consent, copyright and accessibility",
            "Publish with a date, a contact and a code to scan",
            "Count what is used and drop what is not",
        ),
        tips=(
            "Check first whether such a bulletin already exists",
            "Plain titles win",
            "A printed file is never the only version",
        ),
    ),
    _technique(
        26,
        "Postcard sets",
        "postcard-sets",
        "sharing",
        "5 minutes to use",
        "A team at a break or huddle",
        summary="Five points on a card, talked through in five minutes.",
        what=(
            (
                "A picture on the front; five points, one question and a code on the back. Postcards are left in "
                "staff rooms, handed out at huddles and taken home."
            ),
        ),
        when=(
            "A message must reach every shift",
            "Nobody has time to read a page",
            "You want people to talk, not only to read",
        ),
        how=(
            "Choose one theme for the set",
            "Write five short points and a question",
            "Test it on somebody who knows nothing about it",
            "Print, hand out and note who has talked about it",
            "Recall a card when it is out of date",
        ),
        tips=(
            "Leave white space",
            "The question matters more than the points",
            "Number the cards: people collect them",
        ),
    ),
    _technique(
        27,
        "Discovery boxes",
        "discovery-boxes",
        "sharing",
        "5 to 10 minutes at each stop",
        "One or two carriers, every team on the route",
        summary="A box or trolley goes to the wards with news, cards, evidence and something nice to eat.",
        what=(
            (
                "Learning comes to the place of work instead of waiting in a room. A box holds the latest bulletin, "
                "postcards, a question and a treat."
            ),
        ),
        when=(
            "Teams cannot leave the ward",
            "Night and community staff are missed",
            "A campaign needs a friendly face",
        ),
        how=(
            "Choose contents around one theme",
            "Plan a route that reaches every place in turn",
            "Stop, talk for five minutes, listen",
            "Ask one question and bring the answers back",
            "Note who was reached and who was missed",
        ),
        tips=(
            "Label food with its allergens",
            "Ask infection prevention about what goes where",
            "Go at night at least once a quarter",
        ),
    ),
    _technique(
        28,
        "Peers and champions",
        "peers-and-champions",
        "sharing",
        "Ongoing",
        "Volunteers from every profession",
        summary=(
            "Colleagues lend their face and their story to a message, because people listen to people like themselves."
        ),
        what=(
            (
                "Staff who have learned something the hard way, or who care about a topic, appear on posters, films "
                "and postcards, or act as the contact in their team."
            ),
        ),
        when=(
            "A message from above is not heard",
            "A change needs somebody local",
            "A story is told best by the person who lived it",
        ),
        how=(
            "Invite, without pressure and not through the manager",
            "Explain every use and ask for written consent",
            "Prepare the story together",
            "Publish and thank",
            "Ask again before consent runs out",
        ),
        tips=(
            "Anybody may withdraw at any time",
            "Make sure that no patient can be recognised",
            "Look after people whose story is painful",
        ),
    ),
    _technique(
        29,
        "Library zone",
        "library-zone",
        "sharing",
        "Ongoing",
        "The library and its visitors",
        summary="A corner of the library where improvement and safety work is on show and on the shelf.",
        what=(
            (
                "Local reports, posters and audits stand beside the books and are found in the same catalogue. "
                "Groups can use the space to work."
            ),
        ),
        when=(
            "Good local work disappears in drawers",
            "Teams look for a place to think",
            "Visitors ask what goes on here",
        ),
        how=(
            "Choose a wall, a shelf and a table",
            "Ask teams for a copy of what they have made",
            "Catalogue it like any other item",
            "Change the display every month or two",
            "Replace copies when a new version appears",
        ),
        tips=(
            "Small and fresh beats large and dusty",
            "Put the author's contact on each item",
            "Invite the authors to a short opening",
        ),
    ),
    _technique(
        30,
        "Learning zones across sites",
        "learning-zones",
        "sharing",
        "Ongoing, with a monthly check",
        "Everybody who passes",
        summary="Places around the hospital where learning is on display and ideas can be left.",
        what=(
            (
                "A board, a screen or a stand near the canteen or the lifts, with a keeper and a date for the next "
                "change. A code leads to the page with the current items."
            ),
        ),
        when=(
            "Staff never get as far as the library",
            "Sites should see the same news",
            "You want feedback where people already are",
        ),
        how=(
            "Find a place with footfall and a keeper",
            "Choose three items, no more",
            "Add a question and somewhere to answer",
            "Check it monthly and take a picture",
            "Remove what is out of date",
        ),
        tips=(
            "No keeper, no zone",
            "Within reach from a wheelchair, with large print",
            "Ask porters and domestic staff for the best spot",
        ),
    ),
    _technique(
        31,
        "Lunch and Learn",
        "lunch-and-learn",
        "sharing",
        "About 45 minutes",
        "10 to 60 people",
        summary="A short talk over lunch, then questions and company.",
        what=(
            (
                "Somebody tells in twenty minutes what they have done or learned. The rest of the time belongs to "
                "questions and to meeting people. Food helps but is not required."
            ),
        ),
        when=("A team has something to tell", "Silos need windows", "A topic is in the air"),
        how=(
            "Ask colleagues what they would like to hear",
            "Find a speaker and agree one message",
            "Open sign-up, in the room and online",
            "Talk for twenty minutes, question for twenty",
            "Share slides and one lesson afterwards",
            "Thank the speaker",
        ),
        tips=(
            "It is not a training course",
            "Start and end on time: people have to go back",
            "Keep a list of ideas for the next one",
        ),
    ),
    _technique(
        32,
        "Coffee and Learn",
        "coffee-and-learn",
        "sharing",
        "15 to 30 minutes",
        "Whoever drops in",
        summary="One idea in a coffee break, repeated so that every shift can come.",
        what=(
            (
                "A smaller cousin of Lunch and Learn: one speaker or one asset, one idea, and a few questions. It "
                "can be repeated several times on the same day."
            ),
        ),
        when=("Lunch breaks are too short", "The idea is small but good", "You want to reach more than one shift"),
        how=(
            "Choose one idea",
            "Pick two or three times in a day",
            "Put the kettle on and start",
            "Leave a card with the main point",
            "Count heads and note the best question",
        ),
        tips=("No slides", "Drop-ins are the rule", "Go to the ward if the ward cannot come"),
    ),
    _technique(
        33,
        "Sharing huddles",
        "sharing-huddles",
        "sharing",
        "5 minutes",
        "A team in its usual huddle",
        summary="One thing shared and one question back, inside a huddle that takes place anyway.",
        what=(
            (
                "The team's own lead shares a postcard or a lesson and asks one question. The answers go back to "
                "whoever wrote it."
            ),
        ),
        when=(
            "A lesson should reach many teams quickly",
            "You want to know whether it rings true elsewhere",
            "A theme runs across the trust",
        ),
        how=(
            "Send out one card with a question",
            "The lead shares it in a minute",
            "The team answers in two",
            "Write down one sentence of know-how",
            "Send it back to the owner",
        ),
        tips=("One card a week at most", "Thank the teams that answer", "Show what their answers changed"),
    ),
    _technique(
        34,
        "Database of learning and innovation",
        "learning-and-innovation-database",
        "sharing",
        "A few minutes to search",
        "Everybody",
        summary="One searchable place for what has been tried here, and how it turned out.",
        what=(
            (
                "Projects, audits, lessons and ideas from all professions, with a contact and a result. What did "
                "not work is as welcome as what did."
            ),
        ),
        when=(
            "You are about to start something",
            "You want to be found by others",
            "A project has ended and should not vanish",
        ),
        how=(
            "Search before you begin",
            "Add your own work in a few lines: problem, change, result",
            "Name a contact and a date",
            "Say so when you take over somebody's idea",
            "Set an alert for your topic",
        ),
        tips=(
            "Use the words that your colleagues use",
            "Nothing found? Ask the library",
            "A line today is better than a report never",
        ),
    ),
    _technique(
        35,
        "Directory of interests and know-how",
        "directory-of-know-how",
        "sharing",
        "10 minutes to fill in",
        "Anybody who would like to be found",
        summary="Find the person who knows, even if you have never met.",
        what=(
            (
                "A voluntary entry in which you say what people may ask you about, and what you would like to "
                "learn. You write it yourself and decide what is shown."
            ),
        ),
        when=("You look for a peer or a mentor", "You are new and know nobody", "You are planning a peer assist"),
        how=(
            "Write two or three things to ask you about",
            "Add what you would like to learn",
            "Choose what is visible",
            "Look at it twice a year",
            "Say thank you when somebody has helped",
        ),
        tips=("Hobbies open doors", "It is not for appraisal", "Short and current beats long and old"),
    ),
]

_SHARING_B = [
    _technique(
        36,
        "Good practice app",
        "good-practice-app",
        "sharing",
        "2 minutes to send an idea",
        "Everybody",
        summary="Send an idea or a good practice from your phone, and get an answer from a person.",
        what=(
            (
                "A simple form for a title, what you do and why it helps. Each idea is looked at, checked against "
                "evidence where useful, and either tried, adopted or declined with a reason."
            ),
        ),
        when=(
            "You have seen something that works",
            "An idea comes up in the middle of a shift",
            "You want to follow what others try",
        ),
        how=(
            "Say what it is and why it helps",
            "Add a picture without patients or screens",
            "Somebody replies within ten working days",
            "The library looks for evidence",
            "Try it, and tell what happened",
        ),
        tips=(
            "Not now is an answer too, with a reason",
            "A coach often helps more than a panel",
            "Talk to the innovation team before sharing an invention",
        ),
    ),
    _technique(
        37,
        "Positive reporting and thank-yous",
        "positive-reporting",
        "sharing",
        "2 minutes",
        "Everybody",
        summary="Say who did something excellent, what it was and what we can learn from it.",
        what=(
            (
                "Three short questions. The words go to the person, privately. Themes without names show what good "
                "care looks like here, and can start an appreciative inquiry."
            ),
        ),
        when=("Somebody did something well", "A team deserves to know", "You want to learn from what goes right"),
        how=(
            "Who was excellent?",
            "What did they do?",
            "What can we learn?",
            "A moderator checks that no patient can be recognised",
            "The person gets your words",
            "Themes are shared once a month, without names",
        ),
        tips=(
            "No contests and no counting",
            "Praise good work, not staying late",
            "Think of those who are seldom thanked",
        ),
    ),
    _technique(
        38,
        "Teams channels and FutureNHS",
        "teams-and-futurenhs",
        "sharing",
        "Ongoing",
        "Groups with a common task",
        summary="Use the shared spaces that you already have for talk, and the Hub for memory.",
        what=(
            (
                "Channels and workspaces are good for conversation and poor at keeping. Link them with the "
                "community, and bring what is worth keeping back here."
            ),
        ),
        when=(
            "A group talks daily",
            "Members come from several organisations",
            "News should reach people where they are",
        ),
        how=(
            "Name an owner and a purpose",
            "Link the channel from the community",
            "Post title, one line and link",
            "Tidy up twice a year",
            "Close it when the work is done",
        ),
        tips=(
            "Never post what is restricted",
            "Two owners are safer than one",
            "Check who can see it before you write",
        ),
    ),
    _technique(
        39,
        "Communications campaigns",
        "communications-campaigns",
        "sharing",
        "Some weeks",
        "The library, communications and the teams concerned",
        summary="One message, many channels, and a measure that tells whether it worked.",
        what=(
            (
                "A campaign carries good practice through screens, posters, postcards, huddles and bulletins at the "
                "same time. It begins with an objective and ends with a review."
            ),
        ),
        when=(
            "Everybody should know, not only those who look",
            "A safety theme needs a push",
            "An awareness week is coming",
        ),
        how=(
            "Set an objective that can be measured",
            "Find out what the audience thinks now",
            "Choose the message and the channels",
            "Carry it out, with dates and owners",
            "Compare with the start and hold an after action review",
        ),
        tips=("One message at a time", "Look at what else is running", "Only use pictures of people who have agreed"),
    ),
    _technique(
        40,
        "Front-line working group",
        "front-line-working-group",
        "sharing",
        "An hour a month and some answers in between",
        "Staff from all groups, sites and shifts",
        summary="People who do the work say what is realistic.",
        what=(
            (
                "A small group, as mixed as the trust itself, advises on plans for sharing knowledge. Titles do not "
                "count; experience does."
            ),
        ),
        when=(
            "A plan was made in an office",
            "You would like to know whether it works at night",
            "A decision needs those whom it touches",
        ),
        how=(
            "Look for gaps: which groups and shifts are missing?",
            "Agree time with managers",
            "Bring one or two proposals at a time",
            "Let people answer between meetings",
            "Tell the proposer what was advised",
            "Change members after an agreed term",
        ),
        tips=("Meet at different times", "Write the advice in one paragraph", "Report back what was done with it"),
    ),
    _technique(
        41,
        "External publication",
        "external-publication",
        "sharing",
        "Weeks to months",
        "Authors, with help from the library",
        summary="Tell the wider world, in a journal, a repository, a case study or a poster.",
        what=(
            (
                "What was learned here may help elsewhere. The library helps to choose the outlet, check the "
                "evidence and write; information governance and others approve."
            ),
        ),
        when=(
            "A project has a result, good or bad",
            "Others have asked how you did it",
            "Somebody would like to learn to write",
        ),
        how=(
            "Agree authors and their order first",
            "Choose an outlet that your readers read",
            "Get the approvals before you send",
            "Write, read to each other, submit",
            "If declined, try the next",
            "Add the final reference to your asset",
        ),
        tips=("Being declined is normal", "Keep a record of permissions and licences", "Start with a poster"),
    ),
    _technique(
        42,
        "Social media",
        "social-media",
        "sharing",
        "Minutes",
        "Authors and communications",
        summary="Carry public work further, with good pictures and safe words.",
        what=(
            (
                "A share pack holds a text in several lengths, a picture with a description and a link. You post it "
                "yourself, in line with the trust's policy."
            ),
        ),
        when=(
            "The work is public and should travel",
            "An event looks for an audience",
            "You would like to find others who do the same",
        ),
        how=(
            "Check that the work is public",
            "Choose the text and the picture",
            "Describe the picture in words",
            "Post, answer and be kind",
            "Note how far it went",
        ),
        tips=(
            "Nothing about patients, ever",
            "Capitals inside hashtags help screen readers",
            "Messaging apps are not private",
        ),
    ),
    _technique(
        43,
        "Sharing in job roles",
        "sharing-in-job-roles",
        "sharing",
        "An hour",
        "Managers, with human resources",
        summary="Write sharing and learning into job descriptions, so that it counts as work.",
        what=(
            (
                "A bank of ready sentences by kind of role: sharing, capturing, reusing, mentoring. Managers pick "
                "what fits; human resources own the wording."
            ),
        ),
        when=(
            "A post is being written or advertised",
            "A team wants to make sharing normal",
            "The self-assessment has pointed to it",
        ),
        how=(
            "Look at what the role really shares",
            "Choose one or two statements",
            "Agree them with human resources",
            "Talk about them at interview",
            "Look after a year whether they are lived",
        ),
        tips=(
            "One sentence that is lived beats five that are not",
            "Think of support roles as well",
            "Give time, not only words",
        ),
    ),
    _technique(
        44,
        "Sharing in appraisal",
        "sharing-in-appraisal",
        "sharing",
        "10 minutes before the appraisal",
        "You, and your appraiser if you wish",
        summary="Your own record of what you learned, shared and reused, ready for appraisal or revalidation.",
        what=(
            (
                "A private list of what you attended, led, wrote and helped with, to which you add reflections. "
                "Only you see it, until you export it."
            ),
        ),
        when=(
            "Appraisal or revalidation is near",
            "You want to see how far you have come",
            "You are looking for an objective",
        ),
        how=(
            "Choose the period",
            "Go through the list and delete what you do not want",
            "Add what you learned and what you changed",
            "Leave out names, dates and places",
            "Export it and bring it along",
        ),
        tips=(
            "Reflect a little and often",
            "Check what your own regulator expects",
            "Reuse of other people's work counts as well",
        ),
    ),
    _technique(
        45,
        "Recognising those who share",
        "recognition",
        "sharing",
        "Moments",
        "Everybody",
        summary="Notice and thank people who share what they know, and those who use it.",
        what=(
            (
                "Thanks, a note that your work was used elsewhere, a story with your consent, an award once a year. "
                "No points and no rankings: they spoil what they are meant to encourage."
            ),
        ),
        when=("Somebody has helped you", "A lesson was reused", "A team never gets a mention"),
        how=(
            "Say thank you, soon and for something definite",
            "Tell authors when you have used their work",
            "Tell the story, if they agree",
            "Nominate teams as well as people",
            "Check that all staff groups are seen",
        ),
        tips=("Recognise reuse above volume", "Ask before you praise in public", "Small and sincere works best"),
    ),
]

TECHNIQUES = [*_NOW, *_BEFORE, *_DURING, *_SHARING_A, *_SHARING_B]
