from urllib.parse import urlparse

from wagtail.contrib.redirects import middleware as stock
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from .audience import named_to


class ReadableRedirectMiddleware(stock.RedirectMiddleware):
    """SECURITY: an old address leads on only for those who may know of the page. Wagtail makes redirects by itself
    when a page's address changes, and the new address says the new name."""

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        if answer is response or self._may_follow(request):
            return answer
        return response

    def _may_follow(self, request) -> bool:
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = stock.get_redirect(request, path) or stock.get_redirect(request, urlparse(path).path)
        page = found.redirect_page_id
        return not page or named_to(Page.objects.live().filter(pk=page), request.user).exists()
