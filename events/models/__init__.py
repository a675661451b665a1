"""Pages are what editors write; rows are what people do."""

from .afterwards import Certificate, WrapUp
from .dates import Mode, Occurrence, new_door_code
from .feeds import FeedAddress, new_secret
from .ideas import Suggestion
from .pages import (
    CoffeeAndLearnPage,
    EspressoCafePage,
    EventPage,
    EventsIndexPage,
    EventSkippedDate,
    EventSpeaker,
    EventTime,
    EventTopic,
    KnowledgeCafePage,
    LunchAndLearnPage,
    OpenEventPage,
    Repeats,
)
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
