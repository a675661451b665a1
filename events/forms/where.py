"""Where something is held, and how many may come: asked in the same words wherever it is asked."""

from django import forms

from hub.people.models import Place

NO_PLACE = "Choose a room or give an online link: people need to know where to go"


class WhereForm(forms.Form):
    """A room, a link, or both, with the limits of their places."""

    room = forms.ModelChoiceField(Place.objects.all(), label="Room", required=False)
    in_person_capacity = forms.IntegerField(
        label="Places in the room",
        help_text="Leave it empty for no limit.",
        required=False,
        min_value=0,
        max_value=5000,
    )
    online_link = forms.URLField(
        label="Online link",
        help_text="Only people with an online place see it.",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    online_capacity = forms.IntegerField(
        label="Places online", help_text="Leave it empty for no limit.", required=False, min_value=0, max_value=50000
    )

    def clean(self):
        given = super().clean()
        if not given.get("room") and not given.get("online_link") and not {"room", "online_link"} & self.errors.keys():
            self.add_error("room", NO_PLACE)
        return given
