"""Kinds of thing that a trail can join: for each model its label, its address and who may see it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`visible(user)` is the queryset of what `user` may read; `address(thing)` its path; `title(thing)` its name."""

    model: str
    label: str
    visible: Callable
    address: Callable
    title: Callable


_kinds: dict[str, Kind] = {}


def register(model: str, *, label: str, visible: Callable, address: Callable, title: Callable = str) -> None:
    """Let things of `model` ("app_label.ModelName") stand on a trail and behind a short link."""
    _kinds[model.lower()] = Kind(model, label, visible, address, title)


def kind_of(model: str) -> Kind | None:
    """The kind registered for "app_label.modelname", or None: then nobody sees it on a trail."""
    return _kinds.get(model.lower())
