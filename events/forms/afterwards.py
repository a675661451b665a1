from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat

from hub.ask.forms import PlainTextField
from hub.media.uploads import check_document

HTTPS = "The recording link must begin with https://, so that nobody can change it on its way."


class AfterwardsForm(forms.Form):
    """What organisers give to those who came."""

    message = PlainTextField(
        label="A few words of thanks",
        help_text="They go into the letter of thanks. Plain words: no names of patients.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "The words of thanks must be 1,000 characters or fewer"},
    )
    recording_link = forms.URLField(
        label="Link to the recording",
        help_text="Where the recording is kept, for example in Teams. Those who may see the event see the link.",
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"], message=HTTPS, code="not_https")],
        error_messages={"invalid": "Enter the whole address of the recording, such as https://video.example/talk"},
    )
    slides = forms.FileField(
        label="Slides",
        required=False,
        error_messages={"empty": "This file is empty. Choose another."},
    )
    slides_title = forms.CharField(
        label="Title of the slides",
        help_text="Leave empty to use the title of the event.",
        required=False,
        max_length=255,
        error_messages={"max_length": "The title must be 255 characters or fewer"},
    )
    remove_slides = forms.BooleanField(label="Take the slides away", required=False)

    def __init__(self, *args, has_slides, **kwargs):
        super().__init__(*args, **kwargs)
        field, largest = self.fields["slides"], filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        field.help_text = f"PDF, PowerPoint (PPTX), Word (DOCX) or OpenDocument text, {largest} at most."
        if has_slides:
            field.label = "Other slides in their place"
        else:
            del self.fields["remove_slides"]

    def clean_slides(self):
        file = self.cleaned_data["slides"]
        if not file:
            return None
        if file.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            largest = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
            raise ValidationError(f"This file is {filesizeformat(file.size)}. Choose one of {largest} or less.")
        check_document(file)
        return file


class ReferenceForm(forms.Form):
    """Checking a certificate."""

    reference = forms.CharField(
        label="Reference",
        help_text="It is printed on the certificate, for example CDFG-HJKM-NPQ. Capitals and hyphens do not matter.",
        max_length=60,
        error_messages={
            "required": "Enter the reference of the certificate.",
            "max_length": "A reference has 11 letters and digits. Check it and try again.",
        },
    )
