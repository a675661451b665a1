"""Hold text that looks like it names a patient, and decide about it. What is kept: kinds and fingerprints, no words."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log

from hub.core.identifiers import LABELS, Kind, find_identifiers
from hub.notices import outbox
from hub.people.roles import REVIEWERS

from .models import Hold
from .permissions import may_decide

ADVICE = "Take it out, or wait: the information governance reviewer has been told and can release it."


class DecisionRefused(Exception):
    """The decision cannot be made. The text is fit to show."""


@dataclass(frozen=True)
class Finding:
    """Something found at `start`:`end` of the text of `field`."""

    field: str
    kind: str
    start: int
    end: int
    fingerprint: str


def findings_in(texts: dict[str, str]) -> list[Finding]:
    """Everything in `texts` (name of the field → its words) that looks like it could name a patient."""
    found = []
    for field, text in texts.items():
        for hit in find_identifiers(text, hospital_number_pattern=settings.HUB_HOSPITAL_NUMBER_PATTERN):
            kind = hit.kind.value
            found.append(Finding(field, kind, hit.start, hit.end, fingerprint(kind, text[hit.start : hit.end])))
    return found


def fingerprint(kind: str, words: str) -> str:
    """The same for the same words however they are spaced; useless without this installation's secret key."""
    plain = "".join(words.split()).casefold()
    return salted_hmac("hub.review", f"{kind}:{plain}", algorithm="sha256").hexdigest()


def unreleased(thing, texts: dict[str, str]) -> list[Finding]:
    """Findings in `texts` that no reviewer has released for `thing`."""
    found = findings_in(texts)
    if not found:
        return []
    released = released_fingerprints(thing)
    return [finding for finding in found if finding.fingerprint not in released]


def released_fingerprints(thing) -> set[str]:
    return _fingerprints(holds_of(thing).filter(state=Hold.State.RELEASED))


def standing_hold(thing, texts: dict[str, str]) -> Hold | None:
    """The hold, open or refused, that stands behind the findings in `texts`. Changes nothing."""
    found = unreleased(thing, texts)
    return found and (_refusal_of(thing, found) or holds_of(thing).filter(state=Hold.State.HELD).first()) or None


@transaction.atomic
def check(thing, texts: dict[str, str], *, by=None) -> Hold | None:
    """The hold that keeps `texts` of `thing` in, or None when they may go out.

    There is at most one open hold for a thing; checking again brings it up to date. Once the author has taken the
    words out it becomes MENDED. Words that a reviewer refused are not put before the reviewer a second time.
    """
    _lock(thing)
    found = unreleased(thing, texts)
    open_hold = holds_of(thing).filter(state=Hold.State.HELD).first()
    if not found:
        _mend(open_hold, by)
        return None
    refused = _refusal_of(thing, found)
    if refused:
        _mend(open_hold, by)
        return refused
    return _update(open_hold, found) if open_hold else _hold(thing, found, by)


def release(hold: Hold, *, by, reason: str, seen: list[Finding] | None = None, now=None) -> Hold:
    """Let these words of this thing go out. The author is told, and publishes again.

    `seen` is what the reviewer had in view: that, and nothing else, is released. Without it, what was last held.
    """
    return _decide(hold, Hold.State.RELEASED, by=by, reason=reason, seen=seen, now=now)


def refuse(hold: Hold, *, by, reason: str, seen: list[Finding] | None = None, now=None) -> Hold:
    """Keep these words in for good. The author is told to take them out."""
    return _decide(hold, Hold.State.REFUSED, by=by, reason=reason, seen=seen, now=now)


def explain(hold: Hold) -> str:
    """What kind of thing is held, in which field, and what to do. Never the words."""
    pairs = [(finding["field"], finding["kind"]) for finding in hold.findings]
    if hold.state == Hold.State.REFUSED:
        return f"Refused by the information governance reviewer ({hold.reason}): {_listed(pairs)}. Take it out."
    return _explain_pairs(pairs)


def explain_findings(findings: list[Finding]) -> str:
    """The same before there is a hold."""
    return _explain_pairs([(finding.field, finding.kind) for finding in findings])


