"""Registered jobs: what the worker runs every so often, once a slot, whoever runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Job:
    """`run(slot)` is called once for every slot of `every`. `catch_up`: run the newest missed slot after downtime."""

    name: str
    run: Callable
    every: timedelta
    catch_up: bool = True


_jobs: dict[str, Job] = {}


def register(name: str, run: Callable, *, every: timedelta, catch_up: bool = True) -> None:
    """Have the worker call `run(slot)` once for every slot of length `every`. Slots start at multiples of `every`."""
    _jobs[name] = Job(name, run, every, catch_up)


def registered() -> list[Job]:
    return list(_jobs.values())
