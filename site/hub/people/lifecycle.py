"""What happens to a person's rows when they leave, are erased or ask for their data.

Every room with a foreign key to User registers an entry in `AppConfig.ready()`; a test fails when one is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """`on_leave(person, now)` and `erase(person, now)` change rows; `export(person)` returns a list of dicts of plain
    values. None means that nothing needs doing, for the reason given in `why`."""

    model: str
    on_leave: Callable | None
    erase: Callable | None
    export: Callable | None
    why: str = ""


_entries: dict[str, Entry] = {}


def register(model: str, *, on_leave=None, erase=None, export=None, why: str = "") -> None:
    """Register the entry of one model, named "app_label.ModelName". An entry without functions must say why."""
    if not (on_leave or erase or export or why):
        raise ValueError(f"The lifecycle entry of {model} does nothing and does not say why.")
    _entries[model.lower()] = Entry(model, on_leave, erase, export, why)


def entries() -> list[Entry]:
    return list(_entries.values())
