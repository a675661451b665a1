"""The sections and items of a bulletin."""

from django.core.exceptions import ValidationError
from wagtail import blocks


class BulletinItemBlock(blocks.StructBlock):
    """One item: it leads to a page of the Hub or to an outside address, never to both."""

    title = blocks.CharBlock(max_length=200)
    summary = blocks.TextBlock(required=False, max_length=800, help_text="What it says and why it matters here.")
    page = blocks.PageChooserBlock(required=False, help_text="A page of the Hub…")
    url = blocks.URLBlock(required=False, label="Outside address", help_text="…or an address elsewhere.")
    source = blocks.CharBlock(required=False, max_length=160, help_text="For example the journal or the organisation.")
    date = blocks.DateBlock(required=False, help_text="When the source published it.")

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["page"] and cleaned["url"]:
            problem = ValidationError("Choose a page of the Hub or give an outside address, not both.")
            raise blocks.StructBlockValidationError(block_errors={"url": problem})
        if not self.is_deferred_validation and not cleaned["page"] and not cleaned["url"]:
            problem = ValidationError("Say where the item leads: choose a page of the Hub or give an outside address.")
            raise blocks.StructBlockValidationError(block_errors={"page": problem})
        return cleaned

    class Meta:
        icon = "link"
        label = "Item"
        label_format = "{title}"
        preview_value = {
            "title": "Falls in hospital: what works",
            "summary": "A short review of bedside measures.",
            "page": None,
            "url": "https://journal.example/falls",
            "source": "Journal of Ward Care",
            "date": None,
        }


class BulletinSectionBlock(blocks.StructBlock):
    """A heading with its items."""

    heading = blocks.CharBlock(max_length=120)
    items = blocks.ListBlock(BulletinItemBlock(), min_num=1, max_num=30)

    class Meta:
        icon = "list-ul"
        label = "Section"
        label_format = "{heading}"
        description = "A heading with items that lead to pages or outside addresses"
        preview_value = {"heading": "New evidence", "items": [BulletinItemBlock._meta_class.preview_value]}


SECTION_BLOCKS = [("section", BulletinSectionBlock())]
