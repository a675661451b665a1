"""Kinds of questionnaire: for each its questions, and who may read what was answered. Rooms above register theirs."""

from collections.abc import Callable
from dataclasses import dataclass

AGREEMENT = (
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
)
STEPS = len(AGREEMENT)
LONGEST_TEXT = 1000
SIGNPOST = (
    "Do not name patients or colleagues. This is not the place to report harm: for that, use your incident "
    "reporting system or speak to the Freedom to Speak Up Guardian."
)


@dataclass(frozen=True)
class Rating:
    """A statement that is rated from 1 to 5; `scale` puts each step into words, the lowest first."""

    name: str
    wording: str
    scale: tuple[str, ...] = AGREEMENT
    required: bool = True


@dataclass(frozen=True)
class Text:
    """A question with room for words."""

    name: str
    wording: str
    longest: int = LONGEST_TEXT
    required: bool = False


@dataclass(frozen=True)
class Kind:
    """`may_read(user, question_set)` says who reads the results; `crumbs(question_set)` where their page hangs."""

    name: str
    questions: tuple[Rating | Text, ...]
    may_read: Callable
    crumbs: Callable


_kinds: dict[str, Kind] = {}


def register(name: str, *, questions, may_read: Callable, crumbs: Callable = lambda question_set: []) -> None:
    """Let rooms open questions of this kind. A question set keeps the words it was opened with."""
    names = [question.name for question in questions]
    if len(set(names)) < len(names):
        raise ValueError(f"Two questions of {name} have the same name.")
    if any(isinstance(question, Rating) and len(question.scale) != STEPS for question in questions):
        raise ValueError(f"A rating of {name} has not {STEPS} steps.")
    _kinds[name] = Kind(name, tuple(questions), may_read, crumbs)


def kind_of(name: str) -> Kind | None:
    """The kind of this name, or None: then nobody reads its results."""
    return _kinds.get(name)
