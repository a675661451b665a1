from django import forms


class DecisionForm(forms.Form):
    RELEASE = "release"
    REFUSE = "refuse"

    seen = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        choices=[(RELEASE, "Release: these words name no patient"), (REFUSE, "Refuse: they have to be taken out")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to release or to refuse."},
    )
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The author reads this, and it is kept with the decision. Do not repeat the held words.",
        error_messages={"required": "Give a reason. It is kept with the decision."},
    )
