"""The kinds of event. A kind is small: what differs is its preset and its panels."""

from dataclasses import dataclass

KINDS = {
    "lunchandlearnpage": "Lunch and Learn",
    "coffeeandlearnpage": "Coffee and Learn",
    "knowledgecafepage": "Knowledge Café",
    "espressocafepage": "Espresso Café",
    "openeventpage": "Open event",
}
KIND_CHOICES = list(KINDS.items())
# Page types that may stand below the list of events, and below whatever else holds events.
EVENT_PAGE_TYPES = [
    "events.LunchAndLearnPage",
    "events.CoffeeAndLearnPage",
    "events.KnowledgeCafePage",
    "events.EspressoCafePage",
    "events.OpenEventPage",
]


@dataclass(frozen=True)
class Preset:
    """What a new event of a kind begins with. `minutes` is how long it lasts, `places` how many the room holds."""

    minutes: int
    places: int | None = None
    catering: bool = False
    drop_in: bool = False
