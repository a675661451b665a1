"""Where events may stand, and who may plan one there or change one."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page

from hub.circles.audience import visible_pages
from hub.circles.models import Membership, PageAudience
from hub.people.roles import is_editor, is_library_team

from .kinds import KINDS
from .models import EventPage, EventsIndexPage
from .permissions import may_organise

MODELS = {model._meta.model_name: model for model in EventPage.__subclasses__()}


def model_of(kind: str):
    """The page type of this kind of event; KeyError for any other word."""
    return MODELS[kind]


def parents_for(user):
    """Published pages below which `user` may plan events: all that they see for editors, elsewhere the pages of the
    circles that they facilitate. The list of events comes first."""
    if not user.is_authenticated:
        return Page.objects.none()
    # Wagtail's bare Page lets anything stand below it. The root is one, and it is no place for events.
    models = {parent for kind in MODELS.values() for parent in kind.allowed_parent_page_models()} - {Page}
    types = [one.pk for one in ContentType.objects.get_for_models(*models).values()] if models else []
    pages = visible_pages(Page.objects.live().filter(content_type__in=types, alias_of=None), user)
    if not is_editor(user):
        pages = pages.filter(pk__in=PageAudience.objects.filter(circle__in=circles_of(user)).values("page"))
    return pages.order_by("depth", "title", "pk")


def circles_of(user):
    """The circles that `user` facilitates."""
    memberships = Membership.objects.active().filter(person=user.pk, role=Membership.Role.FACILITATOR)
    return memberships.values("circle")


def may_plan_under(user, parent) -> bool:
    return parents_for(user).filter(pk=parent.pk).exists()


def kinds_under(parent) -> list[str]:
    """The kinds of event that may stand below this page."""
    allowed = parent.specific_class.allowed_subpage_models()
    return [kind for kind in KINDS if MODELS[kind] in allowed]


def may_change(user, event) -> bool:
    """Organisers change their events; editors could in the admin, so they may here too."""
    return may_organise(user, event) or is_editor(user)


def may_choose_host(user, event) -> bool:
    """SECURITY: the host reads what people said about diet and access, so a facilitator cannot make themselves host."""
    return user.pk == event.host_id or is_editor(user)


def organised_by(user, events=None):
    """Events that `user` may see and organises; all that they see for the library team."""
    events = (EventPage.objects.all() if events is None else events).visible_to(user).filter(alias_of=None)
    if is_library_team(user):
        return events
    in_my_circles = PageAudience.objects.filter(circle__in=circles_of(user)).values("page")
    return events.filter(Q(host=user) | Q(pk__in=in_my_circles))


def first_parent(parents):
    """Where an event stands unless somebody chooses: the list of events, if it is among these."""
    return next((page for page in parents if page.content_type_id == _index_type()), parents[0] if parents else None)


def _index_type() -> int:
    return ContentType.objects.get_for_model(EventsIndexPage).pk
