from wagtail.documents.forms import BaseDocumentForm

from .uploads import check_document


class DocumentForm(BaseDocumentForm):
    """Every way of adding a document in the admin goes through this form. Pictures are checked by Wagtail's own."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file)
        return file
