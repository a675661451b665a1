"""The audience of every page worked out a second way, to compare with what the database trigger wrote."""

from django.db import transaction
from wagtail.models import Page

from .models import PageAudience, PageGate


def expected_audience() -> dict[int, int | None]:
    """page → circle (None: all staff), by walking up from each page to the nearest gate."""
    gates = dict(PageGate.objects.values_list("page__path", "circle"))
    return {pk: _nearest(path, gates) for pk, path in Page.objects.order_by().values_list("pk", "path")}


def differences() -> dict[int, tuple]:
    """page → (what the table says, what it should say) where the two differ. "no row" stands for a missing row."""
    expected = expected_audience()
    found = dict(PageAudience.objects.values_list("page", "circle"))
    pages = expected.keys() | found.keys()
    pairs = {pk: (found.get(pk, "no row"), expected.get(pk, "no row")) for pk in pages}
    return {pk: pair for pk, pair in pairs.items() if pair[0] != pair[1]}


@transaction.atomic
def repair() -> int:
    """Write what the table should say. Returns how many rows were wrong."""
    wrong = differences()
    for pk, (_, circle) in wrong.items():
        if circle == "no row":
            PageAudience.objects.filter(page=pk).delete()
        else:
            PageAudience.objects.update_or_create(page_id=pk, defaults={"circle_id": circle})
    return len(wrong)


def _nearest(path: str, gates: dict) -> int | None:
    above = (path[:end] for end in range(len(path), 0, -Page.steplen))
    return next((gates[step] for step in above if step in gates), None)
