from django import forms

from hub.people.models import Place, Unit
from hub.topics.models import Topic

from .models import Profile


class PeopleFilters(forms.Form):
    """Narrows the directory. What makes no sense in an address is left out of account."""

    q = forms.CharField(label="Name or job", required=False, max_length=80)
    topic = forms.ModelChoiceField(
        Topic.objects.current(), label="Knows about", required=False, to_field_name="slug", empty_label="Any topic"
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Unit", required=False, empty_label="Any unit")
    site = forms.ModelChoiceField(
        Place.objects.filter(kind=Place.Kind.SITE), label="Site", required=False, empty_label="Any site"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        self.fields["unit"].queryset = Unit.objects.current()

    def chosen(self) -> dict:
        """What was filled in and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ProfileForm(forms.ModelForm):
    """What I publish about myself."""

    class Meta:
        model = Profile
        fields = ["is_listed", "about", "phone", "show_email", "topics"]
        labels = {
            "is_listed": "List me in the staff directory",
            "about": "About my work",
            "phone": "Work telephone or bleep",
            "show_email": "Show my email address",
            "topics": "What I know about",
        }
        help_texts = {
            "is_listed": "All staff can then find you by name and by topic. You can take it back at any time.",
            "about": "What you do, and what people can ask you.",
            "phone": "Leave it empty and no number is shown.",
            "topics": "You are shown on the page of each topic that you tick.",
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "phone": forms.TextInput(attrs={"autocomplete": "off"}),
            "topics": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = Topic.objects.current()
