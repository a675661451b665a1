"""Tabs of a circle's page: higher rooms add theirs without the circle knowing them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """`content(circle, page, user, request)` returns the context of `template`, of what `user` may read alone.
    `shown(circle, user)` says whether the tab is there at all."""

    slug: str
    title: str
    template: str
    content: Callable
    shown: Callable
    order: int = 100


_tabs: dict[str, Tab] = {}


def register(slug: str, title: str, *, template: str, content: Callable, shown=lambda circle, user: True, order=100):
    """Add a tab to every circle's page."""
    _tabs[slug] = Tab(slug, title, template, content, shown, order)


def registered() -> list[Tab]:
    return sorted(_tabs.values(), key=lambda tab: (tab.order, tab.slug))
