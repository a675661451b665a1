"""Rows that other connections can see, made and taken away again. A flush would remove what migrations put in."""

from contextlib import contextmanager

from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Locale, Page, Revision, Site

from events.models import Occurrence, Signup
from hub.core.models import ShortLink
from hub.notices.models import Notice
from hub.people.models import Place, User
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory, date_of
from tests.factories.people import PersonFactory


def an_event(*, capacity, people, **fields):
    """A published event with so many places, and people who have not signed up yet."""
    index = EventsIndexPageFactory(parent=_front_page(), title="Race", slug="race")
    page = LunchAndLearnPageFactory(parent=index, in_person_capacity=capacity, **fields)
    return date_of(page), PersonFactory.create_batch(people)


def _front_page():
    """The front page of the default site, both made when there are none."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site:
        return site.root_page
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    page = root.add_child(instance=Page(title="Front page", slug="front-page"))
    Site.objects.create(hostname="localhost", is_default_site=True, root_page=page)
    return page


@contextmanager
def everything_taken_away():
    """Remove every row that was made meanwhile, children first."""
    newest = {model: model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for model in (User, Place)}
    pages = set(Page.objects.values_list("pk", flat=True))
    try:
        yield
    finally:
        _remove(newest, pages)
        connection.close()


def _remove(newest, pages):
    made = Page.objects.exclude(pk__in=pages)
    people = User.objects.filter(pk__gt=newest[User])
    Notice.objects.filter(recipient__in=people).delete()
    Signup.objects.filter(person__in=people).delete()
    Signup.objects.filter(occurrence__event__in=made.values("pk")).delete()
    Occurrence.objects.filter(event__in=made.values("pk")).delete()
    Revision.objects.filter(object_id__in=[str(pk) for pk in made.values_list("pk", flat=True)]).delete()
    ShortLink.objects.filter(object_id__in=[str(pk) for pk in made.values_list("pk", flat=True)]).delete()
    for page in made.order_by("depth"):
        if Page.objects.filter(pk=page.pk).exists():
            Page.objects.get(pk=page.pk).delete()
    QuerySet(User).filter(pk__in=list(people.values_list("pk", flat=True))).delete()  # accounts refuse to be deleted
    Place.objects.filter(pk__gt=newest[Place]).delete()
