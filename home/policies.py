"""First words of the help and policy pages. Editors make them their own."""


def _heading(text):
    return ("heading", text)


def _text(*paragraphs):
    return ("paragraph", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def _list(*items):
    return ("paragraph", "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")


POLICY_PAGES = [
    {
        "title": "Help",
        "slug": "help",
        "intro": "How to find your way around, and who to ask.",
        "body": [
            _heading("What you can do here"),
            _list(
                "<b>Techniques</b>: ways to learn before, during and after what you do.",
                "<b>Communities</b>: join colleagues who care about the same thing.",
                "<b>Events</b>: sign up for a Lunch and Learn or a Knowledge Café.",
                "<b>Library</b>: bulletins and knowledge assets you can use today.",
                "<b>My hub</b>: your events and communities on one page.",
            ),
            _heading("You cannot sign in"),
            _text(
                "Choose “I have forgotten my password” on the sign-in page. The email comes within a few minutes. If you have no "
                "account, ask the library: accounts are made by invitation."
            ),
            _heading("On a shared computer"),
            _text("Choose “Sign out” in the menu under your name. Nothing is left behind for the next person."),
            _heading("What never belongs here"),
            _text(
                "Anything that could identify a patient. The Hub checks what you publish and holds it if something looks "
                "like a patient's details. It does not replace incident recording, safeguarding, complaints or Freedom "
                "to Speak Up: use those routes first."
            ),
        ],
    },
    {
        "title": "Accessibility statement",
        "slug": "accessibility",
        "intro": "We want everybody who works here to be able to use the Hub.",
        "body": [
            _heading("How accessible it is"),
            _text(
                "The Hub is built to meet the Web Content Accessibility Guidelines 2.2 at level AA. You can use it with "
                "a keyboard alone, with a screen reader, at 400% zoom and on a phone. Every page works without JavaScript."
            ),
            _heading("How we test"),
            _text(
                "Every change runs automatic checks on each kind of page, at phone and desktop width, and keyboard tests of "
                "joining and signing up. Automatic checks find about half of all problems, so tell us what they missed."
            ),
            _heading("What is not fully accessible"),
            _list(
                "The editing screens for librarians come from Wagtail and have a few known problems.",
                "Documents that colleagues upload may not be accessible. Ask the library for another format.",
            ),
            _heading("Tell us about a problem"),
            _text("Contact the library. We answer within five working days."),
        ],
    },
    {
        "title": "Privacy",
        "slug": "privacy",
        "intro": "What the Hub keeps about you, why, and for how long.",
        "body": [
            _heading("What we keep"),
            _list(
                "Your name, work email, job title, team and staff group, so that you can sign in and colleagues can find you.",
                "The communities you belong to and the events you sign up for.",
                "What you publish about yourself in the staff directory, if you choose to be listed.",
                "What you tell an organiser about diet or access. Only the organiser reads it, and it is deleted a week "
                "after the event.",
            ),
            _heading("What we do not keep"),
            _text(
                "No tracking, no advertising, no third-party analytics. No page of the Hub asks another company's server."
            ),
            _heading("Your rights"),
            _text(
                "Under My account you can see and download what the Hub holds about you. When you leave, your account is closed "
                "and your name can be taken off what you wrote. What you write at work can be asked for under the Freedom "
                "of Information Act and by subject access."
            ),
        ],
    },
    {
        "title": "Contact the library",
        "slug": "contact",
        "intro": "A librarian is glad to help.",
        "body": [
            _text(
                "Ask us for evidence, for help with a technique, for a facilitator, or to publish what your team has learned."
            ),
            _heading("Where we are"),
            _text("The Library & Knowledge Service is in the Education Centre. Drop in, call, or write to us."),
        ],
    },
]
