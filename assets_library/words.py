"""Words that the library's forms and pages share."""

NO_TOPIC = "Choose at least one topic, so that people find this."
NO_OWNER = "Choose an owner: the person who keeps this right."
NO_REVIEW_DATE = "Give a review date: the day on which the owner looks at this again."
NO_PICTURE_TEXT = (
    "This picture has no description for people who cannot see it. "
    "Open the picture under Images, write its description, then publish again."
)
TOPICS_HELP = "At least one. Start typing: other words for a topic are found too."
REVIEW_HELP = "On this day the owner is asked whether it is still right."

INTRO_FEATURES = ["bold", "italic", "link"]
TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
