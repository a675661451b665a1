"""Letters: how a notice is turned into a message at the moment it is sent.

A room registers, in `AppConfig.ready()`, one function for each template it posts. The function is given the notice,
looks up what the ids mean *now*, checks that the recipient may still read it, and returns a Letter, or raises
`NoLongerRight` with the reason to note.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


class NoLongerRight(Exception):
    """The notice should not be sent any more. The text says why, without names."""


@dataclass(frozen=True)
class Letter:
    """What `<template>_subject.txt`, `<template>.txt` and `<template>.html` are filled with, and files to attach.

    `attachments` are (file name, bytes, media type with its parameters).
    """

    context: dict = field(default_factory=dict)
    attachments: list[tuple[str, bytes, str]] = field(default_factory=list)
    headers: dict = field(default_factory=dict)


_writers: dict[str, Callable] = {}


def register(template: str, write: Callable) -> None:
    """Say that `write(notice) -> Letter` writes the letters of `template`. One function for each template."""
    if _writers.get(template, write) is not write:
        raise ValueError(f"{template} has a writer already.")
    _writers[template] = write


def writer_of(template: str) -> Callable:
    """The function that writes letters of `template`. Raises KeyError when no room registered one."""
    return _writers[template]


def registered() -> list[str]:
    """Every template that has a writer."""
    return sorted(_writers)
