from datetime import UTC, datetime

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.timezone import localtime

from events.near import near
from events.places import places_by_site

from .where import WhereForm

LONDON = "UK time, as clocks in London show it on that day."
WHEN = {"day", "last_day", "start", "end"}


class DateForm(WhereForm):
    """When and where one date is held. `values` answers with what the actions take."""

    day = forms.DateField(label="Day", widget=forms.DateInput, validators=[near])
    start = forms.TimeField(label="Starts at", help_text=LONDON, widget=forms.TimeInput)
    end = forms.TimeField(label="Ends at", widget=forms.TimeInput)
    last_day = forms.DateField(
        label="Last day",
        help_text="Only if it ends on another day.",
        required=False,
        widget=forms.DateInput,
        validators=[near],
    )
    field_order = ["day", "start", "end", "last_day"]

    def __init__(self, *args, held=(None, None), **kwargs):
        super().__init__(*args, **kwargs)
        self.held = dict(zip(("start", "end"), held, strict=True))
        self.fields["room"].widget.choices = [("", "No room: online only"), *places_by_site(self.initial.get("room"))]
        if not self.initial.get("last_day"):
            del self.fields["last_day"]

    def clean(self):
        given = super().clean()
        self._clean_when(given)
        return given

    def _clean_when(self, given):
        if WHEN & self.errors.keys():
            return
        start = self._moment("start", given["day"], given["start"])
        end = self._moment("end", given.get("last_day") or given["day"], given["end"])
        if start is None or end is None:
            return
        given["starts_at"], given["ends_at"] = start, end
        if end <= start:
            self.add_error("end", "The date must end after it starts")
        if start <= timezone.now() and start != self.held["start"]:
            self.add_error("day", "This time is past. Choose one that is still to come")

    def _moment(self, field, day, time):
        as_it_is = self.held[field]
        if as_it_is and (day, time) == _shown(as_it_is):
            return as_it_is  # to the second, also when the clocks show that time twice
        try:
            return from_current_timezone(datetime.combine(day, time)).astimezone(UTC)
        except forms.ValidationError:
            self.add_error(field, "The clocks change at this time on that day. Choose another time")
            return None

    def values(self) -> dict:
        given = self.cleaned_data
        return {
            "start": given["starts_at"],
            "end": given["ends_at"],
            "place_id": given["room"].pk if given["room"] else None,
            **{name: given[name] for name in ("in_person_capacity", "online_link", "online_capacity")},
        }


class ChangeDateForm(DateForm):
    """The same, with the question how far the change reaches. `following`: how many dates come after this one."""

    reach = forms.ChoiceField(
        label="What do you want to change?",
        choices=[("this", "This date only"), ("following", "This and all following dates")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which dates to change"},
    )

    def __init__(self, *args, following, **kwargs):
        super().__init__(*args, **kwargs)
        if not following:
            del self.fields["reach"]
            return
        hint = f"{following} later date{'s' * (following != 1)} as well: moved by as much, and what you change here"
        self.fields["reach"].choice_hints = {"following": hint}

    @property
    def all_following(self):
        return self.cleaned_data.get("reach") == "following"


class CancelFollowingForm(forms.Form):
    """Calling off a date and all that follow it. The reason goes to everybody who signed up."""

    reason = forms.CharField(
        label="Why are they cancelled?",
        help_text="One sentence. Everybody who signed up will read it.",
        required=False,
        max_length=300,
        error_messages={"max_length": "The reason must be 300 characters or fewer"},
    )


def first_values(date) -> dict:
    """What the form begins with: the date as it is, on London's clocks."""
    start, end = localtime(date.start), localtime(date.end)
    return {
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "last_day": end.date() if end.date() != start.date() else None,
        "room": date.place_id,
        "in_person_capacity": date.in_person_capacity,
        "online_link": date.online_link,
        "online_capacity": date.online_capacity,
    }


def _shown(moment):
    shown = localtime(moment)
    return shown.date(), shown.time().replace(second=0, microsecond=0, fold=0)
