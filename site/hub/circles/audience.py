"""Who may see what. Everything that lists, finds, counts or exports starts here. It fails closed."""

from functools import cache

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q

from .models import Circle, Membership, PageAudience, PageGate


def visible_pages(queryset, user):
    """Pages of `queryset` that `user` may read. A page with no audience row is seen by nobody."""
    return queryset.filter(pk__in=PageAudience.objects.filter(_open_to(user, "circle")).values("page"))


def visible_to(queryset, user, *, circle="circle"):
    """Rows of `queryset` whose own circle (at the path `circle`) is open to `user`. No circle: all staff."""
    return queryset.filter(_open_to(user, circle))


def visible_circles(user):
    """Circles whose content `user` may read."""
    return Circle.objects.filter(_reaches(user, ""))


def named_circles(user):
    """Circles that `user` may know of: title, purpose, join button. Hidden ones only for those who can read them
    or have been invited to them."""
    if not _counts(user):
        return visible_circles(user)
    invited = Membership.objects.filter(person=user, state=Membership.State.INVITED).values("circle")
    named = _reaches(user, "") | Q(pk__in=invited)
    if user.kind != user.Kind.GUEST:
        named |= Q(listing=Circle.Listing.LISTED)
    return Circle.objects.filter(named)


def named_to(queryset, user):
    """Pages of `queryset` that `user` may read, or whose public face `user` may know of.

    Only page types that say `has_public_face` have one; any other gated page is as closed as what is below it.
    """
    faces = [one.pk for one in ContentType.objects.get_for_models(*_models_with_a_face()).values()]
    front_pages = PageGate.objects.filter(
        circle__in=named_circles(user).values("pk"), page__content_type__in=faces
    ).values("page")
    readable = PageAudience.objects.filter(_open_to(user, "circle")).values("page")
    return queryset.filter(Q(pk__in=front_pages) | Q(pk__in=readable))


def with_reading(queryset, user):
    """Pages of `queryset`, each with `is_readable`: whether `user` may read it."""
    return queryset.annotate(
        is_readable=Exists(PageAudience.objects.filter(_open_to(user, "circle"), page=OuterRef("pk")))
    )


def remember_reading(page, user, is_readable: bool) -> None:
    """Keep on this page object what `with_reading` has just found, so that one request asks once."""
    page._readable_to = (user.pk, is_readable)


def may_see_page(page, user) -> bool:
    """Whether `user` may read this page."""
    reader, is_readable = getattr(page, "_readable_to", (None, False))
    if reader is not None and reader == user.pk:
        return is_readable
    return PageAudience.objects.filter(_open_to(user, "circle"), page=page.pk).exists()


def everybody():
    """The visitor who has not signed in, for asking what is public."""
    return AnonymousUser()


@cache
def _models_with_a_face() -> tuple:
    return tuple(model for model in apps.get_models() if getattr(model, "has_public_face", False))


def _open_to(user, path) -> Q:
    open_to = _reaches(user, f"{path}__", key=path)
    if _counts(user) and user.kind != user.Kind.GUEST:
        open_to |= Q(**{f"{path}__isnull": True})
    return open_to


def _reaches(user, prefix, key="pk") -> Q:
    public = Q(**{f"{prefix}reach": Circle.Reach.PUBLIC})
    if not _counts(user):
        return public
    mine = Q(**{f"{key}__in": Membership.objects.active().filter(person=user).values("circle")})
    if user.kind == user.Kind.GUEST:
        return public | mine
    return public | Q(**{f"{prefix}reach": Circle.Reach.STAFF}) | mine


def _counts(user) -> bool:
    """Signed in, and still with us."""
    return user.is_authenticated and user.is_active
