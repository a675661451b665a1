"""Which dates of an event become which slots of its rule. Plain calculation: nothing is read or written here."""

from collections import defaultdict
from dataclasses import dataclass, field

from .recurrence import LONDON

EXTRA = "slot"  # in `kept_alone`: an organiser added this date; the rule does not know it


@dataclass
class Plan:
    """`kept`: (date, its slot). `new`: slots without a date. `gone`: dates that the rule has no more."""

    kept: list = field(default_factory=list)
    new: list = field(default_factory=list)
    gone: list = field(default_factory=list)


def plan(dates, wanted, *, now) -> Plan:
    """Pair the dates that there are with the slots that the page wants.

    Same slot, same date. The only date of an event moves to the only slot, wherever that is. When nothing of what is
    to come matches, the whole series was moved: the dates take the new slots in order if they are as many. Else a date
    takes the slot of its own day; in a series moved as a whole, of its own week. Dates that are over stay, and no slot
    that is over is made, unless there are no dates yet. Added dates are nobody's but their organiser's.
    """
    by_slot = {slot.start: slot for slot in wanted}
    kept = [(date, by_slot.pop(date.slot)) for date in dates if date.slot in by_slot]
    loose = sorted((date for date in dates if not _is_paired(date, kept)), key=lambda date: date.slot)
    loose = [date for date in loose if EXTRA not in date.kept_alone]
    if not dates:
        return Plan(new=list(wanted))
    if _is_single(loose, kept, wanted) and not _is_history(loose[0], wanted[0], now):
        return Plan(kept=[*kept, (loose[0], wanted[0])])
    open_slots = sorted(slot for slot in by_slot.values() if slot.end > now)
    loose = [date for date in loose if not date.is_over(now=now)]
    moved_whole = not any(not date.is_over(now=now) and EXTRA not in date.kept_alone for date, _ in kept)
    for key in _keys(moved_whole, len(loose) == len(open_slots)):
        pairs, loose, open_slots = _pair(loose, open_slots, key)
        kept += pairs
    return Plan(kept=kept, new=open_slots, gone=loose)


def _is_single(loose, kept, wanted):
    return len(loose) == 1 and len(wanted) == 1 and not kept


def _is_history(date, slot, now):
    """It took place, and is now to be held once more."""
    return date.is_over(now=now) and slot.end > now and date.has_signups


def _is_paired(date, kept):
    return any(date is one for one, _ in kept)


def _keys(moved_whole, as_many):
    if moved_whole and as_many:
        return [_everything]
    return [_day, _week] if moved_whole else [_day]


def _everything(moment):
    return None


def _day(moment):
    return moment.astimezone(LONDON).date()


def _week(moment):
    return tuple(_day(moment).isocalendar())[:2]


def _pair(dates, slots, key):
    """Those with the same key, in order. Returns the pairs and what is left of both."""
    free = defaultdict(list)
    for slot in slots:
        free[key(slot.start)].append(slot)
    pairs, left = [], []
    for date in dates:
        mine = free[key(date.slot)]
        pairs.append((date, mine.pop(0))) if mine else left.append(date)
    return pairs, left, sorted(slot for group in free.values() for slot in group)
