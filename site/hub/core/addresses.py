"""The first segments of addresses that pages may not take, because something else answers there."""

from django.core.exceptions import ValidationError

RESERVED = frozenset(
    {
        *("_util", "accounts", "admin", "desk", "do", "documents", "healthz", "media", "my", "people"),
        *("readyz", "s", "search", "static", "topics"),
    }
)


class ReservedSlugMixin:
    """For page types that stand directly below the front page."""

    def clean(self):
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError({"slug": f"“{self.slug}” is taken by a part of the Hub. Choose another address."})
