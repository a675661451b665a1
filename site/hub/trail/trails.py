"""Reading a trail: what a thing came from and led to, as far as one person may see."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from .kinds import kind_of
from .models import TrailLink


@dataclass(frozen=True)
class Step:
    label: str
    title: str
    url: str


def trail_of(thing, user) -> tuple[list[Step], list[Step]]:
    """(came from, led to): the steps that `user` may see, oldest first. One query and one for each kind met."""
    own = (type_of(thing).pk, str(thing.pk))
    is_result, is_cause = Q(result_type=own[0], result_id=own[1]), Q(cause_type=own[0], cause_id=own[1])
    links = TrailLink.objects.filter(is_result | is_cause)
    ends = [((link.cause_type_id, link.cause_id), (link.result_type_id, link.result_id)) for link in links]
    before = [cause for cause, result in ends if result == own]
    after = [result for cause, result in ends if cause == own]
    seen = _visible_steps({*before, *after}, user)
    return [seen[one] for one in before if one in seen], [seen[one] for one in after if one in seen]


def find_visible(content_type_id: int, object_id: str, user) -> Step | None:
    """The step for one thing, or None when it is gone or not for `user`."""
    return _visible_steps({(content_type_id, object_id)}, user).get((content_type_id, object_id))


def type_of(thing) -> ContentType:
    """The type under which `thing` stands on trails: for a page its own, also when it was loaded as a plain Page."""
    own = getattr(thing, "cached_content_type", None)
    return own or ContentType.objects.get_for_model(thing, for_concrete_model=True)


def _visible_steps(references, user) -> dict:
    by_type = defaultdict(list)
    for content_type_id, object_id in references:
        by_type[content_type_id].append(object_id)
    steps = {}
    for content_type_id, ids in by_type.items():
        kind = _kind(content_type_id)
        for thing in kind.visible(user).filter(pk__in=ids) if kind else []:
            if address := kind.address(thing):
                steps[content_type_id, str(thing.pk)] = Step(kind.label, kind.title(thing), address)
    return steps


def _kind(content_type_id):
    """The nearest registered kind: a subclass page answers to the kind of its parent model."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    for ancestor in model.__mro__ if model else ():
        meta = getattr(ancestor, "_meta", None)
        if meta is not None and not meta.abstract and (kind := kind_of(meta.label_lower)):
            return kind
    return None
