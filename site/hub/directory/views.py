from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from . import actions
from .forms import PeopleFilters, ProfileForm
from .models import Profile
from .permissions import may_browse_people

A_PAGE = 20
PEOPLE = ("People", "/people/")


def for_staff(view):
    """Guests get the answer that they would get if there were no directory."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not may_browse_people(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


@for_staff
def people(request):
    """Staff who chose to be listed, by name, topic, unit and site."""
    filters = PeopleFilters(request.GET)
    chosen = filters.chosen()
    profiles = _narrow(Profile.objects.listed(), chosen).by_name()
    profiles = profiles.select_related("person__unit").prefetch_related("topics")
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page_obj": Paginator(profiles, A_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "is_filtered": bool(chosen),
        "query": query.urlencode(),
        "i_am_listed": Profile.objects.listed().filter(person=request.user).exists(),
    }
    return render(request, "directory/people.html", context)


@for_staff
def person(request, key):
    """What one person publishes about themselves."""
    profiles = Profile.objects.listed().select_related("person__unit", "person__workplace").prefetch_related("topics")
    profile = get_object_or_404(profiles, person__key=key)
    return render(request, "directory/person.html", {"profile": profile, "crumbs": [PEOPLE]})


@for_staff
def me(request):
    """My own profile, to read and to change."""
    profile = Profile.objects.filter(person=request.user).first() or Profile(person=request.user)
    form = ProfileForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_profile(request.user, **form.cleaned_data)
        messages.success(request, _what_was_saved(saved))
        return redirect("directory:me")
    return render(request, "directory/me.html", {"form": form, "profile": profile, "crumbs": [PEOPLE]})


def _what_was_saved(profile) -> str:
    if profile.is_listed:
        return "Saved. All staff can find you in the directory."
    return "Saved. You are not listed in the directory."


def _narrow(profiles, chosen):
    if words := chosen.get("q"):
        profiles = profiles.named_like(words)
    if topic := chosen.get("topic"):
        profiles = profiles.knowing(topic)
    if unit := chosen.get("unit"):
        profiles = profiles.in_unit(unit)
    if site := chosen.get("site"):
        profiles = profiles.at_place(site)
    return profiles
