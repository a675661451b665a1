"""Calendars to subscribe to: the screen where a person makes and ends their address, and the feeds themselves."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import feeds
from events.actions.feeds import make_address, renew_address, switch_off
from events.forms.feeds import FeedChoiceForm
from events.models import EventPage, FeedAddress
from hub.topics.models import Topic


# --- The screens -----------------------------------------------------------------------------------------------------
@require_GET
def overview(request):
    address = FeedAddress.objects.filter(person=request.user).first()
    context = {"address": address}
    if address:
        form = FeedChoiceForm(request.GET or None, person=request.user)
        form.is_valid()
        chosen = getattr(form, "cleaned_data", {}).get("calendar")
        context["mine"] = _shown("My events", reverse("events:feed_mine", args=[address.secret]))
        context["form"] = form
        context["chosen"] = _shown(form.names[chosen], _path_of(chosen, address.secret)) if chosen else None
    return render(request, "events/feeds.html", context)


@require_POST
def make(request):
    make_address(request.user)
    messages.success(request, "Your calendar address is ready. Copy it into your calendar.")
    return redirect("events:feeds")


@require_http_methods(["GET", "POST"])
def renew(request):
    if request.method == "GET":
        return render(request, "events/feeds_renew.html")
    renew_address(request.user)
    messages.success(request, "You have a new address. The old one has stopped working.")
    return redirect("events:feeds")


@require_http_methods(["GET", "POST"])
def end(request):
    if request.method == "GET":
        return render(request, "events/feeds_switch_off.html")
    switch_off(request.user)
    messages.success(request, "Your calendar addresses are switched off.")
    return redirect("events:feeds")


def _path_of(choice, secret):
    kind, _, name = choice.partition(":")
    return reverse(f"events:feed_{kind}", args=[secret, name])


def _shown(title, path):
    """A feed's address to copy, and as a link that calendar programs open."""
    address = f"{settings.HUB_BASE_URL}{path}"
    return {"title": title, "address": address, "webcal": f"webcal://{address.partition('://')[2]}"}


# --- The feeds -------------------------------------------------------------------------------------------------------
# SECURITY: the secret in the address stands for the person; neither session nor cookie is looked at.
@login_not_required
@require_GET
def mine(request, secret):
    return _answer(request, feeds.feed_of_mine(_owner(secret)))


@login_not_required
@require_GET
def of_topic(request, secret, slug):
    person = _owner(secret)
    topic = get_object_or_404(Topic.objects.select_related("merged_into"), slug=slug)
    topic = topic.merged_into or topic
    return _answer(request, feeds.feed_of(feeds.events_about(topic), person, name=topic.name))


@login_not_required
@require_GET
def of_page(request, secret, pk):
    person = _owner(secret)
    page = get_object_or_404(feeds.gated_pages(person), pk=pk)
    return _answer(request, feeds.feed_of(EventPage.objects.descendant_of(page), person, name=page.title))


def _owner(secret):
    person = feeds.owner_of(secret)
    if person is None:
        raise Http404
    return person


def _answer(request, content):
    """No Last-Modified: a place given up changes the feed without leaving a later time in it."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="events.ics"'
    response["Cache-Control"] = "private"
    response["ETag"] = f'"{sha256(content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)
