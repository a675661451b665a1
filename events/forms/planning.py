"""The one form by which an event is planned and changed on the Hub's own screens."""

from datetime import datetime, timedelta

from django import forms
from django.db.models import Q
from django.forms.utils import from_current_timezone
from django.utils import timezone

from events.models import Repeats
from events.near import near
from events.places import places_by_site
from hub.people.models import User
from hub.topics.models import Topic

from . import rows
from .groups import ALWAYS, groups_of
from .where import WhereForm

LINES_OF_TEXT = "Leave an empty line between paragraphs. Begin a line with “- ” for a list, with “## ” for a heading."
PLANNED_IN_LONDON = {"day", "last_day", "start", "end"}


class EventForm(WhereForm):
    """Everything about an event in plain words. `values` answers with what the action takes."""

    field_order = [name for _, names in ALWAYS for name in names]  # the error summary goes by it
    title = forms.CharField(label="Title", max_length=255, error_messages={"required": "Enter a title"})
    intro = forms.CharField(
        label="In one sentence", help_text="Shown in lists and in emails.", required=False, max_length=300
    )
    description = forms.CharField(
        label="Description",
        help_text=LINES_OF_TEXT,
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    day = forms.DateField(
        label="Day", widget=forms.DateInput, validators=[near], error_messages={"required": "Enter the day"}
    )
    start = forms.TimeField(
        label="Starts at", widget=forms.TimeInput, error_messages={"required": "Enter the time at which it starts"}
    )
    end = forms.TimeField(label="Ends at", required=False, widget=forms.TimeInput)
    last_day = forms.DateField(
        label="Last day",
        help_text="Only if it ends on another day.",
        required=False,
        widget=forms.DateInput,
        validators=[near],
    )
    drop_in = forms.BooleanField(
        label="People may just come", help_text="Nobody needs to sign up. You count heads there.", required=False
    )
    catering = forms.BooleanField(
        label="Food is provided", help_text="People are asked for dietary needs when they sign up.", required=False
    )
    signup_opens_at = forms.DateTimeField(
        label="Sign-up opens",
        help_text="Leave it empty to open when you publish.",
        required=False,
        validators=[near],
        widget=forms.DateTimeInput,
    )
    signup_closes_at = forms.DateTimeField(
        label="Sign-up closes",
        help_text="Leave it empty to close when the event starts.",
        required=False,
        validators=[near],
        widget=forms.DateTimeInput,
    )
    promotion_stops_hours = forms.IntegerField(
        label="Hours before the start when the waiting list stops moving",
        help_text="After that nobody is moved up by surprise: a free place goes to whoever takes it first.",
        min_value=0,
        max_value=336,
        initial=2,
    )
    aims = forms.CharField(
        label="Learning aims",
        help_text="One to a line. They are printed on certificates.",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label="Topics", required=False, widget=forms.CheckboxSelectMultiple
    )
    repeats = forms.ChoiceField(label="How often?", choices=Repeats, initial=Repeats.NEVER)
    repeat_until = forms.DateField(
        label="Until",
        help_text="The last day on which it may happen.",
        required=False,
        widget=forms.DateInput,
        validators=[near],
    )
    skip_bank_holidays = forms.BooleanField(label="Not on bank holidays in England", required=False, initial=True)
    times = rows.LinesField(
        label="More times on each day",
        help_text="One to a line, such as 2:30pm. Up to five; each is as long as the first.",
        read=rows.read_time,
        wrong="“{line}” is not a time. Write it like 14:30 or 2:30pm",
        most=rows.TIMES,
        too_many="Give five more times at most",
        max_length=200,
    )
    skipped_dates = rows.LinesField(
        label="Days left out",
        help_text="One to a line, such as 24/12/2026.",
        read=rows.read_day,
        wrong="“{line}” is not a day. Write it like 24/12/2026",
        most=60,
        too_many="Leave out 60 days at most",
        max_length=2000,
    )
    host = forms.EmailField(
        label="Work email of the host",
        help_text="The host organises the event, and alone reads what people say about diet and access.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, minutes, plain_body=True, choose_host=True, topics=(), began=None, speakers=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.minutes, self.began, self.host_person = minutes, began, None
        self.fields["end"].help_text = f"Leave it empty for the usual {minutes} minutes."
        self.fields["room"].widget.choices = [("", "No room: online only"), *places_by_site(self.initial.get("room"))]
        current = Topic.objects.current().values("pk")
        self.fields["topics"].queryset = Topic.objects.filter(Q(pk__in=current) | Q(pk__in=[one.pk for one in topics]))
        for name, wanted in (("description", plain_body), ("host", choose_host)):
            if not wanted:
                del self.fields[name]
        if not self.initial.get("last_day"):
            del self.fields["last_day"]
        self._add_rows(max(rows.SPEAKERS, speakers))

    def _add_rows(self, speakers):
        self.speakers = speakers
        for number in range(1, speakers + 1):
            self.fields.update(rows.speaker_fields(number))
        for number in range(1, rows.QUESTIONS + 1):
            self.fields.update(rows.question_fields(number))

    def groups(self):
        return groups_of(self)

    def clean_host(self):
        email = self.cleaned_data["host"].lower()
        if not email:  # then it stays as it is, or is whoever plans the event
            return email
        self.host_person = User.objects.filter(email=email, is_active=True).first()
        if self.host_person is None:
            raise forms.ValidationError("Nobody with this email has an account. Give the email of a colleague who has")
        return email

    def clean(self):
        given = super().clean()
        self._clean_when(given)
        opens, closes = given.get("signup_opens_at"), given.get("signup_closes_at")
        if opens and closes and closes <= opens:
            self.add_error("signup_closes_at", "Sign-up must close after it opens")
        self._clean_repeats(given)
        given["speakers"], given["questions"] = rows.read_speakers(self, self.speakers), rows.read_questions(self)
        return given

    def _clean_when(self, given):
        if PLANNED_IN_LONDON & self.errors.keys():
            return
        start = self._moment("start", given["day"], given["start"])
        end = self._moment("end", given.get("last_day") or given["day"], given["end"]) if given.get("end") else None
        if start is None or ("end" in self.errors):
            return
        given["starts_at"], given["ends_at"] = start, end or start + timedelta(minutes=self.minutes)
        if given["ends_at"] <= start:
            self.add_error("end", "The event must end after it starts")
        if start < timezone.now() and start != self.began:
            self.add_error("day", "This time is past. Choose one that is still to come")

    def _moment(self, field, day, time):
        """A moment on the clocks of London, unless the clocks leave it out on that day."""
        try:
            return from_current_timezone(datetime.combine(day, time))
        except forms.ValidationError:
            self.add_error(field, "The clocks change at this time on that day. Choose another time")
            return None

    def _clean_repeats(self, given):
        if given.get("repeats") == Repeats.NEVER:
            given["repeat_until"] = None
            return
        if not given.get("repeat_until"):
            if "repeat_until" not in self.errors:
                self.add_error("repeat_until", "Enter the last day on which it may happen")
        elif given.get("day") and given["repeat_until"] < given["day"]:
            self.add_error("repeat_until", "The last day must not be before the first")

    def values(self) -> dict:
        """The fields of a valid form, as `events.fields.write` takes them."""
        own = {"day", "last_day", "start", "end", "host"}
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in own and not name.startswith(("speaker_", "question_"))
        }
        given["topics"] = list(given["topics"])
        given["times"] = [one for one in given["times"] if one != self.cleaned_data["start"]]
        return {**given, "host": self.host_person} if self.host_person else given
