"""Three learning zones: each fills itself by topics, after these hand-picked assets (slugs) and bulletins (titles)."""

from home.demo.markup import paragraphs

ZONES = [
    {
        "title": "Safer Care Zone",
        "slug": "safer-care",
        "intro": paragraphs(
            "Learning from incidents, near misses and good days: the lessons that our teams most want you to know."
        ),
        "topics": ["Learning from incidents", "Deteriorating patient", "Sepsis", "Medication safety"],
        "picks": [
            {"kind": "asset", "ref": "sepsis-six-what-helped"},
            {"kind": "asset", "ref": "insulin-five-moments"},
            {"kind": "asset", "ref": "aar-in-fifteen-minutes"},
            {"kind": "bulletin", "ref": "Patient Safety Update"},
        ],
        "picture": "lightbulb",
    },
    {
        "title": "Steady and Strong Zone",
        "slug": "steady-and-strong",
        "intro": paragraphs("Falls, frailty, skin, food and drink: everyday care that keeps people themselves."),
        "topics": [
            "Falls prevention",
            "Frailty",
            "Pressure ulcer prevention",
            "Hydration and nutrition",
            "Rehabilitation",
        ],
        "picks": [
            {"kind": "asset", "ref": "up-dressed-and-moving-willow"},
            {"kind": "asset", "ref": "sskin-in-five-minutes"},
            {"kind": "bulletin", "ref": "Falls and Frailty Digest"},
        ],
        "picture": "stepping_stones",
    },
    {
        "title": "Improvement Zone",
        "slug": "improvement",
        "intro": paragraphs(
            "Start well, test small, tell others: everything you need for an improvement project, including the "
            "ones that did not work."
        ),
        "topics": ["Quality improvement", "Evidence searching", "Writing for publication", "Knowledge mobilisation"],
        "picks": [
            {"kind": "asset", "ref": "before-action-review-guide"},
            {"kind": "asset", "ref": "how-to-run-a-knowledge-cafe"},
            {"kind": "asset", "ref": "from-project-to-poster-guide"},
            {"kind": "bulletin", "ref": "Quality Improvement Bulletin"},
        ],
        "picture": "tree",
    },
]
