"""Links to pages inside rich text. The text is the same for every reader, so a link into a closed circle says a number
instead of an address: the address would say the page's name."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from .models import Circle, PageAudience


class DiscreetPageLinkHandler(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = cls.get_many(attrs_list)
        ids = [page.pk for page in pages if page]
        open_to_staff = set(
            PageAudience.objects.filter(page__in=ids)
            .exclude(circle__reach=Circle.Reach.MEMBERS)
            .values_list("page", flat=True)
        )
        return [_start_tag(page, open_to_staff) for page in pages]


def _start_tag(page, open_to_staff) -> str:
    if page is None:
        return "<a>"
    address = page.localized.url if page.pk in open_to_staff else f"/do/pages/{page.pk}/"
    return f'<a href="{escape(address)}">'
