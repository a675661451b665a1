import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from home.models import HomePage
from home.setting_up import set_up
from hub.topics.models import Topic


@pytest.mark.django_db
def test_setting_up_twice_makes_one_hub(root_page):
    call_command("set_up_hub", verbosity=0)
    pages, topics = Page.objects.count(), Topic.objects.count()
    call_command("set_up_hub", verbosity=0)

    assert (Page.objects.count(), Topic.objects.count()) == (pages, topics)
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()


@pytest.mark.django_db
def test_help_and_policies_open_without_signing_in(client, root_page):
    set_up()

    for address in ("/help/", "/accessibility/", "/privacy/", "/contact/"):
        assert client.get(address).status_code == 200, address
    assert client.get("/library/").status_code == 302


@pytest.mark.django_db
def test_techniques_are_chosen_by_the_moment(staff_client, root_page):
    set_up()

    context = staff_client.get("/techniques/", {"stage": "before"}).context
    assert context["chosen"] == "before"
    assert staff_client.get("/techniques/", {"stage": "nonsense"}).context["chosen"] == ""