@transaction.atomic
def _decide(hold, state, *, by, reason, seen, now):
    reason = reason.strip()
    if not may_decide(by):
        raise DecisionRefused("Only an information governance reviewer can decide about held text.")
    if not reason:
        raise DecisionRefused("Give a reason. It is kept with the decision.")
    hold = Hold.objects.select_for_update(of=("self",), no_key=True).get(pk=hold.pk)
    if hold.state == state:
        return hold
    if hold.state != Hold.State.HELD:
        raise DecisionRefused(f"This was decided already: {hold.get_state_display().lower()}.")
    hold.state, hold.decided_by, hold.decided_at, hold.reason = state, by, now or timezone.now(), reason
    if seen is not None:
        hold.findings = _plain(seen)
    hold.save(update_fields=["state", "decided_by", "decided_at", "reason", "findings"])
    _audit(hold, state, by)
    _tell_author(hold)
    return hold


def _hold(thing, found, by):
    try:
        with transaction.atomic():
            hold = Hold.objects.create(
                content_type=_type_of(thing), object_id=str(thing.pk), findings=_plain(found), asked_by=by
            )
    except IntegrityError:  # hub_review_one_open_hold: somebody else has just made it
        return _update(holds_of(thing).get(state=Hold.State.HELD), found)
    _audit(hold, Hold.State.HELD, by)
    _tell_reviewers(hold)
    return hold


def _update(hold, found):
    hold.findings = _plain(found)
    hold.save(update_fields=["findings"])
    return hold


def _mend(hold, by):
    if hold:
        hold.state = Hold.State.MENDED
        hold.save(update_fields=["state"])
        _audit(hold, Hold.State.MENDED, by)


def _lock(thing):
    """One check of a thing at a time: the row of the thing itself."""
    type(thing)._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=thing.pk).first()


def _refusal_of(thing, found):
    wanted = {finding.fingerprint for finding in found}
    for hold in holds_of(thing).filter(state=Hold.State.REFUSED):
        if wanted <= _fingerprints([hold]):
            return hold
    return None


def holds_of(thing):
    """Every hold there ever was of `thing`, newest first."""
    return Hold.objects.filter(content_type=_type_of(thing), object_id=str(thing.pk))


def _type_of(thing):
    return ContentType.objects.get_for_model(thing)


def _fingerprints(holds) -> set[str]:
    return {finding["fingerprint"] for hold in holds for finding in hold.findings}


def _plain(found) -> list[dict]:
    return [{"field": one.field, "kind": one.kind, "fingerprint": one.fingerprint} for one in found]


def _audit(hold, state, by):
    kinds = sorted({finding["kind"] for finding in hold.findings})
    target = hold.target
    if target is not None:
        log(
            instance=target,
            action=f"hub.review.{state}",
            user=by,
            data={"hold": str(hold.key), "kinds": kinds, "reason": hold.reason},
        )


def _tell_reviewers(hold):
    for reviewer in get_user_model().objects.active().filter(groups__name=REVIEWERS):
        outbox.post(
            template="review/email/held",
            recipient=reviewer,
            context={"hold": str(hold.key)},
            dedupe_key=f"held:{hold.key}:{reviewer.pk}",
        )


def _tell_author(hold):
    if hold.asked_by_id:
        outbox.post(
            template=f"review/email/{hold.state}",
            recipient=hold.asked_by,
            context={"hold": str(hold.key)},
            dedupe_key=f"{hold.state}:{hold.key}",
        )


def _explain_pairs(pairs) -> str:
    return f"This looks like it could name a patient: {_listed(pairs)}. {ADVICE}"


def _listed(pairs) -> str:
    """Each kind and field once, with how often it was found."""
    parts = []
    for (field, kind), count in Counter(pairs).items():
        times = f" ({count} times)" if count > 1 else ""
        parts.append(f"{kind_label(kind)} in “{field}”{times}")
    return "; ".join(parts)


def kind_label(kind: str) -> str:
    return LABELS[Kind(kind)]
