import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from communities.models import CommunitiesIndexPage
from home.models import HomePage, StandardPage
from hub.core.addresses import RESERVED, ReservedSlugMixin


def test_every_first_segment_of_ours_is_reserved():
    firsts = {str(pattern.pattern).lstrip("^").split("/")[0] for pattern in get_resolver().url_patterns}
    inner = {
        str(inner.pattern).split("/")[0]
        for pattern in get_resolver().url_patterns
        if str(pattern.pattern) == ""
        for inner in pattern.url_patterns
    }
    ours = {segment for segment in firsts | inner if segment.isidentifier()}

    assert ours - RESERVED == set()


def test_every_page_type_below_the_front_page_keeps_clear_of_them():
    types = HomePage.allowed_subpage_models()

    assert {model.__name__ for model in types if not issubclass(model, ReservedSlugMixin)} == set()


@pytest.mark.parametrize("model", [StandardPage, CommunitiesIndexPage])
def test_a_page_may_not_take_a_reserved_segment(home_page, model):
    with pytest.raises(ValidationError, match="is taken by a part of the Hub"):
        home_page.add_child(instance=model(title="People", slug="people"))
