"""Who is coming to one date, for everybody who may see it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from events.company import named_at
from events.models import EventPage

from .finding import common, visible_date

PER_PAGE = 60


@require_GET
def who(request, key):
    date = visible_date(request, key, EventPage.objects.live())
    if date.is_cancelled() or date.is_over():
        raise Http404
    page_obj = Paginator(named_at(date), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page_obj, "names": [signup.person.get_full_name() for signup in page_obj]}
    count = date.in_person_taken + date.online_taken
    return render(request, "events/who.html", {**common(request, date), **context, "count": count})
