"""What a topic page shows: each room registers what it has for a topic and a reader."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Gatherer:
    """`gather(topic, user, limit)` returns a list of {title, url, note}: only what `user` may read."""

    kind: str
    heading: str
    gather: Callable
    order: int = 100


_gatherers: dict[str, Gatherer] = {}


def register(kind: str, heading: str, gather: Callable, *, order: int = 100) -> None:
    _gatherers[kind] = Gatherer(kind, heading, gather, order)


def registered() -> list[Gatherer]:
    return sorted(_gatherers.values(), key=lambda gatherer: (gatherer.order, gatherer.kind))
