"""Pages are what editors write; rows are what people do."""

from .afterwards import Certificate, WrapUp
from .dates import Mode, Occurrence, new_door_code
from .event_kinds import CoffeeAndLearnPage, EspressoCafePage, KnowledgeCafePage, LunchAndLearnPage, OpenEventPage
from .feeds import FeedAddress, new_secret
from .ideas import Suggestion
from .page_parts import EventSkippedDate, EventSpeaker, EventTime
from .pages import EventPage, EventsIndexPage, EventTopic, Repeats
from .signups import PlaceChange, Signup
from .templates import EventTemplate

__all__ = [
    "Certificate",
    "CoffeeAndLearnPage",
    "EspressoCafePage",
    "EventPage",
    "EventSkippedDate",
    "EventSpeaker",
    "EventTemplate",
    "EventTime",
    "EventTopic",
    "EventsIndexPage",
    "FeedAddress",
    "KnowledgeCafePage",
    "LunchAndLearnPage",
    "Mode",
    "Occurrence",
    "OpenEventPage",
    "PlaceChange",
    "Repeats",
    "Signup",
    "Suggestion",
    "WrapUp",
    "new_door_code",
    "new_secret",
]
