"""The kinds of event: each differs by its preset alone."""

from events.about import ABOUT
from events.kinds import Preset

from .pages import EventPage


class LunchAndLearnPage(EventPage):
    """A short talk over lunch, then questions."""

    template = "events/event_page.html"
    subpage_types = []
    page_description = ABOUT["lunchandlearnpage"]
    preset = Preset(minutes=45, catering=True)

    class Meta:
        verbose_name = "Lunch and Learn"
        verbose_name_plural = "Lunch and Learns"


class CoffeeAndLearnPage(EventPage):
    """One idea in a coffee break, often several times a day so that every shift can come."""

    template = "events/event_page.html"
    subpage_types = []
    page_description = ABOUT["coffeeandlearnpage"]
    preset = Preset(minutes=20, drop_in=True)

    class Meta:
        verbose_name = "Coffee and Learn"
        verbose_name_plural = "Coffee and Learns"


class KnowledgeCafePage(EventPage):
    """One question, small tables, several rounds of conversation."""

    template = "events/event_page.html"
    subpage_types = []
    page_description = ABOUT["knowledgecafepage"]
    preset = Preset(minutes=90, places=32)

    class Meta:
        verbose_name = "Knowledge Café"
        verbose_name_plural = "Knowledge Cafés"


class EspressoCafePage(EventPage):
    """A short Knowledge Café: one question, two or three rounds of ten minutes. A head-count is enough."""

    template = "events/event_page.html"
    subpage_types = []
    page_description = ABOUT["espressocafepage"]
    preset = Preset(minutes=40, drop_in=True)

    class Meta:
        verbose_name = "Espresso Café"
        verbose_name_plural = "Espresso Cafés"


class OpenEventPage(EventPage):
    """Any other gathering that people can come to."""

    template = "events/event_page.html"
    subpage_types = []
    page_description = ABOUT["openeventpage"]

    class Meta:
        verbose_name = "Open event"
