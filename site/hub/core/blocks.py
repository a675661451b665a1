"""The StreamField blocks that pages share. Each has a preview for the editor's block chooser."""

from django.core.exceptions import ValidationError
from wagtail import blocks, hooks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from .html import text_of_html

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        template = "hub_core/blocks/heading.html"
        description = "A heading inside the page"
        preview_value = "What we learned this winter"


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        template = "hub_core/blocks/paragraph.html"
        description = "Text with links and lists"
        preview_value = "<p>Handover takes <b>ten minutes</b> and starts with the patients we worry about most.</p>"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(help_text="Say what the picture shows, or tick “decorative” when the text says it already.")
    caption = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "image"
        template = "hub_core/blocks/picture.html"
        description = "A picture with its text for people who cannot see it"
        preview_template = "hub_core/blocks/picture_preview.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=600)
    who = blocks.CharBlock(required=False, max_length=120, help_text="A role is enough: “a ward sister”.")

    class Meta:
        icon = "openquote"
        template = "hub_core/blocks/quote.html"
        description = "Somebody's words"
        preview_value = {"text": "We stopped guessing and asked the patient.", "who": "Physiotherapist, Harrow ward"}


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    text = blocks.RichTextBlock(features=["bold", "italic", "ul", "link"])

    class Meta:
        icon = "warning"
        template = "hub_core/blocks/callout.html"
        description = "Something nobody should miss"
        preview_value = {"title": "Before you start", "text": "<p>Check the local policy. It may have changed.</p>"}


class MediaLinkBlock(blocks.StructBlock):
    """A link to video or sound elsewhere. A transcript is required: here as text, or as a page to read."""

    title = blocks.CharBlock(max_length=120)
    kind = blocks.ChoiceBlock(choices=[("video", "Video"), ("audio", "Audio")], default="video")
    url = blocks.URLBlock(label="Address")
    minutes = blocks.IntegerBlock(required=False, min_value=1, max_value=600, label="Length in minutes")
    transcript = blocks.RichTextBlock(features=["bold", "italic", "ul", "ol"], required=False)
    transcript_document = DocumentChooserBlock(required=False)

    def clean(self, value):
        cleaned = super().clean(value)
        has_transcript = _has_words(cleaned["transcript"]) or cleaned["transcript_document"]
        if not has_transcript and not self.is_deferred_validation:  # a draft may be saved half written
            problem = ValidationError("Add a transcript, as text here or as a document, so that everybody can use it.")
            raise blocks.StructBlockValidationError(block_errors={"transcript": problem})
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["transcript_document"] = _readable_document(value["transcript_document"], parent_context)
        return context

    class Meta:
        icon = "media"
        template = "hub_core/blocks/media_link.html"
        description = "Video or sound elsewhere, with its transcript"
        preview_value = {
            "title": "Ten minutes on handover",
            "kind": "video",
            "url": "https://video.example/handover",
            "minutes": 10,
            "transcript": "<p>Good handover starts with who is in the room.</p>",
            "transcript_document": None,
        }


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock()
    title = blocks.CharBlock(required=False, max_length=120, help_text="Leave empty to use the document's own title.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["document"] = _readable_document(value["document"], parent_context)
        return context

    class Meta:
        icon = "doc-full"
        template = "hub_core/blocks/document.html"
        description = "A file to download"
        preview_template = "hub_core/blocks/document_preview.html"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=160, help_text="Says what the table shows. It is read out first.")
    table = TypedTableBlock(
        [("text", blocks.CharBlock(required=False)), ("number", blocks.DecimalBlock(required=False))]
    )

    class Meta:
        icon = "table"
        template = "hub_core/blocks/table.html"
        description = "Rows and columns with a caption"
        preview_template = "hub_core/blocks/table_preview.html"


class PageLinksBlock(blocks.StructBlock):
    """Links to pages of the Hub. A page that the reader may not see is left out."""

    title = blocks.CharBlock(max_length=80, default="Related pages")
    pages = blocks.ListBlock(blocks.PageChooserBlock(), min_num=1, max_num=12)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["pages"] = _readable(value["pages"], (parent_context or {}).get("request"))
        return context

    class Meta:
        icon = "link"
        template = "hub_core/blocks/page_links.html"
        description = "Links to pages of the Hub"
        preview_template = "hub_core/blocks/page_links_preview.html"


def _has_words(rich_text) -> bool:
    """False for the empty paragraph that the editor leaves behind, too."""
    return bool(rich_text and text_of_html(rich_text.source))


def _readable_document(document, parent_context):
    """The document if the reader may open it. Its title alone may say too much; asked as `_readable` asks for pages."""
    request = (parent_context or {}).get("request")
    filters = hooks.get_hooks("filter_documents_for_reader")
    if document is None or request is None or not filters:
        return None
    found = type(document).objects.filter(pk=document.pk)
    for narrow in filters:
        found = narrow(found, request.user)
    return found.first()


def _readable(pages, request) -> list:
    """Those of `pages` that the reader may see, in their order. Who may see is decided by the room above, through a
    hook; without it, or without a reader, nothing shows."""
    ids = [page.pk for page in pages if page]
    filters = hooks.get_hooks("filter_pages_for_reader")
    if not ids or request is None or not filters:
        return []
    found = Page.objects.filter(pk__in=ids).live()
    for narrow in filters:
        found = narrow(found, request.user)
    by_id = {page.pk: page for page in found}
    return [by_id[pk] for pk in ids if pk in by_id]


BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("paragraph", ParagraphBlock()),
    ("image", PictureBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("media_link", MediaLinkBlock()),
    ("document", DocumentBlock()),
    ("table", TableBlock()),
    ("page_links", PageLinksBlock()),
]
