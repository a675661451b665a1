from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.models import Page

from hub.circles.audience import visible_pages

from . import actions
from .models import AssetPage, BulletinPage


@require_POST
def still_correct(request, pk):
    page = visible_pages(Page.objects.live().filter(pk=pk), request.user).specific().first()
    if not isinstance(page, AssetPage | BulletinPage):
        raise Http404
    try:
        page = actions.confirm_still_correct(page, by=request.user)
    except actions.ConfirmationRefused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    messages.success(request, f"Thank you. The next review is on {page.review_on:%-d %B %Y}.")
    return redirect(page.get_url(request))
