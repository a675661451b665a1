import pytest
from django.core.management import CommandError, call_command

from hub.circles.models import PageAudience
from hub.circles.oracle import differences
from tests.factories.circles import CircleFactory, gate


def test_a_right_table_is_found_right(home_page):
    gate(home_page, CircleFactory())

    call_command("check_audience", verbosity=0)
    assert differences() == {}


def test_a_wrong_and_a_missing_row_are_found_and_repaired(home_page):
    circle = CircleFactory()
    gate(home_page, circle)
    PageAudience.objects.filter(page=home_page).update(circle=None)
    PageAudience.objects.filter(page=home_page.get_parent()).delete()

    assert differences() == {home_page.pk: (None, circle.pk), home_page.get_parent().pk: ("no row", None)}
    with pytest.raises(CommandError, match="2 pages differ"):
        call_command("check_audience")

    call_command("check_audience", repair=True)
    assert differences() == {}
