import pytest
from django.core.management import call_command
from wagtail.models import Page

from events.models import Signup
from home.models import TechniquePage
from hub.circles.models import Circle, Membership, PageAudience, PageGate
from hub.notices.models import Notice
from hub.people.models import User
from hub.review.models import Hold
from tests.factories.notices import NoticeFactory


@pytest.fixture
def media(settings, tmp_path):
    settings.HUB_DEMO = True
    settings.MEDIA_ROOT = tmp_path


def counts():
    return [model.objects.count() for model in (Page, User, Membership, Signup, Circle, PageGate, Notice)]


@pytest.mark.django_db
def test_the_demo_loads_once_however_often_it_is_asked(root_page, media, capsys):
    call_command("load_demo", verbosity=0)
    assert not Notice.objects.filter(state="waiting").exists()
    visitors = NoticeFactory()
    first = counts()
    call_command("load_demo", verbosity=0)

    assert counts() == first
    assert list(Notice.objects.filter(state="waiting")) == [visitors]
    assert TechniquePage.objects.live().count() == 45
    assert not Hold.objects.exists()
    assert PageAudience.objects.count() == Page.objects.count()
    assert Page.find_problems() == ([], [], [], [], [])
