"""Held words in their context, for the reviewer's eyes: worked out when asked for, stored nowhere."""

from dataclasses import dataclass
from hashlib import sha256

from .actions import Finding, kind_label, unreleased

AROUND = 80


@dataclass(frozen=True)
class Passage:
    field: str
    kind: str
    before: str
    words: str
    after: str


def undecided_in(thing) -> tuple[dict[str, str], list[Finding]]:
    """The texts of the latest version of `thing`, and what the check finds there that no reviewer has released."""
    texts = latest_version(thing).review_texts()
    return texts, unreleased(thing, texts)


def passages_of(texts, findings, *, around=AROUND) -> list[Passage]:
    """Each finding with the text around it."""
    return [_passage(finding, texts[finding.field], around) for finding in findings]


def mark_of(findings) -> str:
    """Changes when the findings change: tells that the reviewer decides about what was on the screen."""
    prints = sorted(finding.fingerprint for finding in findings)
    return sha256("".join(prints).encode()).hexdigest()[:32]


def latest_version(thing):
    revision = getattr(thing, "latest_revision", None)
    return revision.as_object() if revision else thing


def _passage(finding, text, around) -> Passage:
    return Passage(
        field=finding.field,
        kind=kind_label(finding.kind),
        before=text[max(finding.start - around, 0) : finding.start],
        words=text[finding.start : finding.end],
        after=text[finding.end : finding.end + around],
    )
